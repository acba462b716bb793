/* Whom one can be: with many people there, what is typed leaves only those whose name or line holds it. */
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const filter = (menu) => {
    const words = plain($(".person-find", menu).value).split(/\s+/);
    for (const one of $$(".persona", menu)) {
      const told = plain($(".person-here", one).textContent);
      one.hidden = !words.every((word) => told.includes(word));
    }
    for (const group of $$(".persons-group", menu)) group.hidden = !$(".persona:not([hidden])", group);
    $(".nobody", menu).hidden = Boolean($(".persona:not([hidden])", menu));
  };

  // Ready before the menu is put in its place; everybody is there again whenever it opens.
  document.addEventListener("beforetoggle", (event) => {
    const finder = event.newState === "open" && event.target.id === "persons" && $(".person-finder", event.target);
    if (!finder) return;
    finder.hidden = false;
    $(".person-find", finder).value = "";
    filter(event.target);
  }, true);
  document.addEventListener("input", (event) => {
    if (event.target.matches(".person-find")) filter(event.target.closest("#persons"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches?.(".person-find")) return;
    event.preventDefault();
    $(".persona:not([hidden]) .person-here", event.target.closest("#persons"))?.click();
  });
})();
