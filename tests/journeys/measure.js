// What a screen measures, shadow roots included. Runs in the page; answers lists of sentences, empty when all is well.
(() => {
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 2 && box.height > 2 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };

  function* everything(root = document.body) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* everything(element.shadowRoot);
    }
  }

  const words = (element) => (element.innerText || element.value || element.getAttribute("aria-label") || element.tagName).trim().slice(0, 40);
  const unseen = (element) => getComputedStyle(element).clipPath === "inset(50%)"; // there for screen readers alone
  const clipped = (element) =>
    element.closest("[inert], .unseen, .hidden, [data-testid=stSkipToContent]") ?? unseen(element.closest("thead") ?? element);

  /** What a finger touches for a control: its label's whole row, or itself. */
  function touched(element) {
    if (element.matches("[type=radio], [type=checkbox]")) return element.closest("label") ?? element;
    return element.closest("[data-testid=stTextInputRootElement]") ?? element;
  }

  function controls() {
    const found = new Set();
    for (const element of everything()) {
      if (!element.matches("a[href], button, input:not([type=hidden]), textarea, select, summary, canvas[tabindex]")) continue;
      if (!element.disabled && !clipped(element) && seen(touched(element))) found.add(touched(element));
    }
    return [...found];
  }

  function apart(a, b) {
    const across = Math.max(a.left - b.right, b.left - a.right);
    const down = Math.max(a.top - b.bottom, b.top - a.bottom);
    return Math.max(across, down);
  }

  /** Targets below `least` px in either direction, or nearer than `gap` px to the next. */
  function targets(least, gap) {
    const boxes = controls().map((element) => [element, element.getBoundingClientRect()]);
    const small = boxes.filter(([, box]) => Math.round(box.width * 10) < least * 10 || Math.round(box.height * 10) < least * 10);
    const found = small.map(([element, box]) => `small: ${words(element)} ${box.width.toFixed(1)}x${box.height.toFixed(1)}`);
    boxes.forEach(([one, a], i) => {
      for (const [other, b] of boxes.slice(i + 1)) {
        const between = apart(a, b);
        if (between < gap - 0.1 && !one.contains(other) && !other.contains(one))
          found.push(`near: ${words(one)} | ${words(other)} ${between.toFixed(1)}`);
      }
    });
    return found;
  }

  /** Texts in letters below `least` px. */
  function letters(least) {
    const found = [];
    for (const element of everything()) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (own && size < least - 0.01 && seen(element) && !clipped(element) && !element.closest("style, script")) found.push(`letters: ${words(element)} ${size}px`);
    }
    return found;
  }

  /** What reaches out of the screen sideways, or is cut off inside of its box. */
  function sideways() {
    const wide = document.documentElement.clientWidth;
    const found = [];
    for (const element of everything()) {
      if (!seen(element) || clipped(element)) continue;
      const box = element.getBoundingClientRect();
      if (box.right > wide + 1 || box.left < -1) found.push(`out: <${element.tagName} ${element.className}> ${words(element)} ${box.left.toFixed(0)}..${box.right.toFixed(0)}`);
      const cuts = ["hidden", "clip", "auto", "scroll"].includes(getComputedStyle(element).overflowX);
      if (cuts && element.scrollWidth > element.clientWidth + 2 && !element.matches("input")) found.push(`cut: <${element.tagName} ${element.className}> ${words(element)}`);
    }
    return found;
  }

  /** Fields that take words, and that a browser might remember and offer to the next person. */
  function remembered() {
    const takes = "textarea, input:not([type=radio], [type=checkbox], [type=hidden])";
    const found = [...everything()].filter((one) => one.matches(takes) && !["off", "new-password"].includes(one.autocomplete));
    return found.map((one) => `remembered: ${one.outerHTML}`);
  }

  window.measured = { targets, letters, sideways, remembered };
})();
