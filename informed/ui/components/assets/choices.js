// Native radio buttons or checkboxes, as large labelled targets.

import { node, setText } from "./dom.js";

export class Choices {
  /** `type` is "radio" or "checkbox"; `changed(chosen)` is called at each tap with the chosen values. */
  constructor(item, type, changed) {
    this.alone = new Set(item.options.filter((option) => option.alone).map((option) => option.value));
    this.labels = new Map();
    this.inputs = item.options.map((option) => this.#option(item.id, type, option));
    const pair = type === "radio" && item.options.length === 2;
    this.element = node("div", { class: pair ? "options pair" : "options" });
    this.element.append(...this.inputs.map((input) => input.parentElement));
    this.element.addEventListener("change", (event) => {
      this.#keepApart(event.target);
      changed(this.chosen());
    });
  }

  #option(name, type, { value }) {
    const input = node("input", { type, name, value });
    const label = node("span");
    this.labels.set(value, label);
    node("label", { class: "option" }, input, label);
    return input;
  }

  /** An answer that stands alone ("none of these") and the others exclude each other. */
  #keepApart(tapped) {
    if (!tapped.checked) return;
    for (const input of this.inputs) {
      const apart = this.alone.has(tapped.value) || this.alone.has(input.value);
      if (apart && input !== tapped) input.checked = false;
    }
  }

  relabel(options) {
    for (const { value, label } of options) setText(this.labels.get(value), label);
  }

  chosen() {
    return this.inputs.filter((input) => input.checked).map((input) => input.value);
  }

  show(chosen) {
    for (const input of this.inputs) input.checked = chosen.includes(input.value);
  }

  freeze(frozen) {
    for (const input of this.inputs) input.disabled = frozen;
  }
}
