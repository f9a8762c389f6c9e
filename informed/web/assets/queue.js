// The staff's list by keyboard: "/" leads to the search, the arrows go from record to record, Enter opens one as any link.
// The list draws itself anew every few seconds; whoever stands on a record stays on it.
(() => {
  "use strict";

  const RECORDS = ".records tbody a[data-record]";
  const SEARCH = ".st-key-find input";
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  let on = null; // the id of the record that the keyboard stands on

  const records = () => [...document.querySelectorAll(RECORDS)];
  const search = () => document.querySelector(SEARCH);

  /** Whether the key belongs to what has the focus: a field, or the row of filters. */
  const isTaken = (target) => target.closest?.("input, textarea, select, [role='radiogroup'], [role='group']") && target !== search();

  function step(event) {
    const links = records();
    const at = links.findIndex((link) => link.dataset.record === on);
    const next = at < 0 ? (event.key === "ArrowDown" ? 0 : -1) : at + STEPS[event.key];
    if (next < 0) search()?.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
    event.preventDefault();
  }

  function follow(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !search() || isTaken(event.target)) return;
    if (event.key === "/" && event.target !== search()) {
      search().focus();
      event.preventDefault();
    } else if (event.key in STEPS) step(event);
    else if (event.key === "Escape") document.activeElement?.blur();
  }

  /** The list was drawn anew under the keyboard: the record is still the one that it stands on. */
  function stay() {
    if (on === null || document.activeElement !== document.body) return;
    records()
      .find((link) => link.dataset.record === on)
      ?.focus({ preventScroll: true });
  }

  function forget() {
    on = null;
  }

  document.addEventListener("keydown", follow);
  document.addEventListener("pointerdown", forget);
  document.addEventListener("focusin", ({ target }) => {
    on = target.closest?.(RECORDS)?.dataset.record ?? null;
  });
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(stay).observe(document.getElementById("root"), { childList: true, subtree: true });
  });
})();
