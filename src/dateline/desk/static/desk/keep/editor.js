// The journal of an edit screen: what is typed is in this browser within a second, until the server has it.
import { hidden, pairsOf, snapshot } from "./form_state.js";
import { Journal } from "./journal.js";
import { offerKept } from "./offer.js";
import { openPulse } from "./pulse.js";
import { openStatus } from "./status.js";
import { answerFor } from "./tabs.js";
import { typed } from "../typing.js";

const LOOK_EVERY = 1000;
const SEND_AFTER = 4000;
const NOT_SENT = ["offline", "signed_out", "other_user", "overtaken"];
const form = document.querySelector("form[data-edit-form]");

class Editor {
  constructor(data) {
    this.data = data;
    this.status = openStatus(data, form);
    this.pulse = openPulse(data, form);
    this.journal = new Journal(form, data);
    this.isLetThrough = false;
    this.again = this.again.bind(this);
  }

  async start() {
    const { journal } = this;
    answerFor(journal);
    await journal.open();
    if (!journal.store) this.tell("memory_only");
    const look = () => journal.look() && !NOT_SENT.includes(this.state) && this.tell("kept");
    window.setInterval(() => {
      look();
      // Wagtail does not see what is typed in the first two seconds, and gives up after some failures.
      if (this.state === "kept" && journal.waitsSince(SEND_AFTER)) this.wake();
    }, LOOK_EVERY);
    window.addEventListener("pagehide", look);
    document.addEventListener("visibilitychange", look);
    this.followAutosave();
    putAsideOverwriting();
    form.addEventListener("w-autosave:success", () => window.setTimeout(putAsideOverwriting, 0));
    form.addEventListener("submit", (event) => this.onSubmit(event), { capture: true });
    // A page from the browser's memory is the same form twice; it must not take itself for what it was.
    window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
    form.dataset.deskKeepReady = "";
    if (journal.store) await offerKept({ store: journal.store, data: this.data, form, tab: journal.tab });
    form.dataset.deskKeepOffered = "";
  }

  tell(state, more) {
    this.state = state;
    this.status.show(state === "kept" && !this.journal.store ? "memory_only" : state, more);
  }

  // Wagtail saves by itself; each of its saves gets a number, and what it sent is what its answer confirms.
  followAutosave() {
    form.addEventListener("w-autosave:save", ({ detail: { formData } }) => {
      this.journal.autosave(pairsOf(formData));
      formData.set("keep_number", this.journal.number);
      if (!NOT_SENT.includes(this.state)) this.tell("sending");
    });
    form.addEventListener("w-autosave:success", ({ detail: { response } }) => {
      this.state = "saved";
      if (this.journal.confirm(response)) this.tell("kept");
      else this.status.saved();
    });
    form.addEventListener("w-autosave:error", ({ detail: { type } }) => {
      if (type === "invalid_revision") this.tell("overtaken", { action: { label: this.data.words.merge, run: () => this.send(null) } });
      else if (type === "locked") this.tell("locked");
      else if (type === "validation_error") this.tell("refused");
      else this.pulse.watch(this.again);
    });
  }

  // Told about the server until it is there and knows the writer.
  again(found) {
    if (this.state === "overtaken") return;
    if (found.state !== "here") {
      this.state = found.state;
      this.status.away(found);
      return;
    }
    this.tell("kept");
    this.wake();
  }

  wake() {
    form.setAttribute("data-w-autosave-active-value", "true");
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { cancelable: true, detail: { type: "edits" } }));
  }

  onSubmit(event) {
    if (this.isLetThrough) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.send(event.submitter);
  }

  // A button was pressed: first see that somebody is there to take the form, then send it with what it began with.
  async send(submitter) {
    await typed();
    await this.journal.send(snapshot(form));
    const found = await this.pulse.ask();
    if (found.state === "here") return this.letThrough(submitter);
    submitter?.setAttribute("data-w-progress-loading-value", "false");
    this.state = found.state;
    this.status.away(found);
    const close = this.status.stop(found);
    return this.pulse.watch((later) => {
      this.again(later);
      if (later.state === "here") close();
    });
  }

  letThrough(submitter) {
    const { base, number } = this.journal;
    hidden(form, "keep_number", number);
    hidden(form, "keep_base", base.form ? JSON.stringify(base.form) : "");
    // A button that shows progress is disabled, and then its name would not be sent.
    if (submitter?.name) hidden(form, submitter.name, submitter.value);
    this.isLetThrough = true;
    form.requestSubmit();
  }
}

// Wagtail asks before it overwrites what somebody else saved. Here nothing is overwritten, so nothing is asked.
function putAsideOverwriting() {
  document.querySelector("[data-w-session-w-dialog-outlet]")?.removeAttribute("data-w-session-w-dialog-outlet");
}

// The fields of a story are built by script when the document is complete.
const begin = () => window.setTimeout(() => new Editor(JSON.parse(document.getElementById("desk-keep").textContent)).start(), 0);
if (form && document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else if (form) begin();
