// Dragging with mouse, pen or finger. Says where a story was let go; the server arranges.
const FAR = 6;

export function drag(form, drop) {
    let held = null;

    form.addEventListener("pointerdown", (event) => {
        const slot = event.target.closest("[data-slot]");
        const byHandle = event.target.closest("[data-handle]");
        // A finger on a card scrolls; on the handle it drags. A mouse drags by the whole card.
        if (!slot || event.button || (!byHandle && (event.pointerType !== "mouse" || event.target.closest("button, input, label")))) return;
        held = { slot, x: event.clientX, y: event.clientY, ghost: null };
        if (!byHandle) event.preventDefault();
        form.setPointerCapture(event.pointerId);
    });

    form.addEventListener("pointermove", (event) => {
        if (!held) return;
        if (!held.ghost && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR) return;
        if (!held.ghost) lift();
        held.ghost.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
        mark(target(event));
        const edge = 60;
        if (event.clientY < edge) scrollBy(0, -12);
        if (event.clientY > innerHeight - edge) scrollBy(0, 12);
    });

    form.addEventListener("pointerup", (event) => {
        const where = held?.ghost ? target(event) : null;
        const story = held?.slot.dataset.slot;
        putDown();
        if (where) drop(story, where.list.dataset.zone, where.position);
    });
    form.addEventListener("pointercancel", putDown);
    addEventListener("keydown", (event) => {
        if (event.key === "Escape") putDown();
    });

    function lift() {
        held.ghost = document.createElement("div");
        held.ghost.className = "fronts-ghost";
        held.ghost.textContent = held.slot.querySelector("strong").textContent;
        document.body.append(held.ghost);
        held.slot.classList.add("fronts-lifted");
    }

    function target(event) {
        const zone = document.elementFromPoint(event.clientX, event.clientY)?.closest(".fronts-zone");
        const list = zone?.querySelector("[data-zone]");
        if (!list) return null;
        const others = [...list.querySelectorAll("[data-slot]")].filter((each) => each !== held.slot);
        const above = others.filter((each) => {
            const box = each.getBoundingClientRect();
            return box.top + box.height / 2 < event.clientY;
        });
        return { list, position: above.length, before: others[above.length] };
    }

    function mark(where) {
        form.querySelectorAll(".fronts-over, .fronts-before").forEach((each) => each.classList.remove("fronts-over", "fronts-before"));
        where?.list.classList.add("fronts-over");
        where?.before?.classList.add("fronts-before");
    }

    function putDown() {
        if (!held) return;
        held.ghost?.remove();
        held.slot.classList.remove("fronts-lifted");
        mark(null);
        held = null;
    }
}
