// Small helpers around the DOM. Text only ever becomes text: nothing here parses HTML.

/** An element with attributes and children; an attribute of null or false is left out, true stands without a value. */
export function node(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children);
  return element;
}

export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

/** Writes only what differs: a live region speaks, and a selection is lost, at every write. */
export function setText(element, text = "") {
  if (element.textContent !== text) element.textContent = text;
}

/** A line that is there only while it has something to say. */
export function setLine(element, text = "") {
  setText(element, text);
  element.hidden = !text;
}

/** Focus without the browser's own jump, then a scroll of ours that leaves a margin (scroll-margin in the stylesheet). */
export function focusOn(control, place = control) {
  control.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}
