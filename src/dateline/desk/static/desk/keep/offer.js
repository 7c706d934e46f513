// Offer what this browser has kept of the story that is open, and the paper does not have.
import { sendAsForm } from "./form_state.js";
import { openElsewhere } from "./tabs.js";

export async function offerKept({ store, data, form, tab }) {
  const place = new URL(form.action, window.location).pathname;
  const belongs = (entry) => entry.tab !== tab && (data.page ? entry.page === data.page : !entry.page && entry.place === place);
  const found = (await store.mine()).filter(belongs);
  if (!found.length) return;
  const open = await openElsewhere();
  for (const entry of found.filter((one) => !open.has(one.tab))) {
    const told = await asked(entry, data, form);
    if (told?.state === "saved") await store.removeUnchanged(entry);
    else if (told?.state === "offered") show(entry, told, { store, data, form });
  }
}

async function asked(entry, data, form) {
  const { acknowledged } = data;
  if (acknowledged && acknowledged.tab === entry.tab && acknowledged.number >= entry.number) return { state: "saved" };
  try {
    const answer = await fetch(data.urls.offer, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify(entry),
    });
    const told = await answer.json();
    return answer.ok ? told : null;
  } catch {
    // It stays where it is and is offered the next time.
    return null;
  }
}

function show(entry, told, { store, data, form }) {
  const { words } = data;
  const box = document.createElement("section");
  box.className = "desk-offer";
  const heading = document.createElement("h2");
  const when = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "long", timeStyle: "short" });
  heading.id = `desk-offer-${entry.tab}`;
  box.setAttribute("aria-labelledby", heading.id);
  heading.textContent = words.offer.replace("{time}", when.format(new Date(entry.kept_at)));
  const rest = document.createElement("div");
  rest.innerHTML = told.html;
  rest.hidden = Boolean(entry.away);
  const buttons = document.createElement("p");
  const button = (label, kind, run) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `button button-small ${kind}`;
    made.textContent = label;
    made.addEventListener("click", run);
    buttons.append(made, " ");
    return made;
  };
  button(words.take, "", () => take(entry, form));
  const away = button(entry.away ? words.show : words.not_now, "button-secondary", async () => {
    entry.away = !entry.away;
    rest.hidden = entry.away;
    box.toggleAttribute("data-away", entry.away);
    away.textContent = entry.away ? words.show : words.not_now;
    await store.putUnchanged(entry);
  });
  box.toggleAttribute("data-away", Boolean(entry.away));
  box.append(heading, rest, buttons);
  const margin = document.createElement("div");
  margin.className = "nice-padding";
  margin.append(box);
  form.before(margin);
}

function take(entry, form) {
  sendAsForm(form.action, [
    ...entry.form,
    ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value],
    ["keep-take", "1"],
    ["keep_tab", entry.tab],
    ["keep_number", entry.number],
    ["keep_base", entry.base?.form ? JSON.stringify(entry.base.form) : ""],
    ["loaded_revision_id", entry.base?.id],
    ["loaded_revision_created_at", entry.base?.at],
  ]);
}
