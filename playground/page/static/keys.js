/* The keyboard: what Escape closes, arrows in menus, pickers and messages, the trap of forms, single letters. */
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const FOCUSABLE = "a[href], button:not([disabled]), input:not([type=hidden], [disabled]), select, textarea, summary, [tabindex='0']";
  const writes = (at) => at.matches?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });

  // Escape closes one thing at a time, the topmost first. Dialogs and menus of the browser close themselves.
  const closeTop = () => {
    if ($("dialog[open]") || $(".menu:popover-open")) return false;
    const hints = $(".hints:not([hidden])"), found = $(".found:not(:empty)"), folded = $("#modals .multi details[open]");
    if (hints) hints.hidden = true;
    else if (found) found.replaceChildren();
    else if (folded) { folded.open = false; $("summary", folded).focus(); }
    else if ($("#modals .modal")) $("#modals [data-escape]").click();
    else if ($("#tour:not([hidden])")) $("#tour [data-tour=end]").click();
    else if ($("#app.shows-side")) { $(".menu-button").click(); $(".menu-button").focus(); }
    else if ($("#close-traffic")) $("#close-traffic").click();
    else if ($("#close-thread")) $("#close-thread").click();
    else return false;
    return true;
  };

  const step = (rows, by) => {
    const now = rows.indexOf(document.activeElement);
    rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : (now + by + rows.length) % rows.length]?.focus();
  };

  // ---- menus: the first entry has the focus, arrows go round, the browser gives the focus back to the opener
  document.addEventListener("toggle", (event) => {
    if (event.newState !== "open" || !event.target.matches?.(".menu[popover]")) return;
    // A finger would be met by the keyboard of the screen.
    $$(FOCUSABLE, event.target).find((one) => shown(one) && !(writes(one) && matchMedia("(pointer: coarse)").matches))?.focus();
  }, true);
  const inMenu = (menu, key) => {
    const rows = $$(FOCUSABLE, menu).filter(shown);
    if (key === "ArrowDown" || key === "ArrowUp") step(rows, key === "ArrowDown" ? 1 : -1);
    else if ((key === "Home" || key === "End") && !writes(document.activeElement)) rows.at(key === "Home" ? 0 : -1)?.focus();
    else return false;
    return true;
  };

  // ---- pickers whose options the app supplies
  const inPicker = (control, event) => {
    const rows = $$(".found [role=option]", control);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!rows.length) return false;
      step(rows, event.key === "ArrowDown" ? 1 : -1);
      return true;
    }
    if (event.key === "Enter" && event.target.matches("input") && rows.length) {
      rows[0].click();
      return true;
    }
    return false;
  };
  document.addEventListener("click", (event) => {
    if (event.detail === 0 && event.target.closest?.("[data-picks]")) $("input[type=search]", event.target.closest(".control"))?.focus();
  }, true);

  // ---- from message to message
  const inMessages = (list, event) => {
    const rows = $$(".message", list).toSorted((one, other) => (one.dataset.ts < other.dataset.ts ? -1 : 1));
    const here = event.target.closest(".message"), now = rows.indexOf(here);
    if (event.target !== list && event.target !== here) return false;
    if (event.key === "t" && here) return click($(".replies, .menu a[role=menuitem]", here));
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return false;
    const next = rows[now < 0 ? rows.length - 1 : now + by];
    if (!next) return now >= 0;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    return true;
  };
  const click = (one) => { one?.click(); return Boolean(one); };

  // ---- the form keeps the focus until it is closed
  const trap = (modal, back) => {
    const rows = $$(FOCUSABLE, modal).filter(shown), at = document.activeElement;
    const edge = back ? rows[0] : rows.at(-1);
    if (modal.contains(at) && at !== edge && at !== modal) return false;
    (back ? rows.at(-1) : rows[0])?.focus();
    return true;
  };

  const LETTERS = {
    "?": () => { $("#keys").showModal(); return true; },
    s: () => click($("#q") ? null : $("#go-search")) || ($("#q")?.focus(), true),
    c: () => { $("#text-main")?.focus(); return true; },
    "/": () => { $("#text-main")?.focus(); return false; },
  };

  const answer = (event) => {
    const at = event.target, modal = $("#modals .modal");
    if (event.key === "Escape") return closeTop();
    if (event.key === "Tab" && modal && !$("dialog[open]") && !$(".menu:popover-open")) return trap(modal, event.shiftKey);
    const menu = at.closest?.(".menu:popover-open"), picker = at.closest?.(".control.external"), list = at.closest?.(".scroller");
    if (menu) return inMenu(menu, event.key);
    if (picker) return inPicker(picker, event);
    if (list && !writes(at) && inMessages(list, event)) return true;
    if (writes(at) || modal || $("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return false;
    return LETTERS[event.key]?.() ?? false;
  };
  document.addEventListener("keydown", (event) => {
    if (!event.isComposing && !event.defaultPrevented && answer(event)) event.preventDefault();
  });
})();
