// Beside Wagtail's uploader: failed files can be sent again, several pictures get the same words, all are
// saved at once. Its own events are those of the jQuery plug-in it is built on.
const $ = window.jQuery;
const words = document.getElementById("photo-upload-words").dataset;
const list = document.getElementById("upload-list");
const same = document.getElementById("photo-same");
const status = document.getElementById("photo-upload-status");
const retryAll = document.getElementById("photo-retry-all");
const uploader = $("#fileupload");
const failed = new Map();
let all = 0;
let done = 0;

const reason = (code) =>
  ({ 0: words.offline, 400: words.refused, 401: words.signedOut, 403: words.refused, 413: words.signedOut })[code] || words.server;

function tell() {
  const text = words.progress.replace("{done}", done).replace("{all}", all);
  status.textContent = all ? text.replace("{failed}", failed.size) : "";
  retryAll.hidden = failed.size < 2;
  same.hidden = !list.querySelector("form.desk-photos__words");
}

// Who logs in again gets another token; the old one in this page would be refused for ever.
async function renewToken() {
  const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("form [name=csrfmiddlewaretoken]")?.value;
  if (!token) return false;
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
  return true;
}

// 403 is the answer to somebody who was logged out, and to an old token: whether a page comes tells which.
async function why(code) {
  if (code !== 403) return reason(code);
  return (await renewToken().catch(() => false)) ? words.refused : words.signedOut;
}

function sayProblem(row, text) {
  let note = row.querySelector(".desk-photos__failed");
  if (!note) {
    note = document.createElement("p");
    note.className = "desk-photos__failed desk-warning";
    note.setAttribute("role", "alert");
    row.querySelector(".right").append(note);
  }
  note.textContent = text;
}

function offerRetry(row, data) {
  failed.set(row, data);
  if (row.querySelector("[data-photo-retry]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.dataset.photoRetry = "";
  button.textContent = `${words.retry}: ${data.files[0].name}`;
  button.addEventListener("click", () => retry([row]));
  row.querySelector(".right").append(button);
}

async function retry(rows) {
  const isIn = await renewToken().catch(() => null);
  if (!isIn) {
    rows.forEach((row) => sayProblem(row, isIn === null ? words.offline : words.signedOut));
    return;
  }
  rows.forEach((row) => {
    const data = failed.get(row);
    failed.delete(row);
    row.classList.remove("upload-server-error", "upload-failure", "upload-complete");
    row.classList.add("upload-uploading");
    row.querySelectorAll(".desk-photos__failed, [data-photo-retry]").forEach((part) => part.remove());
    // What was put together for the first attempt has the old token in it.
    data.data = null;
    data.submit();
  });
  tell();
}

uploader.on("fileuploadadded", () => { all += 1; tell(); });
uploader.on("fileuploadfail", async (event, data) => {
  const row = data.context[0];
  offerRetry(row, data);
  tell();
  sayProblem(row, await why(data.jqXHR ? data.jqXHR.status : 0));
});
uploader.on("fileuploaddone", (event, data) => {
  if (JSON.parse(data.result).success) done += 1;
  else data.context[0].querySelector(".error_messages").setAttribute("role", "alert");
  tell();
});
retryAll.addEventListener("click", () => retry([...failed.keys()]));

// Fill in: nothing is saved by it, and what a picture has of its own is overwritten only where asked for.
same.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = [...new FormData(same)].filter(([, value]) => value !== "");
  list.querySelectorAll("form.desk-photos__words").forEach((form) => {
    if (!form.querySelector("[data-photo-tick]").checked) return;
    given.forEach(([name, value]) => {
      const field = form.querySelector(`[name$="-${name.replace("same-", "")}"]`);
      if (field) field.value = value;
      if (name === "same-credit") form.querySelectorAll(":scope > .desk-warning:not([data-photo-problem])").forEach((note) => note.remove());
    });
  });
});
document.getElementById("photo-save-all").addEventListener("click", () => {
  list.querySelectorAll("form.desk-photos__words").forEach((form) => form.requestSubmit());
});

// Saving words: Wagtail's script says nothing when that fails.
$(document).on("ajaxError", async (event, answer, settings) => {
  const form = [...list.querySelectorAll("form")].find((each) => each.action.endsWith(settings.url) || each.action === settings.url);
  const note = form?.querySelector("[data-photo-problem]");
  if (!note) return;
  note.hidden = false;
  note.textContent = words.notSaved;
  form.querySelectorAll("[data-controller=w-progress]").forEach((button) => {
    button.disabled = false;
    button.classList.remove("button-longrunning-active");
  });
  note.textContent = `${words.notSaved} ${await why(answer.status)}`;
});
new MutationObserver(tell).observe(list, { childList: true, subtree: true });
