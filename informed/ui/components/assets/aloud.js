// Reading aloud: the clinic's recording of a text where there is one, else a voice of the device itself. A voice that would send the
// text to a server elsewhere is never used; without recording and voice there is no button.

import { node, setText } from "./dom.js";

const PACE = 0.95; // a little slower than the voice's own

export class Aloud {
  constructor() {
    this.page = node("button", { type: "button", class: "listen page", hidden: true });
    this.page.addEventListener("click", () => this.#read(this.parts, this.page));
    this.said = node("span", { role: "status" });
    this.stop = node("button", { type: "button", class: "stop" });
    this.stop.addEventListener("click", () => this.silence());
    this.bar = node("div", { class: "reading-bar", hidden: true }, this.said, this.stop);
    this.cards = [];
    this.queue = [];
    window.speechSynthesis?.addEventListener("voiceschanged", this.#offer);
    addEventListener("informed:veil", this.silence); // the screen was locked
    addEventListener("informed:lost", this.silence); // the screen rests, and the button that stops it too
    addEventListener("keydown", this.#escape);
    addEventListener("pagehide", this.silence);
    document.addEventListener("visibilitychange", this.#hidden);
  }

  close() {
    this.silence();
    window.speechSynthesis?.removeEventListener("voiceschanged", this.#offer);
    removeEventListener("informed:veil", this.silence);
    removeEventListener("informed:lost", this.silence);
    removeEventListener("keydown", this.#escape);
    removeEventListener("pagehide", this.silence);
    document.removeEventListener("visibilitychange", this.#hidden);
  }

  /** The cards and the data of the screen as it is now; another language ends the reading of the last one. */
  update(cards, { lang, words, aloud }) {
    if (this.lang && this.lang !== lang) this.silence();
    this.lang = lang;
    this.cards = cards;
    setText(this.page, words.listen_page);
    setText(this.stop, words.stop_listening);
    this.words = words;
    for (const card of cards) {
      setText(card.listen, words.listen);
      card.listen.onclick = () => this.#read([this.#part(card)], card.listen);
    }
    this.topic = aloud ? { ...aloud, element: null } : null;
    this.#offer();
  }

  get parts() {
    const read = this.cards.filter((card) => card.item.aloud).map((card) => this.#part(card));
    return this.topic ? [this.topic, ...read] : read;
  }

  #part(card) {
    return { ...card.item.aloud, element: card.element };
  }

  /** Buttons where something can be heard; the whole page only when nothing of it would be left out. */
  #offer = () => {
    for (const card of this.cards) card.listen.hidden = !card.item.aloud || !this.#can(card.item.aloud);
    this.page.hidden = !this.topic || !this.parts.every((part) => this.#can(part));
  };

  #can({ audio, lang }) {
    return Boolean(audio || this.#voice(lang));
  }

  #voice(wanted = this.lang) {
    const ours = ({ localService, lang }) => localService && lang.toLowerCase().replace("_", "-").split("-")[0] === wanted;
    return window.speechSynthesis?.getVoices().find(ours);
  }

  /** `begun`: the button that has the focus again when the one that stops the reading goes. */
  #read(parts, begun) {
    this.silence();
    this.begun = begun;
    this.queue = [...parts];
    setText(this.said, this.words.listening);
    this.bar.hidden = false;
    this.stop.focus({ preventScroll: true });
    this.#next();
  }

  #next() {
    this.now?.element?.classList.remove("reading");
    this.now = this.queue.shift();
    if (!this.now) {
      this.silence();
      return;
    }
    this.now.element?.classList.add("reading");
    dispatchEvent(new Event("informed:here")); // who listens need not touch the screen
    this.now.element?.scrollIntoView({ block: "nearest" });
    if (this.now.audio) this.#play(this.now.audio);
    else this.#speak(this.now);
  }

  #play(address) {
    const player = new Audio(address);
    this.player = player;
    const cannot = () => this.player === player && this.#cannotPlay();
    player.onended = () => this.player === player && this.#next();
    player.onerror = cannot;
    player.play().catch(cannot);
  }

  /** Nothing is left out unsaid: the device's voice reads what the recording did not, or the reading ends here. */
  #cannotPlay() {
    this.player = null;
    if (this.#voice(this.now.lang)) this.#speak(this.now);
    else this.silence();
  }

  #speak({ text, lang }) {
    const saying = new SpeechSynthesisUtterance(text);
    saying.voice = this.#voice(lang);
    saying.lang = saying.voice?.lang ?? lang ?? this.lang;
    saying.rate = PACE;
    this.saying = saying;
    saying.onend = () => this.saying === saying && this.#next();
    saying.onerror = () => this.saying === saying && this.silence(); // what was not said is not passed over
    window.speechSynthesis.speak(saying);
  }

  silence = () => {
    this.queue = [];
    this.player?.pause();
    this.player = this.saying = null;
    window.speechSynthesis?.cancel();
    this.now?.element?.classList.remove("reading");
    this.now = null;
    if (this.stop.matches(":focus")) this.begun.focus({ preventScroll: true });
    this.bar.hidden = true;
    setText(this.said, "");
  };

  #escape = ({ key }) => key === "Escape" && !this.bar.hidden && this.silence();

  #hidden = () => document.hidden && this.silence();
}
