// The forms of the plain pages that a patient's tablet shows: one that cannot reach the server says so above it and keeps what was
// typed, where the browser would go away to an error page of its own.
(() => {
  "use strict";

  const WORDS = {
    vi: "Chưa kết nối được. Xin chờ một lát rồi bấm lại.",
    en: "There is no connection. Please wait a moment and tap again.",
  };
  const PATIENCE = 4000; // ms that an answer may take
  const reached = new WeakSet(); // forms on their way
  let asking = false;

  async function look(event) {
    const { target: form, submitter } = event;
    if (reached.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // what else listens counts the submit that goes through
    if (asking) return;
    asking = true;
    const there = await isThere();
    asking = false;
    if (!there) return say(form);
    reached.add(form);
    form.requestSubmit(submitter);
  }

  /** Whatever it answers, it is there. */
  function isThere() {
    const asked = { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
    return fetch("/_stcore/health", asked).then(() => true, () => false);
  }

  function say(form) {
    document.getElementById("unreachable")?.remove();
    const words = document.createElement("p");
    words.id = "unreachable";
    words.className = "summary";
    words.tabIndex = -1;
    words.setAttribute("role", "alert");
    words.textContent = WORDS[form.closest("[lang]").lang] ?? WORDS.vi;
    form.before(words);
    words.focus();
  }

  document.addEventListener("submit", look, true);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // its forms count as sent
})();
