// All answers of a screen. The server's data says what is answered; taps that it has not confirmed yet win over it.

import { Aloud } from "./aloud.js";
import { AskCard, ChoiceCard, WordsCard } from "./card.js";
import { isResting, mount, node, setText } from "./dom.js";
import { Outbox } from "./outbox.js";
import { QuizCard } from "./quiz.js";
import { Summary } from "./summary.js";

const KINDS = { one: ChoiceCard, many: ChoiceCard, ask: AskCard, quiz: QuizCard, words: WordsCard };
const SAVING = 600; // ms of waiting before it is shown
const UNSAVED = 2500; // ms of waiting before it is a worry

class Screen {
  constructor(root) {
    this.root = root;
    this.cards = [];
    this.missing = new Set();
    this.refused = new Map();
    this.confirmed = new Set();
    this.leaving = false; // Continue was pressed, and waits for the last taps to be on disk
    this.asked = false; // the server was asked to go on, and has drawn nothing since
    this.outbox = new Outbox((taps) => this.component.setStateValue("outbox", taps), () => this.#showMarks());
    this.summary = new Summary();
    this.next = node("button", { type: "button", class: "next" });
    this.next.addEventListener("click", () => this.#goOn());
    this.live = node("p", { class: "unseen", role: "status" });
    this.aloud = new Aloud();
    addEventListener("informed:veil", this.flush);
    addEventListener("informed:reconnected", this.#askAgain);
  }

  receive(component) {
    this.component = component;
    if (!isResting()) this.asked = false;
    const [data] = component.data;
    if (data.unchanged) return; // the ledger cannot be read: what waits goes on waiting, and says so
    this.data = data;
    this.root.lang = this.data.lang;
    this.outbox.belongTo(this.data.owner);
    this.#settle();
    this.#arrange();
    for (const card of this.cards) this.#update(card);
    this.aloud.update(this.cards, this.data);
    setText(this.next, this.data.words.next);
    this.summary.relabel(this.data.words.summary);
    if (this.summary.shown) tellOfErrors(this.data.words.error);
    if (this.leaving) this.#leave();
    this.#showMarks();
  }

  close() {
    removeEventListener("informed:veil", this.flush);
    removeEventListener("informed:reconnected", this.#askAgain);
    tellOfErrors("");
    this.aloud.close();
    this.outbox.close();
    this.cards.forEach((card) => card.close());
  }

  /** Takes the server's answers to the waiting taps. */
  #settle() {
    const { confirmed, refused } = this.data;
    const done = new Set(confirmed);
    for (const { id, tap } of this.outbox.settle((tap) => done.has(tap) || tap in refused)) {
      if (done.has(tap)) this.confirmed.add(id);
      else this.#refuse(id, refused[tap]);
    }
  }

  #refuse(id, sentence) {
    this.refused.set(id, sentence);
    this.cards.find((card) => card.id === id)?.refused();
  }

  /** Cards are kept while their shape is the same: a change of language writes new labels into the same controls. */
  #arrange() {
    const kept = new Map(this.cards.map((card) => [card.shape, card]));
    const cards = this.data.items.map((item) => kept.get(shapeOf(item)) ?? this.#card(item));
    const same = cards.length === this.cards.length && cards.every((card, index) => card === this.cards[index]);
    if (same && cards.length) return;
    this.cards.filter((card) => !cards.includes(card)).forEach((card) => card.close());
    this.cards = cards;
    const { page, bar } = this.aloud;
    this.root.replaceChildren(this.summary.element, page, ...cards.map((card) => card.element), this.next, this.live, bar);
  }

  #card(item) {
    const card = new KINDS[item.kind](item, (value, replaces) => this.#tap(card, value, replaces));
    card.shape = shapeOf(item);
    return card;
  }

  #update(card) {
    const item = this.data.items.find(({ id }) => id === card.id);
    card.update(item, this.data.words, this.outbox.waiting(card.id)?.value);
  }

  #tap(card, value, replaces) {
    this.refused.delete(card.id);
    this.missing.delete(card.id);
    this.leaving = this.asked = false;
    this.outbox.add(card.id, value, this.data.lang, replaces);
    this.#showMarks();
  }

  /** What is being written goes into the outbox: before going on, and when the screen is locked. */
  flush = () => this.cards.forEach((card) => card.flush());

  #goOn() {
    this.flush();
    this.leaving = true;
    this.#leave();
    this.#showMarks();
  }

  /**
   * Asks to go on when nothing is missing and nothing waits any more. To ask earlier would lose taps: Streamlit breaks off a run,
   * and the callback in it, for the next message, and does not call back again for the same outbox.
   */
  #leave() {
    const problems = this.cards.filter((card) => this.#problem(card));
    this.missing = new Set(problems.map((card) => card.id));
    if (problems.length) this.summary.show(this.data.words.summary, problems);
    else this.summary.hide();
    tellOfErrors(problems.length ? this.data.words.error : "");
    if (!problems.length && !this.outbox.empty) return;
    this.leaving = false;
    if (!problems.length) this.#ask();
  }

  #ask() {
    this.asked = true;
    this.component.setTriggerValue("move", "next");
  }

  /** What was asked as the connection was lost may not have arrived; had it, this screen would be gone. */
  #askAgain = () => this.asked && this.#ask();

  #problem(card) {
    return card.unmended || (card.item.required && !card.answered);
  }

  #showMarks() {
    for (const card of this.cards) card.show(...this.#mark(card));
    this.#announce();
  }

  /** The tone and the words of a card's mark. */
  #mark(card) {
    const { words, marks = {} } = this.data;
    if (card.id in marks) return marks[card.id];
    if (this.refused.has(card.id)) return ["refused", this.refused.get(card.id)];
    if (this.missing.has(card.id) && !card.answered) return ["missing", missingWords(card, words)];
    if (this.outbox.waiting(card.id)) return waitingMark(this.outbox.age(card.id), words);
    return this.#isSaved(card) ? ["saved", card.savedWords(words)] : ["", ""];
  }

  #isSaved(card) {
    return this.confirmed.has(card.id) || hasValue(card.item);
  }

  /** A screen reader hears of trouble, and of its end; a word at every answer would be chatter. */
  #announce() {
    const troubled = this.cards.map((card) => card.mark).find(({ dataset }) => ["unsaved", "refused"].includes(dataset.tone));
    if (troubled) setText(this.live, troubled.textContent);
    else if (this.live.textContent) setText(this.live, this.data.words.saved);
  }
}

/** The title of the tab begins with this word while the summary stands on the screen (web/assets/native.js). */
function tellOfErrors(word) {
  document.documentElement.dataset.wrong = word;
}

function waitingMark(age, words) {
  if (age > UNSAVED) return ["unsaved", words.unsaved];
  return age > SAVING ? ["saving", words.saving] : ["", ""];
}

function missingWords({ item }, words) {
  return item.kind === "quiz" ? (words.missing_quiz ?? words.missing) : words.missing;
}

function hasValue({ kind, value, own_words: own, quiz }) {
  if (kind === "quiz") return quiz.settled;
  return value === true || Boolean(value?.length) || Boolean(own?.value);
}

/** What a card's controls are made of; its words are not part of it. */
function shapeOf({ id, kind, options = [], own_words: own }) {
  return JSON.stringify([id, kind, options.map(({ value, alone }) => [value, Boolean(alone)]), Boolean(own)]);
}

export default mount(".cards", Screen);
