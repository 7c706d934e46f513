// Drag a card to another day. Everything here can be done with the buttons of the card as well, which are what
// works without a script and with the keyboard.
const board = document.querySelector("[data-plan-board]");
const status = document.querySelector("[data-board-says]");
let dragged = null;

const dayOf = (target) => (target instanceof Element ? target.closest("[data-day]") : null);

function mark(day) {
  for (const each of board.querySelectorAll("[data-day]")) {
    each.classList.toggle("plan-day--target", each === day);
  }
}

async function renew() {
  const answer = await fetch(window.location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) {
    window.location.reload();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-plan-board]");
  board.replaceChildren(...fresh.childNodes);
}

async function move(card, day) {
  const form = card.querySelector("form");
  const sent = new FormData(form);
  sent.set("day", day.dataset.day);
  day.querySelector("ul").append(card);
  card.classList.add("plan-card--moving");
  let moved = false;
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, headers: { "x-board": "1" } });
    moved = answer.status === 204;
  } catch {
    // The network is away: the board is asked again below and shows what is true.
  }
  try {
    await renew();
  } catch {
    card.classList.remove("plan-card--moving");
  }
  status.textContent = moved ? board.dataset.boardMoved : board.dataset.boardFailed;
  status.classList.toggle("w-sr-only", moved);
}

board?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-plan]");
  event.dataTransfer?.setData("text/plain", dragged?.dataset.plan ?? "");
  if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
});

board?.addEventListener("dragover", (event) => {
  const day = dayOf(event.target);
  if (!dragged || !day) return;
  event.preventDefault();
  mark(day);
});

board?.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
});

board?.addEventListener("drop", (event) => {
  const day = dayOf(event.target);
  const card = dragged;
  dragged = null;
  mark(null);
  if (!card || !day) return;
  event.preventDefault();
  if (day !== dayOf(card)) void move(card, day);
});
