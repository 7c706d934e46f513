// What somebody may be about to ask, in a list below the field: the arrow keys choose, Enter goes there,
// Escape closes. The field and the form work as ever without it, and nothing is asked before two letters.

const PAUSE = 200;
const SHORTEST = 2;

export class Suggestions {
  constructor(box) {
    this.box = box;
    this.field = box.querySelector("input");
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = "suggestions";
    this.list.role = "listbox";
    this.list.ariaLabel = box.dataset.label;
    this.list.hidden = true;
    this.told = document.createElement("p");
    this.told.className = "visually-hidden";
    this.told.role = "status";
    box.append(this.list, this.told);
    const field = this.field;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.autocomplete = "off";
    field.addEventListener("input", (event) => event.isComposing || this.ask());
    field.addEventListener("keydown", (event) => this.move(event));
    field.addEventListener("blur", () => this.close());
    // Before the field loses the focus, and the list with it.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
  }

  ask() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const words = this.field.value;
    if (words.trim().length < SHORTEST) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.fetch(words), PAUSE);
  }

  async fetch(words) {
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.box.dataset.suggest}?${new URLSearchParams({ q: words })}`, {
        signal: this.asking.signal,
        credentials: "omit",
      });
      if (answer.ok && words === this.field.value && document.activeElement === this.field) {
        this.show(await answer.json());
      }
    } catch {
      // Too slow, too many, or away: the form is there.
      this.close();
    }
  }

  show({ questions, stories }) {
    const options = [
      ...questions.map((text) => ({ text, kind: "question" })),
      ...stories.map(({ headline, url }) => ({ text: headline, url, kind: "story" })),
    ];
    this.list.replaceChildren(
      ...options.map(({ text, url, kind }, place) => {
        const option = document.createElement("li");
        option.id = `suggestion-${place}`;
        option.role = "option";
        option.className = `suggestion--${kind}`;
        option.dir = "auto";
        option.textContent = text;
        if (url) option.dataset.url = url;
        return option;
      }),
    );
    this.choose(null);
    this.list.hidden = !options.length;
    this.field.setAttribute("aria-expanded", String(options.length > 0));
    this.told.textContent = options.length ? `${this.box.dataset.label}: ${options.length}` : "";
  }

  close() {
    clearTimeout(this.timer);
    this.show({ questions: [], stories: [] });
  }

  move(event) {
    if (this.list.hidden || event.isComposing) return;
    const options = [...this.list.children];
    const place = options.indexOf(this.chosen);
    // From either end of the list the next step leads back into the field.
    if (event.key === "ArrowDown") this.choose(options[place + 1] ?? null);
    else if (event.key === "ArrowUp") this.choose((place < 0 ? options.at(-1) : options[place - 1]) ?? null);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.chosen) this.take(this.chosen);
    else return;
    event.preventDefault();
  }

  choose(option) {
    this.chosen?.removeAttribute("aria-selected");
    this.chosen = option;
    option?.setAttribute("aria-selected", "true");
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  take(option) {
    if (!option) return;
    if (option.dataset.url) {
      location.assign(option.dataset.url);
      return;
    }
    this.field.value = option.textContent;
    this.close();
    this.field.form.requestSubmit();
  }
}
