// What Streamlit 1.67 cannot be told about its own parts: the words of its skip link, and which language a button speaks.
(() => {
  "use strict";

  const SKIP = { vi: "Đến nội dung chính", en: "Skip to main content" };
  const OTHER = { vi: "en", en: "vi" };

  function mend() {
    const { lang } = document.documentElement;
    const skip = document.querySelector("[data-testid=stSkipToContent]");
    if (skip && skip.textContent !== SKIP[lang]) skip.textContent = SKIP[lang] ?? SKIP.vi;
    const button = document.querySelector(".st-key-other-language button");
    if (button && button.lang !== OTHER[lang]) button.lang = OTHER[lang] ?? "";
  }

  new MutationObserver(mend).observe(document.documentElement, { attributeFilter: ["lang"], childList: true, subtree: true });
})();
