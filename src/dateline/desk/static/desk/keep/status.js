// The quiet line that says where the text is: at the desk, or in this browser only.

export function openStatus({ words, urls }, form) {
  const line = document.createElement("p");
  line.className = "desk-keep";
  line.setAttribute("role", "status");
  const footer = form.querySelector("footer.footer") || form;
  footer.prepend(line);
  let shown = "";

  function show(state, { text = words[state], action = null } = {}) {
    if (shown === state + text) return;
    shown = state + text;
    line.dataset.state = state;
    line.replaceChildren(text);
    if (action) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = action.label;
      button.addEventListener("click", action.run);
      line.append(" ", button);
    }
  }

  const signIn = () => window.open(urls.sign_in, "_blank");
  const clock = () => new Intl.DateTimeFormat(document.documentElement.lang || undefined, { hour: "2-digit", minute: "2-digit" }).format(new Date());

  return {
    show,
    saved: () => show("saved", { text: words.saved.replace("{time}", clock()) }),
    // What keeps a save from being sent, with the way out of it.
    away({ state, name = "" }) {
      if (state === "offline") show(state);
      else show(state, { text: words[state].replace("{name}", name), action: { label: words.sign_in, run: signIn } });
    },
    // Asked for by whoever pressed a button: nothing was sent, and the form stays as it is.
    stop({ state, name = "" }) {
      const dialog = document.createElement("dialog");
      dialog.className = "desk-keep-dialog";
      const text = document.createElement("p");
      text.textContent = words[state].replace("{name}", name);
      dialog.append(text);
      for (const [label, run] of [...(state === "offline" ? [] : [[words.sign_in, signIn]]), [words.go_on, () => dialog.close()]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = run === signIn ? "button" : "button button-secondary";
        button.textContent = label;
        button.addEventListener("click", run);
        dialog.append(button, " ");
      }
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
      return () => dialog.close();
    },
  };
}
