/* What the page does beyond htmx: upserts of messages and requests, focus of forms, questions, menus, pickers. */
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

  // A message comes as "append": the same id is morphed in place, an old one that is not shown here is left out.
  document.addEventListener("htmx:before:swap", (event) => {
    for (const task of event.detail.tasks) {
      const fresh = task.fragment.firstElementChild;
      if (fresh?.dataset.call) putCall(task, fresh);
      if (task.swapSpec?.style !== "beforeend" || !fresh?.dataset.ts) continue;
      const here = document.getElementById(fresh.id);
      const last = task.target?.lastElementChild;
      if (here) [task.target, task.swapSpec] = [here, { style: "outerMorph" }];
      else if (last && last.dataset.ts > fresh.dataset.ts) task.swapSpec = { style: "none" };
    }
  });

  // A request comes when it is made and again when it is answered; what is unfolded then stays so and is read again.
  const CALLS = 500;
  const putCall = (task, fresh) => {
    const here = document.getElementById(fresh.id);
    if (here) {
      task.fragment.replaceChildren($("summary", fresh));
      [task.target, task.swapSpec] = [$("summary", here), { style: "outerMorph" }];
      if ($("details[open]", here)) setTimeout(() => window.htmx.trigger($("details", here), "answered"));
    } else {
      for (const old of $$("#calls > li").slice(CALLS)) old.remove();
    }
  };

  // ---- the filter of the requests
  const sift = () => {
    const words = ($("#sieve")?.value || "").toLowerCase().split(/\s+/).filter(Boolean), way = $("#sieve-way")?.value || "";
    for (const row of $$("#calls > li")) {
      const text = $("summary", row).textContent.toLowerCase();
      const fits = !way || row.dataset.way === way || (way === "bad" && $("summary.is-bad", row));
      row.hidden = !fits || !words.every((word) => text.includes(word));
    }
  };
  document.addEventListener("input", (event) => { if (event.target.closest?.(".sieve")) sift(); });

  // ---- dialogs: focus moves in when one opens, to the first error when there is one, and back when it closes
  let open = null, errors = "", before = null;
  const settleDialog = () => {
    const modal = $("#modals .modal"), app = $("#app");
    if (app) app.inert = Boolean(modal);
    if (!modal) {
      if (open) (document.getElementById(before) || $("#text-main") || $("#main"))?.focus({ preventScroll: true });
      open = null;
      return;
    }
    if (modal.id !== open) {
      if (!open) before = document.activeElement?.id || null;
      open = modal.id;
      errors = modal.dataset.errors;
      ($("[data-focus]", modal) || $(".modal-body .field, .modal-body input:not([type=hidden])", modal) || modal).focus();
    } else if (modal.dataset.errors !== errors) {
      errors = modal.dataset.errors;
      const wrong = $("[aria-invalid=true]", modal);
      if (wrong && wrong !== document.activeElement) wrong.focus();
    }
  };

  document.addEventListener("htmx:after:swap", () => {
    settle();
    for (const toast of $$(".toast:not([data-here])")) {
      toast.dataset.here = "";
      setTimeout(() => toast.remove(), 8000);
    }
  });

  // ---- questions (confirm objects): htmx waits until the dialog is answered
  document.addEventListener("htmx:confirm", (event) => {
    const source = event.detail.ctx.sourceElement;
    const template = $("template.question", source.closest(".control") || source.parentElement);
    const box = $("#question");
    if (!template || !box) return;
    event.preventDefault();
    box.replaceChildren(template.content.cloneNode(true));
    box.returnValue = "";
    box.onclose = () => {
      if (box.returnValue === "yes") return event.detail.issueRequest();
      event.detail.dropRequest();
      if (source.tagName === "SELECT") for (const one of source.options) one.selected = one.defaultSelected;
    };
    box.showModal();
  });

  // ---- dialogs of the page itself
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens-dialog]");
    if (opener) document.getElementById(opener.dataset.opensDialog).showModal();
  });
  $("#reset")?.addEventListener("close", async () => {
    if ($("#reset").returnValue !== "yes") return;
    $("#reset").returnValue = "";
    await fetch("/page/reset", { method: "POST" });
  });

  // ---- menus: put beside the button that opened them, closed by what is chosen
  document.addEventListener("beforetoggle", (event) => {
    const menu = event.target;
    if (event.newState !== "open" || !menu.matches?.(".menu[popover]")) return;
    const opener = $(`[popovertarget="${menu.id}"]`);
    if (!opener) return;
    requestAnimationFrame(() => {
      const at = opener.getBoundingClientRect(), size = menu.getBoundingClientRect();
      const below = at.bottom + 4 + size.height < innerHeight;
      menu.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - size.height - 4)}px`;
      menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
    });
  }, true);

  document.addEventListener("click", (event) => {
    const at = event.target;
    const closes = at.closest?.("[data-closes]");
    if (closes) document.getElementById(closes.dataset.closes)?.hidePopover?.();
    const menu = at.closest?.(".menu-button");
    if (menu) showSide(menu.getAttribute("aria-expanded") !== "true");
    else if ($("#app.shows-side") && !at.closest?.("#side")) showSide(false);
    if (at.closest?.("#side a[hx-get]")) showSide(false);
    pick(at);
  });

  const showSide = (shown) => {
    $("#app")?.classList.toggle("shows-side", shown);
    $(".menu-button")?.setAttribute("aria-expanded", String(shown));
    if (shown) $("#who")?.focus();
  };

  // ---- external selects: a picked option becomes a chip with its value
  const pick = (at) => {
    const option = at.closest?.("[data-picks]");
    const cross = at.closest?.(".chip button");
    if (!option && !cross) return;
    const control = at.closest(".control"), chips = $(".chips", control);
    if (cross) cross.closest(".chip").remove();
    if (option) {
      if (!chips.hasAttribute("data-many")) chips.replaceChildren();
      chips.append($("template", option).content.cloneNode(true));
      $(".found", control).replaceChildren();
      $("input[type=search]", control).value = "";
    }
    chips.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("change", (event) => {
    const many = event.target.closest?.(".many");
    if (many) {
      const chosen = $$("input:checked + span", many).map((one) => one.textContent);
      const shown = $("[data-chosen]", many.closest("details"));
      if (shown) shown.textContent = chosen.join(", ") || "Choose…";
    }
  });

  // ---- the sample again: nothing on the page needs to be there any more
  const again = { target: "#app", select: "#app", swap: "outerHTML" };
  document.addEventListener("begin-again", () => window.htmx.ajax("GET", location.href, again));

  // ---- being led to a message
  let led = null;
  const lead = () => {
    const ts = $("#app")?.dataset.show;
    if (!ts || led === location.href) return;
    led = location.href;
    const found = $(`.message[data-ts="${CSS.escape(ts)}"]`);
    if (!found) return;
    found.classList.add("is-sought");
    found.tabIndex = -1;
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
  };

  const settle = () => { settleDialog(); lead(); $("[data-start]:not([data-here])")?.focus(); mark("[data-start]"); sift(); };
  const mark = (selector) => { for (const one of $$(selector)) one.dataset.here = ""; };
  document.addEventListener("DOMContentLoaded", settle);
  if (document.readyState !== "loading") settle();
})();
