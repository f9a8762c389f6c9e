// The strokes of a signature: x and y in widths of the pad, time in ms since the first touch, pressure from 0 to 1.

const LEAST_STEP = 0.0015; // widths of the pad; nearer points add bytes and no shape
const MAX_POINTS = 8000;
const MAX_STROKES = 200;
const MAX_TIME = 3_600_000; // ms

export class Ink {
  #started = null;

  constructor(kept) {
    this.strokes = structuredClone(kept?.strokes ?? []);
    this.aspect = this.strokes.length ? kept.aspect : null;
    this.points = this.strokes.reduce((sum, stroke) => sum + stroke.points.length, 0);
  }

  get full() {
    return this.strokes.length >= MAX_STROKES || this.points >= MAX_POINTS;
  }

  begin(pointer) {
    this.strokes.push({ pointer, points: [] });
  }

  /** Adds a point to the last stroke; false when it is too near to the one before, or nothing more fits. */
  add(x, y, time, pressure) {
    const { points } = this.strokes.at(-1);
    if (this.points >= MAX_POINTS || tooNear(points.at(-1), x, y)) return false;
    this.#started ??= time - this.#lastTime();
    const since = Math.min(MAX_TIME, Math.max(0, Math.round(time - this.#started)));
    points.push([round(x, 4), round(y, 4), since, round(pressure, 2)]);
    this.points += 1;
    return true;
  }

  undo() {
    this.points -= this.strokes.pop()?.points.length ?? 0;
  }

  toData() {
    return { aspect: this.aspect, strokes: this.strokes };
  }

  /** Ink that came from the server goes on where its time ended. */
  #lastTime() {
    return this.strokes.at(-2)?.points.at(-1)[2] ?? 0;
  }
}

const round = (value, digits) => Number(value.toFixed(digits));

const tooNear = (last, x, y) => last !== undefined && Math.hypot(x - last[0], y - last[1]) < LEAST_STEP;
