// The signature pad: a canvas that keeps strokes, not pixels, so that rotation and zoom redraw it sharply.

import { mount, node, setAttribute, setText } from "./dom.js";
import { Ink } from "./ink.js";

const COLOUR = "#10246b"; // the blue of a pen: told apart from print
const LINE = 0.0045; // widths of the pad

class Pad {
  constructor(root) {
    this.root = root;
    this.#begin(null);
    this.pointer = null;
    this.#build();
    this.#listen();
    this.observer = new ResizeObserver(() => this.#redraw());
    this.observer.observe(this.canvas);
  }

  #build() {
    this.label = node("p", { class: "label", id: "label" });
    this.hint = node("p", { class: "hint", id: "hint" });
    this.canvas = node("canvas", { role: "img", tabindex: "0", "aria-labelledby": "label", "aria-describedby": "hint live" });
    this.undo = node("button", { type: "button", class: "undo" });
    this.clear = node("button", { type: "button", class: "clear" });
    this.live = node("p", { class: "unseen", id: "live", role: "status" });
    const baseline = node("span", { class: "baseline", "aria-hidden": "true" });
    const sheet = node("div", { class: "sheet" }, baseline, this.canvas);
    const bar = node("div", { class: "bar" }, this.undo, this.clear);
    this.root.replaceChildren(this.label, this.hint, sheet, bar, this.live);
    this.pen = this.canvas.getContext("2d");
  }

  #listen() {
    this.canvas.addEventListener("pointerdown", (event) => this.#down(event));
    this.canvas.addEventListener("pointermove", (event) => this.#move(event));
    this.canvas.addEventListener("pointerup", (event) => this.#up(event));
    this.canvas.addEventListener("pointercancel", (event) => this.#cancel(event));
    this.undo.addEventListener("click", () => this.#erase(() => this.ink.undo()));
    this.clear.addEventListener("click", () => this.#erase(() => this.#begin(null)));
  }

  /** New words always; the server's ink only when its revision is new: otherwise what is drawn here is newer. */
  receive({ data: [data], setStateValue }) {
    this.words = data.words;
    this.report = () => setStateValue("ink", this.ink.toData());
    this.root.lang = data.lang;
    for (const name of ["label", "hint", "undo", "clear"]) setText(this[name], data.words[name]);
    if (data.rev === this.revision) return this.#tell();
    this.revision = data.rev;
    this.#begin(data.ink);
    this.#redraw();
    this.#tell();
  }

  #begin(ink) {
    this.ink = new Ink(ink);
    this.penned = false;
  }

  close() {
    this.observer.disconnect();
  }

  #down(event) {
    this.#giveWay(event);
    const second = this.pointer !== null || (event.pointerType === "mouse" && event.button !== 0);
    const palm = this.penned && event.pointerType === "touch";
    if (second || palm || this.ink.full) return;
    event.preventDefault();
    this.pointer = event.pointerId;
    this.canvas.setPointerCapture(event.pointerId);
    if (!this.ink.strokes.length) this.ink.aspect = this.#shape();
    this.ink.begin(["touch", "pen"].includes(event.pointerType) ? event.pointerType : "mouse");
    this.#take(event);
  }

  /** A hand that rests on the glass before or while a pen writes is no stroke: the pen takes over, and touches count no more. */
  #giveWay({ pointerType }) {
    if (pointerType !== "pen") return;
    if (this.pointer !== null && !this.penned) {
      this.pointer = null;
      this.ink.undo();
      this.#redraw();
    }
    this.penned = true;
  }

  #move(event) {
    if (event.pointerId !== this.pointer) return;
    const points = event.getCoalescedEvents?.() ?? [];
    for (const point of points.length ? points : [event]) this.#take(point);
  }

  #up(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.#change(() => {});
  }

  /** The system took the pointer away (a palm, a gesture): that line was not meant. */
  #cancel(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.#change(() => this.ink.undo());
  }

  #take({ clientX, clientY, timeStamp, pressure }) {
    const box = this.canvas.getBoundingClientRect();
    const x = within((clientX - box.left) / box.width, 1);
    const y = within((clientY - box.top) / box.width, box.height / box.width);
    if (this.ink.add(x, y, timeStamp, within(pressure, 1))) this.#drawEnd(this.ink.strokes.at(-1).points);
  }

  #erase(act) {
    if (this.ink.strokes.length) this.#change(act);
  }

  /** Reported at once, without a pause: a button pressed right after the pen is lifted must find the ink. */
  #change(act) {
    act();
    if (!this.ink.strokes.length) this.ink.aspect = null;
    this.#redraw();
    this.#tell();
    this.report();
  }

  #tell() {
    const count = this.ink.strokes.length;
    setText(this.live, count ? this.words.status.replace("{n}", count) : "");
    for (const button of [this.undo, this.clear]) setAttribute(button, "aria-disabled", count ? null : "true"); // keeps the focus
  }

  #shape() {
    const box = this.canvas.getBoundingClientRect();
    return Number((box.height / box.width).toFixed(4));
  }

  /** A drawn signature keeps the pad's shape: on a flatter pad its lower part would be cut off. */
  #redraw() {
    this.canvas.style.aspectRatio = this.ink.aspect ? String(1 / this.ink.aspect) : "";
    const { width, height } = this.canvas.getBoundingClientRect();
    const density = window.devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(width * density));
    this.canvas.height = Math.max(1, Math.round(height * density));
    this.#dip();
    for (const { points } of this.ink.strokes) this.#drawStroke(points);
  }

  #dip() {
    const { pen, canvas } = this;
    pen.setTransform(canvas.width, 0, 0, canvas.width, 0, 0); // from here on lengths are widths of the pad
    pen.lineWidth = LINE;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = COLOUR;
  }

  #drawStroke(points) {
    for (let end = 1; end <= points.length; end += 1) this.#drawEnd(points.slice(Math.max(0, end - 3), end));
  }

  /** Draws the newest piece of a line: a curve through the middles between the last three points. */
  #drawEnd(points) {
    const [a, b, c] = [points.at(-3), points.at(-2) ?? points.at(-1), points.at(-1)];
    const { pen } = this;
    pen.beginPath();
    if (a) pen.moveTo(...middle(a, b));
    else pen.moveTo(b[0], b[1]);
    if (a) pen.quadraticCurveTo(b[0], b[1], ...middle(b, c));
    pen.lineTo(c[0], c[1]);
    pen.stroke();
  }
}

const middle = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

const within = (value, most) => Math.min(most, Math.max(0, value || 0));

export default mount(".pad", Pad);
