// Taps wait here until the server says that they are on disk. Nothing else empties the outbox: a copy in the browser's storage of
// this tab outlives a reload, until the tablet is handed back.

const RESEND = 3000; // ms without an answer before everything is sent again
const TICK = 300; // ms between two looks at the clock
const KEPT = "informed:outbox";

export class Outbox {
  #taps = [];
  #since = new Map();
  #sent = 0;
  #timer = null;

  #owner = null;

  /** `send(taps)` hands taps to Streamlit; `tick()` is called now and then while something waits. */
  constructor(send, tick) {
    this.send = send;
    this.tick = tick;
    addEventListener("informed:reconnected", this.resend);
  }

  close() {
    clearInterval(this.#timer);
    removeEventListener("informed:reconnected", this.resend);
  }

  /** Takes up what this visit had waiting before a reload, on whichever screen; what another visit left is dropped. */
  belongTo(owner) {
    if (owner === this.#owner) return;
    this.#owner = owner;
    const kept = readKept();
    if (Array.isArray(kept?.taps) && kept.owner === owner) {
      this.#taps = [...kept.taps, ...this.#taps];
      for (const { tap } of kept.taps) this.#since.set(tap, Date.now());
    }
    this.#keep();
    if (this.#taps.length) this.#start();
  }

  /** Adds a tap, made on a screen in this language; `replaces(tap)` names older waiting taps that it makes superfluous (unfinished text). */
  add(id, value, lang, replaces = () => false) {
    this.#taps = this.#taps.filter((tap) => tap.id !== id || !replaces(tap));
    const tap = { tap: tapId(), id, value, lang, sends: 0 };
    this.#taps.push(tap);
    this.#since.set(tap.tap, Date.now());
    this.#keep();
    this.#start();
  }

  /** Drops what the server has answered; returns those taps. */
  settle(answered) {
    const settled = this.#taps.filter((tap) => answered(tap.tap));
    this.#taps = this.#taps.filter((tap) => !settled.includes(tap));
    settled.forEach((tap) => this.#since.delete(tap.tap));
    if (settled.length) this.#keep();
    if (!this.#taps.length) this.#stop();
    return settled;
  }

  get empty() {
    return this.#taps.length === 0;
  }

  /** The newest waiting tap of an item, or undefined. */
  waiting(id) {
    return this.#taps.findLast((tap) => tap.id === id);
  }

  /** How long an item's oldest waiting tap has waited, in ms. */
  age(id) {
    const oldest = this.#taps.find((tap) => tap.id === id);
    return oldest ? Date.now() - this.#since.get(oldest.tap) : 0;
  }

  /** The count makes each sending a new value: Streamlit calls back only when the value differs. */
  resend = () => {
    if (!this.#taps.length) return;
    this.#sent = Date.now();
    this.#taps = this.#taps.map((tap) => ({ ...tap, sends: tap.sends + 1 }));
    this.send(this.#taps);
    dispatchEvent(new Event("informed:sent")); // web/assets/native.js
  };

  #watch = () => {
    if (Date.now() - this.#sent >= RESEND) this.resend();
    this.tick();
  };

  #start() {
    this.#timer ??= setInterval(this.#watch, TICK);
    this.resend();
  }

  #keep() {
    try {
      if (this.#taps.length) sessionStorage.setItem(KEPT, JSON.stringify({ owner: this.#owner, taps: this.#taps }));
      else sessionStorage.removeItem(KEPT);
    } catch {
      // a browser without storage, or a full one: the taps wait in memory only
    }
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = null;
  }
}

function readKept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

/** A random UUID (version 4). crypto.randomUUID exists only under TLS or on localhost; a clinic's network may have neither. */
function tapId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
