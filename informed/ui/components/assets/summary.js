// The error summary (GOV.UK pattern): what is missing, each line leading to its card. It stays as it is until the next try to go on:
// a list that shrinks above the reader's finger would move the answers.

import { focusOn, node, setText } from "./dom.js";

export class Summary {
  constructor() {
    this.title = node("h2");
    this.list = node("ul");
    this.element = node("div", { class: "summary", role: "alert", tabindex: "-1", hidden: true }, this.title, this.list);
  }

  show(title, cards) {
    this.cards = cards;
    this.list.replaceChildren(...cards.map(link));
    this.element.hidden = false;
    this.relabel(title);
    focusOn(this.element);
  }

  hide() {
    this.element.hidden = true;
  }

  get shown() {
    return !this.element.hidden;
  }

  relabel(title) {
    if (this.element.hidden) return;
    setText(this.title, title);
    this.cards.forEach((card, index) => setText(this.list.children[index].firstChild, nameOf(card)));
  }
}

function link(card) {
  const anchor = node("a", { href: `#${card.id}` });
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    focusOn(card.first, card.element);
  });
  return node("li", {}, anchor);
}

const nameOf = ({ item }) => (item.number ? `${item.number}. ${item.text}` : item.text);
