// Forms that a passkey fills in: they ask the browser for one when they are sent, and go on with its answer.
// Needs webauthn-json.js, which comes with allauth.

const ceremonies = { create: window.webauthnJSON.create, get: window.webauthnJSON.get };

async function options(form) {
  if (!("passkeyAsk" in form.dataset)) {
    return JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said.request_options;
}

async function fill(form) {
  const trouble = form.querySelector("[data-passkey-trouble]") ?? document.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  try {
    const credential = await ceremonies[form.dataset.passkey](await options(form));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    // Browsers tell a page no more than that it did not work, so that it cannot find out who has which passkey.
    trouble.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.webauthnJSON.supported()) {
    form.hidden = true;
    continue;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fill(form);
  });
}
