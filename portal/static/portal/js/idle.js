// One minute before the server signs an idle person out, ask whether they are still there.
"use strict";

const idleMinutes = Number(document.body.dataset.idleMinutes);
const stayUrl = document.body.dataset.stayUrl || "/accounts/stay/";
const WARN_BEFORE = 60 * 1000;
// Typing without sending anything counts as being there: tell the server now and then.
const TELL_EVERY = 60 * 1000;
const SHARED_KEY = "portal.lastSeen";

let lastTold = Date.now();
let dialog = null;
let isDirty = false;

// The pages of one browser share a session, so they share the clock.
function lastSeen() {
  return Math.max(lastTold, Number(localStorage.getItem(SHARED_KEY)) || 0);
}

function noteTold() {
  lastTold = Date.now();
  localStorage.setItem(SHARED_KEY, String(lastTold));
}

function csrfToken() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field ? field.value : "";
}

async function tellServer() {
  const headers = { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" };
  const answer = await fetch(stayUrl, { method: "POST", headers, redirect: "manual" });
  if (answer.status === 204) {
    noteTold();
    return true;
  }
  return false;
}

function makeDialog() {
  const made = document.createElement("dialog");
  made.className = "dialog";
  made.setAttribute("aria-labelledby", "idle-title");
  const title = document.createElement("h2");
  title.id = "idle-title";
  title.textContent = "まもなくサインアウトします";
  const text = document.createElement("p");
  text.id = "idle-text";
  const button = document.createElement("button");
  button.className = "button";
  button.type = "button";
  button.textContent = "続ける";
  button.addEventListener("click", stay);
  // Laid out inside: a display of its own would keep a closed dialog in sight.
  const body = document.createElement("div");
  body.className = "stack";
  body.append(title, text, button);
  made.append(body);
  made.addEventListener("cancel", stay);
  document.body.append(made);
  return made;
}

function sentence() {
  const start = `${idleMinutes}分間操作がないため、1分後にサインアウトします。`;
  return isDirty
    ? `${start}入力中の内容は、まだ送信されていません。サインアウトすると失われます。`
    : `${start}続けて使うときは「続ける」を押してください。`;
}

async function stay() {
  if (await tellServer()) {
    if (dialog && dialog.open) {
      dialog.close();
    }
  } else {
    leave();
  }
}

function leave() {
  isDirty = false;
  // The server says on the sign-in page why, and comes back here afterwards.
  location.replace(location.pathname + location.search);
}

function warn() {
  dialog = dialog || makeDialog();
  dialog.querySelector("#idle-text").textContent = sentence();
  if (!dialog.open) {
    dialog.showModal();
  }
}

function look() {
  const quiet = Date.now() - lastSeen();
  const limit = idleMinutes * 60 * 1000;
  if (quiet >= limit) {
    leave();
  } else if (quiet >= limit - WARN_BEFORE) {
    warn();
  } else if (dialog && dialog.open) {
    // Somebody went on in another tab.
    dialog.close();
  }
}

if (idleMinutes > 0) {
  noteTold();
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("input", () => {
    if (dialog && dialog.open) {
      return;
    }
    if (Date.now() - lastTold > TELL_EVERY) {
      lastTold = Date.now();
      tellServer().catch(() => {});
    }
  });
  document.addEventListener("input", (event) => {
    isDirty = isDirty || Boolean(event.target.closest("form[method=post]"));
  });
  document.addEventListener("submit", () => {
    isDirty = false;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const headers = event.detail.requestConfig.headers;
    if (!("X-Background" in headers)) {
      noteTold();
    }
  });
}
