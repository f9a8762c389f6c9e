// "Check your answers": what was asked and what was answered, row by row, with a way back to each.

import { node } from "./dom.js";

const shown = new WeakMap();

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".answers");
  const now = JSON.stringify(data);
  if (shown.get(root) === now) return; // nothing new: the focus stays where it is
  shown.set(root, now);
  const change = (row) => setTriggerValue("change", { step: row.step, id: row.id });
  root.lang = data.lang;
  root.replaceChildren(...data.groups.map((group) => section(group, data.words, change)));
}

function section({ title, rows }, words, change) {
  const list = node("dl", {}, ...rows.map((row) => line(row, words, change)));
  return node("section", {}, node("h2", {}, title), list);
}

function line(row, words, change) {
  const answer = node("dd", { class: "answer", "data-tone": row.tone }, node("span", {}, row.answer));
  const parts = [node("dt", {}, row.text), answer];
  if (row.step) parts.push(node("dd", { class: "act" }, button(row, words, change)));
  return node("div", { class: "row" }, ...parts);
}

function button(row, words, change) {
  const label = [words.change, node("span", { class: "unseen" }, ` ${row.text}`)];
  const element = node("button", { type: "button", class: "change" }, ...label);
  element.addEventListener("click", () => change(row));
  return element;
}
