// What Streamlit 1.67 cannot be told about its own parts: the words of its skip link, which language a button speaks, what fields
// belong together, which of them are wrong, and the title of the tab, which each run sets back to the page's own.
(() => {
  "use strict";

  const SKIP = { vi: "Đến nội dung chính", en: "Skip to main content" };
  const APART = 150; // ms between the answers that are sent and the tap on a button
  const RESTORE = 1500; // ms between two looks whether the server answers
  const RESTORES = 5; // in one visit: a part that is broken for good must not reload for ever
  const OTHER = { vi: "en", en: "vi" };

  function mend() {
    const { lang } = document.documentElement;
    const skip = document.querySelector("[data-testid=stSkipToContent]");
    if (skip && skip.textContent !== SKIP[lang]) skip.textContent = SKIP[lang] ?? SKIP.vi;
    const button = document.querySelector(".st-key-other-language button");
    if (button && button.lang !== OTHER[lang]) button.lang = OTHER[lang] ?? "";
    for (const fields of document.querySelectorAll("[class*=st-key-group-]:not([role=group])")) name(fields);
    markWrong();
  }

  /** The text fields that a summary of errors leads to say so themselves, and why, until it is gone. */
  function markWrong() {
    const why = new Map();
    for (const link of document.querySelectorAll("#summary a[href^='#']")) {
      const place = document.querySelector(`.st-key-${CSS.escape(link.hash.slice(1))}`);
      const together = place?.closest("[class*=st-key-group-]") ?? place; // which part of a date it is the sentence says
      for (const field of together?.querySelectorAll("input[type=text]") ?? []) why.set(field, link);
    }
    for (const field of document.querySelectorAll("[aria-invalid=true][aria-describedby^=why-]")) {
      if (why.has(field)) continue;
      field.removeAttribute("aria-describedby");
      field.removeAttribute("aria-invalid");
    }
    for (const [field, link] of why) {
      link.id = `why-${link.hash.slice(1)}`;
      field.setAttribute("aria-describedby", link.id);
      field.setAttribute("aria-invalid", "true");
    }
  }

  /** Fields that belong together are a group with the name that stands above them: "day" alone is no date of birth. */
  function name(fields) {
    const label = fields.querySelector(".label");
    if (!label) return;
    label.id = `${/st-key-(group-\S+)/.exec(fields.className)[1]}-label`;
    fields.setAttribute("role", "group");
    fields.setAttribute("aria-labelledby", label.id);
  }

  /** The screen's title as it was last told; in front of it the word for "error" while a summary of errors stands on the screen. */
  function entitle() {
    const { title, wrong } = document.documentElement.dataset;
    const wanted = wrong && title ? `${wrong}: ${title}` : title;
    if (wanted && document.title !== wanted) document.title = wanted;
  }

  /**
   * Whoever taps "Stop" while writing leaves the text field by that tap. Streamlit puts what both send into one message, takes it for
   * a matter of the cards alone, and the tap on the button is lost: so the button waits until the text is on its way.
   */
  let sent = -APART;
  function keepApart(event) {
    const button = event.target.closest?.("[data-testid=stMain] :is([data-testid=stButton], [data-testid=stFormSubmitButton]) button");
    const wait = sent + APART - performance.now();
    if (!button || wait <= 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => button.click(), wait);
  }

  /** A part whose files could not be fetched stays broken for Streamlit: it is hidden, and the page loaded anew when the server answers. */
  const broken = () => document.querySelector("[data-testid=stErrorElementStack]");
  let waiting = false;
  function restore() {
    const times = Number(sessionStorage.getItem("restored") ?? 0);
    if (!broken() || waiting || times >= RESTORES) return;
    waiting = true;
    setTimeout(loadAnew, RESTORE, times + 1);
  }

  async function loadAnew(times) {
    const answered = await fetch("/healthz").catch(() => null);
    if (!broken()) return (waiting = false); // a slow device shows it for a moment, until the part is there
    if (!answered?.ok) return setTimeout(loadAnew, RESTORE, times);
    sessionStorage.setItem("restored", times);
    location.reload();
  }

  const html = document.documentElement;
  addEventListener("informed:sent", () => (sent = performance.now()));
  document.addEventListener("click", keepApart, true);
  new MutationObserver(restore).observe(html, { childList: true, subtree: true });
  new MutationObserver(mend).observe(html, { attributeFilter: ["lang"], childList: true, subtree: true });
  new MutationObserver(entitle).observe(html, { attributeFilter: ["data-title", "data-wrong"] });
  new MutationObserver(entitle).observe(document.head, { childList: true, characterData: true, subtree: true });
})();
