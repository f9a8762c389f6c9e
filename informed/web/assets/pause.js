// Pausing: a veil over the patient's screen at once, when it is asked for or nobody has touched the screen for the clinic's time.
//
// The server locks the visit by itself; this is what the person sees of it. A pause that the server has not been told of yet is
// kept in this browser's storage, so that neither a reload nor another tab shows anything before it has.
(() => {
  "use strict";

  const WORDS = {
    vi: {
      title: "Đang tạm dừng",
      kept: "Câu trả lời của quý vị đã được giữ.",
      waiting: "Đang kết nối lại…",
      still: "Quý vị vẫn đang đọc?",
      soon: "Màn hình sẽ tạm dừng sau {n} giây. Câu trả lời của quý vị đã được giữ.",
      empty: "Những gì vừa nhập sẽ được xóa sau {n} giây.",
      here: "Tôi vẫn đang đọc",
    },
    en: {
      title: "Paused",
      kept: "Your answers are kept.",
      waiting: "Reconnecting…",
      still: "Are you still reading?",
      soon: "The screen will pause in {n} seconds. Your answers are kept.",
      empty: "What was typed here will be cleared in {n} seconds.",
      here: "I am still reading",
    },
  };
  const LIMIT = Number(document.currentScript.dataset.idle) * 1000; // ms without a touch
  const WARNED = 30_000; // ms before it
  const TELL = 10_000; // ms between two notes to the server that somebody is there
  const LOOK = 1000; // ms
  const RETRY = 2000; // ms until the server is told again
  const PATIENCE = 4000; // ms that it may take to answer
  const SIGNS = ["pointerdown", "click", "touchmove", "wheel", "keydown", "input", "informed:here"];
  const LOCK = "informed:pause"; // the reason of a pause that the server does not know of yet
  const HERE = "informed:here"; // when any tab was last touched
  const OUTBOX = "informed:outbox"; // what the questionnaire keeps; not of a visit that is over

  const html = document.documentElement;
  const words = () => WORDS[html.lang] ?? WORDS.vi;
  const root = () => document.getElementById("root");
  const holdsVisit = () => html.dataset.visit === "yes";
  const isWelcome = () => html.dataset.visit === "no" && location.pathname === "/";

  let last = Date.now(); // when somebody last touched the screen
  let told = 0; // when the server was last told of it
  let later = null;
  let known = false; // whether the server was told of this page, and heard it
  let typed = false; // whether something stands on the welcome screen
  let veiled = false;
  let warning = null;
  let before = null; // what had the focus before the warning

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** A browser may refuse its storage. */
  function stored(act) {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  }

  /** The answer, or null when there is none. */
  function post(path, fields = {}) {
    const asked = { method: "POST", body: new URLSearchParams(fields), signal: AbortSignal.timeout(PATIENCE) };
    return fetch(path, asked).catch(() => null);
  }

  // --- somebody is there

  function touched(event) {
    if (veiled) return;
    typed ||= event.type === "input";
    last = Date.now();
    if (!(event.target instanceof Node && warning?.contains(event.target))) hideWarning();
    if (holdsVisit()) tell();
  }

  /** Tells the server at once, then now and then, and a last time for what came in between. */
  async function tell() {
    const wait = told + TELL - Date.now();
    if (wait > 0) {
      later ??= setTimeout(tell, wait);
      return;
    }
    clearTimeout(later);
    later = null;
    told = Date.now();
    stored((storage) => storage.setItem(HERE, last));
    const reply = await post("/visit/here");
    if (!reply || reply.status >= 500) known = false; // not heard: told again at the next look
    else if (reply.status === 423) raise();
  }

  // --- nobody is there

  function look() {
    if (veiled) return;
    if (holdsVisit() && !known) {
      known = true;
      told = 0;
      tell();
    }
    if (isWelcome()) sessionStorage.removeItem(OUTBOX);
    if (!holdsVisit() && !(isWelcome() && typed)) return hideWarning();
    const left = last + LIMIT - Date.now();
    if (left > WARNED) hideWarning();
    else if (left > 0) warn(Math.ceil(left / 1000));
    else if (holdsVisit()) raise("idle");
    else location.replace("/");
  }

  /** The veil of the warning takes the tap that answers it, so that no answer under it is touched. */
  function warn(seconds) {
    const said = words()[holdsVisit() ? "soon" : "empty"].replace("{n}", seconds);
    if (warning) {
      warning.querySelector("p").textContent = said;
      return;
    }
    before = document.activeElement;
    const button = element("button", { type: "button" }, words().here);
    const title = element("h2", { id: "pause-still" }, words().still);
    const card = element("div", {}, title, element("p", { id: "pause-soon" }, said), button);
    const named = { role: "alertdialog", "aria-modal": "true", "aria-labelledby": "pause-still", "aria-describedby": "pause-soon" };
    warning = element("div", { id: "pause-warning", lang: html.lang, ...named }, card);
    warning.addEventListener("click", hideWarning);
    document.body.append(warning);
    button.focus();
  }

  function hideWarning() {
    if (!warning) return;
    warning.remove();
    warning = null;
    if (before?.isConnected) before.focus({ preventScroll: true });
  }

  // --- the veil

  /** Without a reason: the server, or another tab, has paused the visit already. */
  function raise(reason) {
    if (veiled) return;
    veiled = true;
    html.classList.add("paused");
    hideWarning();
    dispatchEvent(new Event("informed:veil")); // reading aloud stops; what is being written goes to the outbox
    root()?.toggleAttribute("inert", true);
    const veil = element("div", { id: "pause-veil", role: "alert", tabindex: "-1", lang: html.lang });
    veil.append(element("h1", {}, words().title), element("p", {}, words().kept), element("p", { class: "waiting" }));
    document.body.append(veil);
    veil.focus();
    document.title = words().title;
    if (reason) stored((storage) => storage.setItem(LOCK, reason));
    deliver();
  }

  /** Tells the server, until it has heard; only then the page goes, with everything that it had in memory. */
  async function deliver() {
    const reason = stored((storage) => storage.getItem(LOCK));
    if (reason) {
      const reply = await post("/visit/lock", { reason });
      if (!reply || reply.status >= 500) {
        document.querySelector("#pause-veil .waiting").textContent = words().waiting;
        setTimeout(deliver, RETRY);
        return;
      }
      stored((storage) => storage.removeItem(LOCK));
    }
    location.replace(`/paused?to=${encodeURIComponent(location.pathname.slice(1))}`);
  }

  function asked(event) {
    if (!event.target.closest?.(".st-key-pause button, #pause-lost")) return;
    event.stopPropagation();
    raise("asked");
  }

  function heardOfOtherTab({ key, newValue }) {
    if (key === HERE) last = Math.max(last, Number(newValue));
    if (key === LOCK && newValue && holdsVisit()) raise();
  }

  const unfinished = stored((storage) => storage.getItem(LOCK));
  if (unfinished) html.classList.add("paused"); // before anything is drawn
  document.addEventListener("DOMContentLoaded", () => unfinished && raise());
  for (const sign of SIGNS) addEventListener(sign, touched, { capture: true, passive: true });
  for (const back of ["focus", "pageshow", "online"]) addEventListener(back, look);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("click", asked, true);
  addEventListener("storage", heardOfOtherTab);
  addEventListener("informed:paused", () => raise());
  setInterval(look, LOOK);
})();
