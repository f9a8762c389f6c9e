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

/** A component of Streamlit's: one `Screen` for each root that the selector finds, which receives what each run sends. */
export function mount(selector, Screen) {
  const screens = new WeakMap();
  return (component) => {
    const root = component.parentElement.querySelector(selector);
    if (!screens.has(root)) screens.set(root, new Screen(root));
    screens.get(root).receive(component);
    return () => {
      // Streamlit also runs the clean-up of a call that a newer one has overtaken: only a root out of the page is at its end.
      if (root.isConnected) return;
      screens.get(root)?.close();
      screens.delete(root);
    };
  };
}

/** While the connection is lost, and until the screen has been drawn anew after it (web/assets/shell.js). */
export function isResting() {
  return document.getElementById("root").hasAttribute("inert");
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
