/* What the page does beyond htmx: upserts of messages, focus of dialogs, hints in the composer, menus, drafts. */
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

  // A message comes as "append": the same id is morphed in place, an old one that is not shown here is left out.
  document.addEventListener("htmx:before:swap", (event) => {
    for (const task of event.detail.tasks) {
      const fresh = task.fragment.firstElementChild;
      if (task.swapSpec?.style !== "beforeend" || !fresh?.dataset.ts) continue;
      const here = document.getElementById(fresh.id);
      const last = task.target?.lastElementChild;
      if (here) [task.target, task.swapSpec] = [here, { style: "outerMorph" }];
      else if (last && last.dataset.ts > fresh.dataset.ts) task.swapSpec = { style: "none" };
    }
  });

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
    settleDialog();
    restoreDrafts();
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
    if (event.target.type === "file" && event.target.closest("[data-composer]")) showPicked(event.target.closest("form"));
  });

  // ---- the composer: hints, Enter, drafts
  const words = () => JSON.parse($("#hints")?.textContent || "{}");
  const hinted = (text) => {
    const { commands = [], people = [], channels = [] } = words();
    const command = /^\/(\S*)$/.exec(text);
    if (command) return commands.filter((one) => one.command.startsWith(text)).map((one) =>
      ({ put: `${one.command} `, name: one.command, usage: one.usage_hint, note: one.description }));
    const found = /(^|\s)([@#])([\w.-]*)$/.exec(text);
    if (!found) return [];
    const sought = found[3].toLowerCase(), start = text.slice(0, text.length - found[3].length - 1);
    const from = found[2] === "@" ? people : channels;
    return from.filter((one) => one.name.toLowerCase().startsWith(sought) || (sought && (one.real_name || "").toLowerCase().includes(sought)))
      .slice(0, 8).map((one) => ({ put: `${start}${found[2]}${one.name} `, name: found[2] + one.name, note: one.real_name || "" }));
  };

  const drawHints = (area) => {
    const box = $(".hints", area.form), offers = hinted(area.value.slice(0, area.selectionStart));
    box.replaceChildren(...offers.map((offer, index) => {
      const row = document.createElement("button");
      row.type = "button";
      row.id = `${box.id}-${index}`;
      row.tabIndex = -1;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(index === 0));
      for (const [tag, text] of [["strong", offer.name], ["code", offer.usage], ["small", offer.note]]) {
        if (!text) continue;
        row.append(Object.assign(document.createElement(tag), { textContent: text }), " ");
      }
      row.addEventListener("mousedown", (event) => { event.preventDefault(); take(area, offer.put); });
      row.offer = offer.put;
      return row;
    }));
    box.hidden = !offers.length;
    area.setAttribute("aria-activedescendant", offers.length ? `${box.id}-0` : "");
  };

  const take = (area, put) => {
    area.value = put + area.value.slice(area.selectionStart);
    area.setSelectionRange(put.length, put.length);
    $(".hints", area.form).hidden = true;
    area.focus();
    keepDraft(area);
  };

  const chosenHint = (area) => $(".hints [aria-selected=true]", area.form);
  // A name that is already written out in full needs no completion: Enter sends it.
  const isWhole = (area) => area.value.slice(0, area.selectionStart) === chosenHint(area).offer.trimEnd();

  const moveHint = (area, step) => {
    const rows = $$(".hints button", area.form), now = rows.findIndex((row) => row.ariaSelected === "true");
    const next = rows[(now + step + rows.length) % rows.length];
    for (const row of rows) row.setAttribute("aria-selected", String(row === next));
    next?.scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", next?.id || "");
  };

  const keepDraft = (area) => sessionStorage.setItem(area.form.id, area.value);
  const restoreDrafts = () => {
    for (const area of $$("[data-composer]:not([data-here]) textarea")) {
      area.form.dataset.here = "";
      area.value ||= sessionStorage.getItem(area.form.id) || "";
    }
  };

  document.addEventListener("input", (event) => {
    const area = event.target;
    if (!area.matches?.("[data-composer] textarea")) return;
    keepDraft(area);
    drawHints(area);
  });

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key === "Escape" && !$("#question[open]") && !$(".menu:popover-open")) {
      if ($(".hints:not([hidden])")) for (const box of $$(".hints")) box.hidden = true;
      else if ($("#modals .modal")) $("#modals [data-escape]").click();
      else showSide(false);
    }
    if (event.isComposing || !at.matches?.("[data-composer] textarea")) return;
    const hints = !$(".hints", at.form).hidden;
    if (hints && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      moveHint(at, event.key === "ArrowDown" ? 1 : -1);
    } else if (hints && (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !isWhole(at)))) {
      event.preventDefault();
      take(at, chosenHint(at).offer);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      at.form.requestSubmit();
    }
  });

  const showPicked = (form) => {
    const file = $("input[type=file]", form).files[0], note = $(".picked", form);
    note.hidden = !file;
    note.textContent = file ? `With ${file.name}` : "";
  };

  // What was typed leaves the composer as it is sent; a refusal brings it back.
  document.addEventListener("htmx:config:request", (event) => {
    const form = event.detail.ctx.sourceElement;
    if (!form.matches?.("[data-composer]")) return;
    if (!$("textarea", form).value.trim() && !$("input[type=file]", form).files.length) return event.preventDefault();
    refill(form, "");
    const scroller = form.parentElement.querySelector(".scroller");
    if (scroller) scroller.scrollTop = 0;
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const { sourceElement: form, request, response } = event.detail.ctx;
    if (!form.matches?.("[data-composer]") || response?.status === 204) return;
    if (!$("textarea", form).value) refill(form, request.body?.get?.("text") || "");
  });
  const refill = (form, text) => {
    const area = $("textarea", form);
    form.reset();
    area.value = text;
    $(".hints", form).hidden = true;
    keepDraft(area);
    showPicked(form);
  };

  document.addEventListener("DOMContentLoaded", () => { restoreDrafts(); settleDialog(); });
  if (document.readyState !== "loading") { restoreDrafts(); settleDialog(); }
})();
