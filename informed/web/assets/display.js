// The switches for text size and colours (web/display.py): a tap changes the page at once, and a cookie keeps it.
(() => {
  "use strict";

  const COOKIES = { size: "text-size", contrast: "colours" };
  const USUAL = { size: "normal", contrast: "light" };
  const html = document.documentElement;

  function choose({ target }) {
    const button = target.closest?.("button[data-choose]");
    if (!button) return;
    const { choose: what, value } = button.dataset;
    html.dataset[what] = value;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${COOKIES[what]}=${value}; path=/; SameSite=Strict${secure}`;
    mark();
    button.scrollIntoView({ block: "nearest" }); // what is above has grown or shrunk
  }

  /** The switches may have been drawn anew: they say what holds. */
  function mark() {
    for (const button of document.querySelectorAll("button[data-choose]")) {
      const { choose: what, value } = button.dataset;
      const pressed = String((html.dataset[what] ?? USUAL[what]) === value);
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
  }

  document.addEventListener("click", choose);
  new MutationObserver(mark).observe(html, { childList: true, subtree: true });
  mark();
})();
