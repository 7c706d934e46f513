// One form's journal: what it began with, what the server has, what stands in it now. Writes to the store.
import { hidden, newTab, renumbered, snapshot, textOf } from "./form_state.js";
import { openStore } from "./store.js";
import { openElsewhere } from "./tabs.js";

export class Journal {
  constructor(form, data) {
    this.form = form;
    this.data = data;
    this.tab = data.tab || newTab();
    this.number = data.number;
    this.autosaved = null;
    this.store = null;
    // Taken before anything is awaited: what is typed meanwhile is not what the form began with.
    const first = snapshot(form);
    this.base = { id: this.loaded("id"), at: this.loaded("created_at"), form: first };
    this.saved = textOf(first);
    this.seen = this.saved;
    // Neither changes: Wagtail would take it for an edit and save again and again.
    hidden(form, "keep_tab", this.tab);
    hidden(form, "keep_user", data.user);
  }

  loaded(name) {
    return this.form.elements.namedItem(`loaded_revision_${name}`)?.value || "";
  }

  async open() {
    this.store = await openStore(this.data).catch(() => null);
    if (!this.data.tab) return;
    // The form was shown again with its errors, or with what was kept: it began with something else.
    const before = (await this.store?.mine())?.find((entry) => entry.tab === this.tab);
    this.base = before?.base || { ...this.base, form: null };
    this.saved = this.base.form ? textOf(this.base.form) : "";
    this.seen = "";
    // What was typed while it was sent does not stand in it; and another tab may show the same. That text stays kept.
    if (before?.number > this.number || (await openElsewhere()).has(this.tab)) this.becomeAnother();
  }

  becomeAnother() {
    this.tab = newTab();
    hidden(this.form, "keep_tab", this.tab);
  }

  get place() {
    return new URL(this.form.action, window.location).pathname;
  }

  keep(pairs, number) {
    const { tab, place, base } = this;
    const { page, kind } = this.data;
    const entry = { tab, page, kind, place, base, number, kept_at: Date.now(), form: pairs };
    return this.store?.put(entry).catch(() => {
      // The disk is full, or somebody emptied the browser's storage: nothing can be promised any more.
      this.store = null;
    });
  }

  // Returns whether something stands in the form that is not saved, or null when nothing changed since the last look.
  look() {
    const pairs = snapshot(this.form);
    const text = textOf(pairs);
    if (text === this.seen) return null;
    this.seen = text;
    this.changedAt = Date.now();
    if (text === this.saved) this.forget();
    else this.keep(pairs, this.number + 1);
    return text !== this.saved;
  }

  waitsSince(time) {
    return this.seen !== this.saved && Date.now() - this.changedAt > time;
  }

  forget() {
    this.store?.remove(this.tab).catch(() => undefined);
  }

  // What is sent has a number, and is kept under it before it goes: the answer may never arrive.
  send(pairs) {
    this.number = Math.max(this.number + 1, Date.now());
    this.changedAt = Date.now();
    this.seen = textOf(pairs);
    return this.keep(pairs, this.number);
  }

  // Wagtail sends one after the other. What a button sends meanwhile is not what the answer to this confirms.
  autosave(pairs) {
    this.autosaved = pairs;
    return this.send(pairs);
  }

  // The server has what was saved by itself. Returns whether more was typed since.
  confirm({ pk, revision_id: id, revision_created_at: at, field_updates: updates }) {
    const pairs = renumbered(this.autosaved || snapshot(this.form), updates);
    this.data.page = pk;
    this.base = { id: String(id), at, form: pairs };
    hidden(this.form, "loaded_revision_id", this.base.id);
    hidden(this.form, "loaded_revision_created_at", at);
    this.saved = textOf(pairs);
    this.seen = "";
    return this.look();
  }
}
