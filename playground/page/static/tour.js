/* "What is this?": six steps beside what they speak of, offered once, never in the way. */
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const steps = [...document.querySelectorAll(".tour-step")], panel = $("#tour"), ring = $("#tour-ring");
  const at = () => { const kept = sessionStorage.getItem("tour"); return kept === null ? -1 : Number(kept); };
  const target = (step) => step.dataset.at.split(", ").map((one) => [...document.querySelectorAll(one)].at(-1))
    .find((one) => one?.checkVisibility({ visibilityProperty: true }));

  // Beside what it speaks of, on the side where there is room.
  const place = () => {
    const shown = at();
    if (shown < 0) return;
    const found = target(steps[shown]), low = innerWidth <= 720;
    const covered = Boolean($("#modals .modal"));
    ring.hidden = !found || covered;
    panel.hidden = covered;
    if (covered) return;
    const box = found?.getBoundingClientRect() || new DOMRect(innerWidth / 2, innerHeight / 2, 0, 0), size = panel.getBoundingClientRect();
    const top = Math.max(box.top, 8), bottom = Math.min(box.bottom, innerHeight - 8);
    Object.assign(ring.style, { left: `${box.left - 4}px`, top: `${top - 4}px`, width: `${box.width + 8}px`, height: `${bottom - top + 8}px` });
    const beside = !low && box.right + size.width + 24 < innerWidth && box.width < innerWidth / 2;
    const under = bottom + size.height + 20 < innerHeight;
    const y = beside ? top : under ? bottom + 12 : Math.max(8, top - size.height - 12);
    panel.style.top = `${Math.max(8, Math.min(y, innerHeight - size.height - 8))}px`;
    panel.style.left = `${Math.max(8, Math.min(beside ? box.right + 14 : box.left, innerWidth - size.width - 8))}px`;
  };

  const draw = (moved) => {
    const shown = at(), step = steps[shown], offer = $("#offer");
    if (offer) offer.hidden = Boolean(step) || localStorage.getItem("tour") === "seen";
    panel.hidden = !step;
    ring.hidden = !step;
    if (!step) return;
    $(".tour-count", panel).textContent = `${shown + 1} of ${steps.length}`;
    $("#tour-title").textContent = step.dataset.title;
    if (moved || !$(".tour-text", panel).childElementCount) $(".tour-text", panel).replaceChildren(step.content.cloneNode(true));
    $("[data-tour=back]", panel).disabled = shown === 0;
    $("[data-tour=next]", panel).textContent = shown === steps.length - 1 ? "Done" : "Next";
    if (moved) target(step)?.scrollIntoView({ block: "nearest" });
    place();
    if (moved) panel.focus({ preventScroll: true });
  };

  const go = (where) => {
    localStorage.setItem("tour", "seen");
    const next = { next: at() + 1, back: at() - 1, 0: 0 }[where] ?? -1;
    const was = at();
    if (next >= 0 && next < steps.length) sessionStorage.setItem("tour", next);
    else sessionStorage.removeItem("tour");
    draw(true);
    if (at() < 0 && was >= 0) ($("#text-main") || $("#main"))?.focus();
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-tour]");
    if (pressed) go(pressed.dataset.tour);
  });
  document.addEventListener("htmx:after:swap", () => draw(false));
  addEventListener("resize", place);
  document.addEventListener("scroll", place, true);
  draw(false);
})();
