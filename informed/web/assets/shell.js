// The shell around Streamlit. It is loaded before Streamlit, as a classic script, so that it also works without it.
//
// Streamlit tells the page that embeds it about its connection (its "host protocol"). Our page embeds nothing and is embedded by
// nobody, so it is its own host: it hears those messages, and may ask for a rerun. docs/decisions.md says what rests on this.
(() => {
  "use strict";

  const WORDS = {
    vi: {
      lost: "Câu trả lời của quý vị đã được giữ. Đang kết nối lại…",
      back: "Đã kết nối lại.",
      again: "Đã kết nối lại. Xin bấm lại nút “{button}”.",
      unsent: "Chưa kết nối được. Xin chờ một lát rồi bấm lại.",
      pause: "Tạm dừng",
    },
    en: {
      lost: "Your answers are kept. Reconnecting…",
      back: "Connected again.",
      again: "Connected again. Please tap “{button}” once more.",
      unsent: "There is no connection. Please wait a moment and tap again.",
      pause: "Pause",
    },
  };
  // A link that goes silent is told of within HEARTBEAT + PATIENCE: 2.5 s.
  const HEARTBEAT = 1300; // ms between two looks whether the connection still answers
  const PATIENCE = 1200; // ms that an answer may take; below HEARTBEAT, because each heartbeat starts Streamlit's clock anew
  const BACK_SHOWN = 4000; // ms
  const AGAIN_SHOWN = 20_000; // ms that a button which has to be tapped again is named
  const RETRY = 2000; // ms without an ended run before the next rerun is asked for, and between two looks for the server
  const DRAWN_WITHIN = 5000; // ms after its run that a page which was loaded anew has its buttons
  const LOOK = 100; // ms between two looks for them
  const POOL = 6; // connections that a browser keeps to one server
  const STUCK = 3; // looks in a row that found the server, while Streamlit has not
  const TAPPED = "informed:tapped";

  const words = () => WORDS[document.documentElement.lang] ?? WORDS.vi;
  const root = () => document.getElementById("root");

  // --- the connection

  const pause = document.createElement("button"); // the screen rests while the connection is lost; pausing must not
  pause.id = "pause-lost";
  pause.type = "button";
  const lostBanner = banner("shell-lost", "alert", pause);
  const backBanner = banner("shell-back", "status");
  let lost = false; // what the person is told
  let connected = true; // what the websocket is
  let stale = false; // what stands on the screen may be older than the record
  let begun = false; // whether a run has begun: Streamlit says "not running" of a page that is only loading too
  let redrawn = false; // whether a run has ended since the connection is back
  let focused = null; // what had the focus when the connection was lost, and has it again when it is back
  let held = null; // what had it last, also when it was disabled: Streamlit does that to its fields before it tells of a loss
  let again = null;
  let hiding = null;
  let tapped = recall(); // the button whose tap may be on its way: its key and its screen
  let reloaded = Boolean(tapped);

  function banner(id, role, ...more) {
    const element = document.createElement("p");
    element.append(document.createElement("span"), ...more);
    element.id = id;
    element.hidden = true;
    element.setAttribute("role", role);
    return element;
  }

  function say(element, text) {
    element.firstChild.textContent = text;
    element.hidden = !text;
  }

  function showLost() {
    if (lost) return;
    lost = true;
    dispatchEvent(new Event("informed:lost")); // reading aloud stops: its own button rests too
    focused = document.activeElement === document.body ? held : activeControl();
    say(backBanner, "");
    pause.textContent = words().pause;
    say(lostBanner, words().lost);
    root()?.toggleAttribute("inert", true);
    for (let i = 1; i < POOL; i += 1) isThere();
    find();
  }

  async function isThere() {
    const asked = { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
    return fetch("/_stcore/health", asked).then((reply) => reply.ok, () => false);
  }

  /**
   * Streamlit looks for the server on connections that the browser kept, and waits 15 s (on Android up to 60 s) on each that is dead.
   * Ours are broken off sooner, and with them those connections; and when the server is there and Streamlit is not, the page is
   * loaded anew. All but a signature that is being drawn outlives that.
   */
  async function find(found = 0) {
    const there = await isThere();
    if (!lost) return;
    const seen = there && !connected ? found + 1 : 0;
    if (seen < STUCK || holdsMore()) setTimeout(find, RETRY, seen);
    else loadAnew();
  }

  /** A half-drawn signature, what stands in one of Streamlit's fields, and which answer is to be changed are only on this page. */
  function holdsMore() {
    const typed = [...document.querySelectorAll("[data-testid=stMain] input[type=text]")].some(({ value }) => value);
    return typed || parts().some((part) => part.querySelector(".pad .undo:not([aria-disabled]), .answers[data-asked]"));
  }

  function loadAnew() {
    if (tapped) stored((storage) => storage.setItem(TAPPED, JSON.stringify(tapped)));
    location.reload();
  }

  function showBack() {
    if (!lost) return;
    lost = false;
    say(lostBanner, "");
    root()?.toggleAttribute("inert", false);
    const elsewhere = ![document.body, pause].includes(document.activeElement); // a warning that came meanwhile
    if (focused?.isConnected && !elsewhere) focused.focus({ preventScroll: true });
    if (reloaded) askWhenDrawn();
    else if (!askForTap()) sayBack(words().back, BACK_SHOWN);
    dispatchEvent(new Event("informed:reconnected")); // the cards send what still waits
  }

  /** At the foot of the screen when what it names stands in the upper half, which it would cover. */
  function sayBack(text, shown, named) {
    backBanner.classList.toggle("below", named?.getBoundingClientRect().top < innerHeight / 2);
    say(backBanner, text);
    clearTimeout(hiding);
    hiding = setTimeout(say, shown, backBanner, "");
  }

  // --- buttons: an answer waits in the outbox until it has arrived; what a button asks for is not done twice, or late, by itself

  /** The last button whose run has not ended. */
  function remember(event) {
    const button = event.target.closest?.("[data-testid=stMain] :is([data-testid=stButton], [data-testid=stFormSubmitButton]) button");
    const [, key] = /st-key-(\S+)/.exec(button?.closest("[class*=st-key-]")?.className) ?? [];
    if (!key) return;
    tapped = { key, words: button.innerText.trim(), path: location.pathname };
    reloaded = false;
    say(backBanner, "");
  }

  /** When the tap was on its way as the connection was lost, and the button stands there still: name it, and return true. */
  function askForTap() {
    const before = tapped;
    tapped = null;
    if (before?.path !== location.pathname) return false;
    const button = buttonOf(before);
    if (button?.innerText.trim() !== before.words) return false; // what it asks for has been done
    sayBack(words().again.replace("{button}", before.words), AGAIN_SHOWN, button);
    if (!activeControl()?.matches("input, textarea")) button.focus({ preventScroll: true }); // else somebody types
    return true;
  }

  /** On a page that was loaded anew the buttons come a moment after the run. */
  function askWhenDrawn(looks = DRAWN_WITHIN / LOOK) {
    if (!reloaded) return;
    if (tapped.path === location.pathname && !buttonOf(tapped) && looks > 0) {
      setTimeout(askWhenDrawn, LOOK, looks - 1);
      return;
    }
    reloaded = false;
    if (!askForTap()) sayBack(words().back, BACK_SHOWN);
  }

  function buttonOf({ key }) {
    return document.querySelector(`.st-key-${CSS.escape(key)} button`);
  }

  /** The button that was tapped before the page was loaded anew. */
  function recall() {
    const kept = stored((storage) => JSON.parse(storage.getItem(TAPPED)));
    stored((storage) => storage.removeItem(TAPPED));
    return kept;
  }

  /** A browser may refuse its storage. */
  function stored(act) {
    try {
      return act(sessionStorage);
    } catch {
      return null;
    }
  }

  function activeControl() {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  }

  /** Whoever leaves the window, or whose field is disabled, has not left the field. */
  function followFocus({ type, target }) {
    if (type === "focusin") held = target;
    else if (!target.disabled && document.hasFocus()) held = null;
  }

  function tellStreamlit(message) {
    window.postMessage({ stCommVersion: 1, ...message }, location.origin);
  }

  /** A dead link closes nothing by itself: an unanswered heartbeat makes Streamlit close it, and tell us. */
  function heartbeat() {
    if (document.hidden || lost) return;
    tellStreamlit({ type: "SEND_APP_HEARTBEAT", ackTimeoutMilliseconds: PATIENCE });
  }

  /**
   * Asks for the screen anew. Twice after each loss: the first run to end may have begun on the old connection, and then only its
   * second half arrives here, which leaves an empty screen.
   */
  function refresh() {
    clearTimeout(again);
    tellStreamlit({ type: "RERUN_SCRIPT" });
    again = setTimeout(() => connected && stale && refresh(), RETRY);
  }

  const HEARD = {
    WEBSOCKET_DISCONNECTED() {
      connected = false;
      stale = true;
      showLost();
    },
    WEBSOCKET_CONNECTED() {
      connected = true;
      redrawn = false;
      if (stale) refresh();
    },
    SCRIPT_RUN_STATE_CHANGED({ scriptRunState }) {
      begun ||= scriptRunState === "running";
      if (!connected || !begun || scriptRunState !== "notRunning") return;
      if (!stale) {
        if (reloaded) askWhenDrawn();
        else tapped = null;
        return;
      }
      if (!redrawn) {
        redrawn = true;
        refresh();
        return;
      }
      stale = false;
      clearTimeout(again);
      showBack();
    },
  };

  function followConnection() {
    addEventListener("message", ({ source, data }) => {
      if (source === window && data?.stCommVersion === 1) HEARD[data.type]?.(data);
    });
    addEventListener("focusin", followFocus, true);
    addEventListener("focusout", followFocus, true);
    addEventListener("offline", showLost);
    addEventListener("online", () => !stale && showBack());
    document.addEventListener("visibilitychange", heartbeat);
    setInterval(heartbeat, HEARTBEAT);
  }

  // --- leaving: a real form, so that the whole document goes, and with it everything that was in memory

  const LEAVE = { ".st-key-hand-back button": "/visit/end", ".st-key-sign-out button": "/sign-out" };
  let leaving = false;

  async function leave(event) {
    const button = Object.keys(LEAVE).find((selector) => event.target.closest?.(selector));
    if (!button) return;
    event.stopPropagation();
    if (leaving) return;
    leaving = true;
    if (!(await isThere())) {
      leaving = false; // everything stays until the server has heard
      heartbeat(); // if it is a loss it is told, and after it this button is named
      if (!lost) sayBack(words().unsent, AGAIN_SHOWN);
      return;
    }
    const form = document.createElement("form");
    form.method = "post";
    form.action = LEAVE[button];
    document.body.append(form);
    for (const storage of [sessionStorage, localStorage]) storage.clear(); // as the answer asks for, where there is no TLS
    form.submit();
  }

  // --- the back-forward cache: a page that comes out of it belongs to the past, perhaps to another patient

  function guardThePast() {
    const html = document.documentElement;
    addEventListener("pagehide", () => html.classList.toggle("gone", html.dataset.visit === "yes"));
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) location.reload();
    });
  }

  // --- error summaries of native screens: a link "#KEY" leads to the first control of the widget with that key

  function followErrorLink(event) {
    const key = event.target.closest?.("a[href^='#']")?.getAttribute("href").slice(1);
    const place = key && document.querySelector(`.st-key-${CSS.escape(key)}`);
    if (!place) return;
    event.preventDefault();
    firstControl(place)?.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  /** What our own components have drawn in a place. */
  function parts(place = document) {
    return Array.from(place.querySelectorAll("[data-testid=stBidiComponentIsolated]"), ({ shadowRoot }) => shadowRoot).filter(Boolean);
  }

  function firstControl(place) {
    const own = place.querySelector("input, textarea");
    if (own) return own;
    const [inner] = parts(place);
    return inner?.querySelector("input, textarea, [tabindex='0'], button") ?? place.querySelector("button");
  }

  // --- a form of ours is sent once: its second answer would not find what the first one used up

  function sendOnce(event) {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  }

  // --- numbers to type (a date of birth, a PIN): a number pad, and no suggestions from the person before

  function mendNumberFields() {
    for (const input of document.querySelectorAll(":is([class*='st-key-born-'], [class*='st-key-pin-']) input:not([inputmode])")) {
      input.setAttribute("inputmode", "numeric");
      input.setAttribute("autocomplete", "off");
    }
  }

  followConnection();
  guardThePast();
  document.addEventListener("click", leave, true);
  document.addEventListener("click", remember, true);
  document.addEventListener("click", followErrorLink);
  document.addEventListener("submit", sendOnce);
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(lostBanner, backBanner);
    new MutationObserver(mendNumberFields).observe(root(), { childList: true, subtree: true });
  });
})();
