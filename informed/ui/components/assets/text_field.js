// A growing text box that saves while one writes: a moment after the last key, and when it is left.

import { node, setAttribute, setText } from "./dom.js";

const PAUSE = 800; // ms after the last key

export class TextField {
  held = false; // a refused text stays on the screen until it is changed
  #timer = null;
  #known = ""; // what the server has, or has been sent

  constructor(id, changed) {
    this.changed = changed;
    this.label = node("label", { for: id });
    this.input = node("textarea", { id, rows: "2", autocomplete: "off" });
    this.element = node("div", { class: "text" }, this.label, this.input);
    this.input.addEventListener("input", () => this.#edited());
    this.input.addEventListener("blur", () => this.save());
  }

  get text() {
    return this.input.value;
  }

  /** True while something stands here that the server has not been sent. */
  get unsaved() {
    return this.text !== this.#known;
  }

  relabel(label, limit) {
    setText(this.label, label);
    setAttribute(this.input, "maxlength", limit ?? null);
  }

  /** The server's text; it never overwrites what is being written. */
  show(text) {
    const writing = this.input.matches(":focus") || this.unsaved || this.held;
    if (writing || this.text === text) return;
    this.input.value = this.#known = text;
    this.#grow();
  }

  save() {
    clearTimeout(this.#timer);
    if (!this.unsaved) return;
    this.#known = this.text;
    this.changed(this.text);
  }

  /** Keeps a refused text, so that it can be mended. */
  hold() {
    this.held = true;
  }

  close() {
    clearTimeout(this.#timer);
  }

  #edited() {
    this.held = false;
    this.#grow();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), PAUSE);
  }

  #grow() {
    this.input.style.height = "auto";
    const border = this.input.offsetHeight - this.input.clientHeight;
    this.input.style.height = `${this.input.scrollHeight + border}px`;
  }
}
