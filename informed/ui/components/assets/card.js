// One item of a screen as a card. Each kind of item is a class; all of them are used through the same few methods:
//   update(item, words, waiting)   new labels and the answer to show (`waiting` is a value that the server has not confirmed)
//   answered                       whether it needs nothing more from the patient
//   unmended                       whether a text stands here that the server refused
//   first                          the control that a link of the error summary leads to
//   flush(), refused(), close()    before going on; when the server refused a tap; at the end

import { Choices } from "./choices.js";
import { node, setAttribute, setLine, setText } from "./dom.js";
import { TextField } from "./text_field.js";

/** What all cards share: number, text, help, "why do we say this?", and the line that tells how the answer fares. */
export class Card {
  /** `tap(value, replaces)` puts an answer into the outbox. */
  constructor(item, tap, box = node("fieldset")) {
    this.id = item.id;
    this.tap = tap;
    this.number = node("span", { class: "number" });
    this.text = node("span", { class: "says", id: `${item.id}-text` });
    this.terms = new Terms(this.text);
    this.replies = new Replies();
    this.help = node("p", { class: "help", hidden: true });
    this.listen = node("button", { type: "button", class: "listen", "aria-describedby": `${item.id}-text`, hidden: true });
    this.why = new Why();
    this.mark = node("p", { class: "mark", id: `${item.id}-mark` });
    this.note = node("p", { class: "note", hidden: true });
    this.element = box;
    this.element.classList.add("card");
  }

  /** Puts the card together; `controls` stand between the text and the mark. */
  assemble(title, ...controls) {
    title.classList.add("title");
    title.append(this.number, this.text);
    this.element.setAttribute("aria-describedby", this.mark.id);
    this.element.append(title, this.terms.row, this.terms.meaning, this.help, this.listen, this.why.element, ...controls);
    this.element.append(this.replies.element, this.note, this.mark);
  }

  update(item, words) {
    this.item = item;
    setLine(this.number, item.number);
    this.terms.update(item.text, item.terms, words.terms);
    setAttribute(this.text, "lang", item.lang);
    setLine(this.help, item.help);
    setLine(this.note, item.note);
    this.replies.update(item.replies);
    this.why.update(item.why);
  }

  /** `tone` is "", "saved", "saving", "unsaved", "refused" or "missing". */
  show(tone, text) {
    this.mark.dataset.tone = tone;
    this.element.classList.toggle("bad", tone === "missing" || tone === "refused");
    setText(this.mark, text);
  }

  /** What the mark says once the answer is on disk. */
  savedWords(words) {
    return words.saved;
  }

  get first() {
    return this.element.querySelector("input, textarea, button:not(.term, .listen)");
  }

  /** True while a text stands here that the server refused. */
  get unmended() {
    return false;
  }

  flush() {}
  refused() {}
  close() {}
}

/** The hard words of a text in a row under it; the tapped one's meaning stands under the row. */
class Terms {
  constructor(text) {
    this.text = text;
    this.label = node("span");
    this.row = node("p", { class: "terms", hidden: true });
    this.meaning = node("p", { class: "meaning", role: "status", hidden: true });
  }

  update(text, terms = [], label = "") {
    setText(this.text, text);
    setText(this.label, label);
    const shape = JSON.stringify(terms);
    if (shape === this.shape) return;
    this.shape = shape;
    setLine(this.meaning, "");
    this.row.hidden = !terms.length;
    const inOrder = [...terms].sort((a, b) => text.indexOf(a.form) - text.indexOf(b.form));
    this.row.replaceChildren(this.label, ...inOrder.map((term) => this.#button(term)));
  }

  #button({ form, meaning }) {
    const button = node("button", { type: "button", class: "term", "aria-expanded": "false" }, form);
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      for (const other of this.row.querySelectorAll("button")) setAttribute(other, "aria-expanded", String(open && other === button));
      setLine(this.meaning, open ? `${form}: ${meaning}` : "");
    });
    return button;
  }
}

/** What is known about the claims that were ticked, one answer under another. */
class Replies {
  constructor() {
    this.element = node("div", { class: "replies", role: "status", hidden: true });
  }

  update(replies = []) {
    const shape = JSON.stringify(replies);
    if (shape === this.shape) return;
    this.shape = shape;
    this.element.hidden = !replies.length;
    this.element.replaceChildren(...replies.map(({ to, text }) => node("p", {}, node("strong", {}, to), ` ${text}`)));
  }
}

/** "Why do we say this?": certainty (dots and words), detail and sources, folded away. */
class Why {
  constructor() {
    this.summary = node("summary");
    this.certainty = node("span");
    const dots = node("span", { class: "dots", "aria-hidden": "true" }, ...Array.from({ length: 4 }, () => node("i")));
    this.badge = node("p", { class: "certainty" }, dots, this.certainty);
    this.lines = node("div", { class: "lines" });
    this.element = node("details", { class: "why", hidden: true }, this.summary, this.badge, this.lines);
  }

  update(why) {
    this.element.hidden = !why;
    if (!why) return;
    setText(this.summary, why.summary);
    setText(this.certainty, why.certainty.text);
    setAttribute(this.badge, "data-level", why.certainty.level);
    if (why.open) this.element.open = true;
    const same = why.lines.join("\n") === Array.from(this.lines.children, (line) => line.textContent).join("\n");
    if (!same) this.lines.replaceChildren(...why.lines.map((line) => node("p", {}, line)));
  }
}

/** "one" and "many": radio buttons or checkboxes, perhaps with the patient's own words beneath. */
export class ChoiceCard extends Card {
  constructor(item, tap) {
    super(item, tap);
    this.single = item.kind === "one";
    this.choices = new Choices(item, this.single ? "radio" : "checkbox", () => this.#tapped());
    this.words = item.own_words ? new TextField(`${item.id}-words`, () => this.#written()) : null;
    this.assemble(node("legend"), this.choices.element, ...(this.words ? [this.words.element] : []));
  }

  update(item, words, waiting) {
    super.update(item, words);
    this.choices.relabel(item.options);
    this.words?.relabel(item.own_words.label, item.own_words.limit);
    const { chosen, words: own } = this.#answer(waiting);
    this.choices.show(chosen);
    this.words?.show(own);
  }

  get answered() {
    return this.choices.chosen().length > 0 || Boolean(this.words?.text.trim());
  }

  get unmended() {
    return Boolean(this.words?.held);
  }

  flush() {
    this.words?.save();
  }

  refused() {
    this.words?.hold();
  }

  close() {
    this.words?.close();
  }

  /** The answer to show, as chosen values and words, whichever shape it came in. */
  #answer(waiting) {
    const kept = { chosen: list(this.item.value), words: this.item.own_words?.value ?? "" };
    if (waiting === undefined) return kept;
    return this.words ? waiting : { ...kept, chosen: list(waiting) };
  }

  #tapped() {
    this.tap(this.#value());
  }

  /** Words that were still being written make room for the newer ones; taps on options are all kept. */
  #written() {
    const chosen = String(this.choices.chosen());
    this.tap(this.#value(), (older) => String(older.value.chosen) === chosen);
  }

  #value() {
    const chosen = this.choices.chosen();
    if (this.words) return { chosen, words: this.words.text };
    return this.single ? chosen[0] : chosen;
  }
}

/** "ask": a statement that needs no answer, and a button for those who want to ask about it. */
export class AskCard extends Card {
  constructor(item, tap) {
    super(item, tap, node("div", { role: "group", "aria-labelledby": `${item.id}-text` }));
    this.label = node("span");
    this.button = node("button", { type: "button", class: "ask", "aria-describedby": `${item.id}-text` }, this.label);
    this.button.addEventListener("click", () => this.#toggle());
    this.assemble(node("p"), this.button);
  }

  update(item, words, waiting) {
    super.update(item, words);
    setText(this.label, words.ask);
    this.#press(waiting ?? item.value === true);
  }

  get answered() {
    return true;
  }

  savedWords(words) {
    return (this.pressed && words.asked) || words.saved;
  }

  get pressed() {
    return this.button.getAttribute("aria-pressed") === "true";
  }

  #toggle() {
    this.#press(!this.pressed);
    this.tap(this.pressed);
  }

  #press(pressed) {
    this.button.setAttribute("aria-pressed", String(pressed));
  }
}

/** "words": a text of the patient's own. */
export class WordsCard extends Card {
  constructor(item, tap) {
    super(item, tap, node("div"));
    this.field = new TextField(`${item.id}-words`, (text) => tap(text, () => true));
    this.field.label.append(this.number, this.text);
    this.element.append(this.field.label, this.terms.meaning, this.help, this.why.element, this.field.input, this.note, this.mark);
    this.field.label.classList.add("title");
    this.field.input.setAttribute("aria-describedby", this.mark.id);
  }

  update(item, words, waiting) {
    super.update(item, words);
    setAttribute(this.field.input, "maxlength", item.limit ?? null);
    this.field.show(waiting ?? item.value ?? "");
  }

  get answered() {
    return this.field.text.trim() !== "";
  }

  get unmended() {
    return this.field.held;
  }

  flush() {
    this.field.save();
  }

  refused() {
    this.field.hold();
  }

  close() {
    this.field.close();
  }
}

const list = (value) => (Array.isArray(value) ? value : value ? [value] : []);
