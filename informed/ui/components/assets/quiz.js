// A comprehension question: choose, look at the explanation, choose once more. No score, and it never locks anybody out.

import { Card } from "./card.js";
import { Choices } from "./choices.js";
import { focusOn, node, setLine, setText } from "./dom.js";

export class QuizCard extends Card {
  #tries = 0;
  #sent = false; // a try is on its way: a second press must not use up the second try

  constructor(item, tap) {
    super(item, tap);
    this.choices = new Choices(item, "radio", () => {});
    this.result = node("p", { class: "result" });
    this.explanation = node("p");
    this.feedback = node("div", { class: "feedback", role: "status", tabindex: "-1" }, this.result, this.explanation);
    this.check = node("button", { type: "button", class: "check" });
    this.check.addEventListener("click", () => this.#try());
    this.#tries = item.quiz.tries.length;
    this.assemble(node("legend"), this.choices.element, this.feedback, this.check);
  }

  update(item, words, waiting) {
    super.update(item, words);
    this.#sent = waiting !== undefined;
    this.choices.relabel(item.options);
    this.choices.freeze(item.quiz.settled);
    setText(this.check, words.check);
    this.#explain(item.quiz);
    this.#choose(item.quiz, waiting);
  }

  /** While a try is on its way nothing is missing: the server's answer tells what comes next. */
  get answered() {
    return this.item.quiz.settled || this.#sent;
  }

  #try() {
    const [chosen] = this.choices.chosen();
    if (this.#sent) return;
    if (chosen === undefined) return this.#nothingChosen();
    this.#sent = true;
    this.tap(chosen);
  }

  #nothingChosen() {
    if (this.#tries) this.feedback.focus();
    else this.choices.inputs[0].focus();
  }

  #explain({ tries, settled, note, explanation }) {
    const last = tries.at(-1);
    this.feedback.dataset.tone = last?.correct ? "right" : "again";
    this.feedback.classList.toggle("empty", !last);
    setLine(this.result, last ? note : "");
    setLine(this.explanation, last ? explanation : "");
    this.element.classList.toggle("settled", settled);
  }

  /** After a new try the eye and the focus go to the explanation: the pressed button may be gone. */
  #choose({ tries, settled }, waiting) {
    const fresh = tries.length > this.#tries;
    this.#tries = tries.length;
    const here = this.element.contains(this.element.getRootNode().activeElement);
    if (settled) this.choices.show([tries.at(-1)?.chosen]);
    else if (waiting !== undefined) this.choices.show([waiting]);
    else if (fresh) this.choices.show([]);
    this.check.hidden = settled;
    if (fresh && here) focusOn(this.feedback, this.choices.element);
  }
}
