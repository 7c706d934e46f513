// The dialog: shows the words, sends the form, and says what the newsroom's server answered and nothing else.

import { proveWork } from "./report-work.js";

export class ReportDialog {
  constructor(opener) {
    this.opener = opener;
    const template = document.querySelector("[data-report-dialog]");
    this.dialog = template.content.firstElementChild.cloneNode(true);
    document.body.append(this.dialog);
    this.form = this.part("form");
    this.said = this.part("[data-report-said]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.dialog.addEventListener("click", (event) => {
      if (event.target.closest("[data-report-close]")) this.dialog.close();
    });
    this.dialog.addEventListener("close", () => {
      const back = this.back?.isConnected && this.back !== document.body ? this.back : null;
      back?.focus({ preventScroll: true });
    });
  }

  part(selector) {
    return this.dialog.querySelector(selector);
  }

  open(place, back) {
    if (this.dialog.open) return;
    this.place = place;
    this.back = back;
    if (!this.part("[data-report-done]").hidden) {
      this.form.reset();
      this.form.hidden = false;
      this.part("[data-report-done]").hidden = true;
    }
    const words = this.part("[data-report-words]");
    const quote = this.part("[data-report-quote]");
    quote.hidden = !place;
    quote.textContent = place?.words ?? "";
    words.hidden = Boolean(place);
    words.querySelector("textarea").disabled = Boolean(place);
    this.say("");
    this.token = this.fetchToken();
    this.token.catch(() => {});
    this.dialog.showModal();
    this.form.elements[place ? "suggestion" : "words"].focus();
  }

  async fetchToken() {
    const asked = new URLSearchParams(new FormData(this.opener));
    const answer = await this.ask(`${this.opener.action}?${asked}`);
    const { token, contact } = await answer.json();
    this.part("[data-report-email]").hidden = !contact;
    return token;
  }

  ask(address, options) {
    const headers = { Accept: "application/json" };
    return fetch(address, { headers, credentials: "omit", referrerPolicy: "no-referrer", ...options });
  }

  say(text) {
    this.said.textContent = text;
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    this.say(this.dialog.dataset.sending);
    try {
      await this.deliver();
    } catch {
      this.token = this.fetchToken();
      this.token.catch(() => {});
      this.say(this.dialog.dataset.failed);
    } finally {
      this.isSending = false;
    }
  }

  async deliver(tries = 2, work = "") {
    const token = await this.token;
    const body = new URLSearchParams(new FormData(this.form));
    body.set("channel", this.place ? "selection" : "typed");
    new FormData(this.opener).forEach((value, name) => body.set(name, value));
    for (const [name, value] of Object.entries(this.place ?? {})) body.set(name, value);
    body.set("token", token);
    if (work) body.set("work", work);
    const response = await this.ask(this.opener.action, { method: "POST", body });
    const answer = await response.json();
    if (answer.status === "work" && tries && globalThis.crypto?.subtle) {
      this.say(this.dialog.dataset.working);
      await this.deliver(tries - 1, await proveWork(token, Number(answer.work)));
    } else if (answer.status === "token" && tries) {
      this.token = this.fetchToken();
      await this.deliver(tries - 1);
    } else if (response.ok) {
      this.thank(answer, response.url);
    } else {
      this.say(answer.message);
    }
  }

  thank(answer, url) {
    const done = this.part("[data-report-done]");
    this.part("[data-report-receipt]").href = new URL(answer.receipt, url);
    this.form.hidden = true;
    done.hidden = false;
    done.prepend(this.said);
    this.say(answer.message);
    this.said.focus();
  }
}
