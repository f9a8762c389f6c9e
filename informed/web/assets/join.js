// The page that takes a code: a scanned one stands behind the # of the address, which no server sees. It is put into its field and
// out of the address; opening is still the person's own tap, so that no preview uses the code up.
(() => {
  "use strict";

  const field = document.querySelector("input.code");
  const form = field.form;
  const language = document.getElementById("other-language");
  const scanned = decodeURIComponent(location.hash.slice(1));

  if (scanned) {
    field.value = grouped(scanned);
    history.replaceState(null, "", location.pathname);
    form.querySelector("button").focus();
  }
  field.addEventListener("change", () => (field.value = grouped(field.value)));
  language.addEventListener("click", () => (language.hash = field.value));
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault(); // a double tap would use the code up twice
    form.dataset.sent = "yes";
  });

  /** The code as it is read out: ABCD-EFGH. */
  function grouped(typed) {
    const signs = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
    return signs.length > 4 ? `${signs.slice(0, 4)}-${signs.slice(4)}` : signs;
  }
})();
