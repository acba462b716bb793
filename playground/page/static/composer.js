/* The composer: hints for commands, people and channels, Enter, drafts, the chosen file. */
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

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

  // A draft belongs to one person in one place, in one window.
  const draftOf = (area) => `${area.form.elements.as.value} ${area.form.id}`;
  const keepDraft = (area) => sessionStorage.setItem(draftOf(area), area.value);
  const restoreDrafts = () => {
    for (const area of $$("[data-composer]:not([data-here]) textarea")) {
      area.form.dataset.here = "";
      area.value ||= sessionStorage.getItem(draftOf(area)) || "";
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
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-composer] textarea")) $(".hints", event.target.form).hidden = true;
  });

  // The tour writes a command for a newcomer, who sends it.
  document.addEventListener("click", (event) => {
    const put = event.target.closest?.("[data-put]")?.dataset.put, area = $("#text-main");
    if (!put || !area) return;
    area.value = put;
    keepDraft(area);
    area.focus();
  });

  const showPicked = (form) => {
    const files = [...$("input[type=file]", form).files], note = $(".picked", form);
    note.hidden = !files.length;
    note.textContent = files.length ? `With ${files.map((file) => file.name).join(", ")}` : "";
  };

  // Files may be dropped anywhere on what is being read; they wait in its composer for Enter.
  const under = (event) => {
    if (![...(event.dataTransfer?.types || [])].includes("Files")) return null;
    const place = event.target.closest?.("[data-composer], #thread, #main");
    return place && (place.matches("[data-composer]") ? place : $("[data-composer]", place));
  };
  const mark = (form) => {
    for (const one of $$("[data-composer]")) one.classList.toggle("is-dropping", one === form);
  };
  document.addEventListener("dragover", (event) => {
    const form = under(event);
    mark(form);
    if (form) event.preventDefault();
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(null); });
  document.addEventListener("drop", (event) => {
    const form = under(event);
    mark(null);
    if (!form) return;
    event.preventDefault();
    $("input[type=file]", form).files = event.dataTransfer.files;
    showPicked(form);
    $("textarea", form).focus();
  });

  // What was typed leaves the composer as it is sent; a refusal brings it back.
  document.addEventListener("htmx:config:request", (event) => {
    const form = event.detail.ctx.sourceElement;
    if (!form.matches?.("[data-composer]")) return;
    if (!$("textarea", form).value.trim() && !$("input[type=file]", form).files.length) return event.preventDefault();
    refill(form, "");
    const scroller = form.parentElement.querySelector(".scroller");
    if (scroller) scroller.scrollTop = 0;
  });
  let leaving = false; // a request that ends because the page does was not refused
  addEventListener("beforeunload", () => { leaving = true; });
  document.addEventListener("htmx:finally:request", (event) => {
    const { sourceElement: form, request, response } = event.detail.ctx;
    if (!form.matches?.("[data-composer]") || response?.status === 204 || leaving) return;
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

  document.addEventListener("change", (event) => {
    if (event.target.type === "file" && event.target.closest("[data-composer]")) showPicked(event.target.closest("form"));
  });
  document.addEventListener("htmx:after:swap", restoreDrafts);
  document.addEventListener("DOMContentLoaded", restoreDrafts);
  if (document.readyState !== "loading") restoreDrafts();
})();
