// Tells the browser what the document is: its language, its title, whether a visit is open; and where the reader is.

const RUN_LIMIT = 2000; // ms to wait for the end of the script's run
const LOOK_AGAIN = 40; // ms

let path = location.pathname;
let serial = 0;
let touched = 0; // when somebody last touched the page, turned its wheel or pressed a key
const MODIFIERS = ["Shift", "Control", "Alt", "Meta"]; // with which a screen reader is silenced
for (const kind of ["pointerdown", "touchstart", "wheel", "keydown"]) {
  addEventListener(kind, ({ key }) => MODIFIERS.includes(key) || (touched = performance.now()), { capture: true, passive: true });
}

export default function ({ data: [page] }) {
  describe(page);
  if (page.paused) dispatchEvent(new Event("informed:paused"));
  const moved = location.pathname !== path;
  const asked = page.serial !== serial && page.focus;
  path = location.pathname;
  serial = page.serial;
  if (asked) afterRun(() => focusOn(page.focus));
  else if (moved) startAtTop();
}

function describe({ lang, title, visit }) {
  const html = document.documentElement;
  html.lang = lang;
  html.dataset.visit = visit ? "yes" : "no";
  if (title) html.dataset.title = title; // web/assets/native.js writes it, and writes it again after Streamlit
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `language=${lang}; path=/; SameSite=Strict${secure}`;
}

/** A new screen begins at its heading, for the eye and for the screen reader; who has begun to use it is not pulled back. */
function startAtTop() {
  const since = performance.now();
  scrollToTop();
  afterRun(() => {
    const begun = touched > since;
    if (!begun) scrollToTop();
    if (begun && document.activeElement?.matches("[data-testid=stMain] *")) return; // they are at something of it
    const heading = document.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  });
}

function scrollToTop() {
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0); // Streamlit scrolls inside the page
  window.scrollTo(0, 0);
}

function focusOn(selector) {
  const place = find(selector);
  const card = place?.closest(".card");
  (card?.querySelector("input, textarea, button:not(.term, .listen)") ?? place)?.focus({ preventScroll: true });
  (card ?? place)?.scrollIntoView({ block: "start" });
}

/** What a screen asks for may stand in the shadow root of one of our components. */
function find(selector) {
  const roots = Array.from(document.querySelectorAll("[data-testid=stMain] *"), (element) => element.shadowRoot);
  return [document, ...roots].reduce((found, root) => found ?? root?.querySelector(selector), null);
}

/** Elements of the last screen stay until the run ends: what stands there before may be the old heading. */
function afterRun(act, since = Date.now()) {
  const running = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";
  if (running && Date.now() - since < RUN_LIMIT) setTimeout(afterRun, LOOK_AGAIN, act, since);
  else setTimeout(act, LOOK_AGAIN);
}
