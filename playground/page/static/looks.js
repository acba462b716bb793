/* Light or dark: as the system has it, or as was chosen here; every window follows the choice. */
(() => {
  "use strict";
  const wear = () => {
    const chosen = localStorage.getItem("look") || "";
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    for (const one of document.querySelectorAll("input[name=look]")) one.checked = one.value === chosen;
  };
  wear();
  addEventListener("storage", wear);
  document.addEventListener("DOMContentLoaded", wear);
  document.addEventListener("htmx:after:swap", wear);
  document.addEventListener("change", (event) => {
    if (event.target.name !== "look") return;
    localStorage.setItem("look", event.target.value);
    wear();
  });
})();
