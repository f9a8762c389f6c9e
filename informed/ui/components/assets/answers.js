// "Check your answers": what was asked and what was answered, row by row, with a way back to each.

import { isResting, mount, node, setAttribute } from "./dom.js";

class Screen {
  constructor(root) {
    this.root = root;
    addEventListener("informed:reconnected", this.#askAgain);
  }

  receive({ data: [data], setTriggerValue }) {
    if (!isResting()) this.#ask(null);
    this.change = (row) => {
      this.#ask(row);
      setTriggerValue("change", { step: row.step, id: row.id });
    };
    const now = JSON.stringify(data);
    if (this.shown === now) return; // nothing new: the focus stays where it is
    this.shown = now;
    this.root.lang = data.lang;
    this.root.replaceChildren(...data.groups.map((group) => section(group, data.words, (row) => this.change(row))));
  }

  /** The row that the server was asked to change, and has not answered (the shell sees it: web/assets/shell.js). */
  #ask(row) {
    this.asked = row;
    setAttribute(this.root, "data-asked", Boolean(row));
  }

  close() {
    removeEventListener("informed:reconnected", this.#askAgain);
  }

  /** What was asked as the connection was lost may not have arrived; had it, this screen would be gone. */
  #askAgain = () => this.asked && this.change(this.asked);
}

function section({ title, rows }, words, change) {
  const list = node("dl", {}, ...rows.map((row) => line(row, words, change)));
  return node("section", {}, node("h2", {}, title), list);
}

function line(row, words, change) {
  const answer = node("dd", { class: "answer", "data-tone": row.tone, lang: row.answer_lang }, node("span", {}, row.answer));
  const parts = [node("dt", { lang: row.lang }, row.text), answer];
  if (row.step) parts.push(node("dd", { class: "act" }, button(row, words, change)));
  return node("div", { class: "row" }, ...parts);
}

function button(row, words, change) {
  const label = [words.change, node("span", { class: "unseen", lang: row.lang }, ` ${row.text}`)];
  const element = node("button", { type: "button", class: "change" }, ...label);
  element.addEventListener("click", () => change(row));
  return element;
}

export default mount(".answers", Screen);
