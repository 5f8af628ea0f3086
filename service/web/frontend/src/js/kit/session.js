// The session ended while somebody was at work: they sign in again in a sheet over the page, and what they typed stays.
import { _ } from "./words.js";

const LONG_AGO = 5 * 60 * 1000;
const LEFT_ALONE = 60 * 1000;
const page = document.getElementById("session");
const ask = window.fetch.bind(window);
let answered = Date.now();
let closed = 0;
let sheet;

/** Show the sheet, but not again at once when somebody has just closed it. */
function show(wanted = false) {
  if (sheet?.open || (!wanted && Date.now() - closed < LEFT_ALONE)) return;
  sheet ??= made();
  sheet.showModal();
  const [email, password] = sheet.querySelectorAll(".input");
  (email.value ? password : email).focus();
}

function made() {
  const fresh = page.content.firstElementChild.cloneNode(true);
  document.body.append(fresh);
  fresh.addEventListener("close", () => (closed = Date.now()));
  fresh.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    signIn(event.target);
  });
  return fresh;
}

function tell(words) {
  const fault = document.getElementById("again-fault");
  fault.hidden = !words;
  fault.lastElementChild.textContent = words;
}

/** Go on in the new session; a page of somebody else's work comes anew. */
function goOn({ who, csrf }) {
  if (who !== page.dataset.who) return location.reload();
  document.querySelector("meta[name=csrf]").content = csrf;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = csrf;
  answered = Date.now();
  sheet.querySelector("[type=password]").value = "";
  tell("");
  sheet.close();
  document.dispatchEvent(new CustomEvent("session:again"));
}

/** Whether the session lasts, as far as the server can be reached. */
async function check(wanted) {
  const answer = await ask(page.dataset.check, { headers: { Accept: "application/json" } }).catch(() => null);
  answered = Date.now();
  if (answer?.status === 401) show(wanted);
  else if (answer?.ok && sheet?.open) goOn(await answer.json());
  return answer?.status !== 401;
}

/** The token of a stranger's session, which the sign-in form asks for. */
async function strangersToken(address) {
  const form = new DOMParser().parseFromString(await (await ask(address)).text(), "text/html");
  return form.querySelector("meta[name=csrf]")?.content ?? "";
}

async function signIn(form) {
  const button = form.querySelector(".primary");
  button.setAttribute("aria-busy", "true");
  try {
    const body = new FormData(form);
    body.set("csrf_token", await strangersToken(form.action));
    const answer = await ask(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) goOn(told);
    else tell(told.message);
  } catch {
    tell(_("Máy chủ chưa trả lời được, thử lại sau ít giây."));
  }
  button.removeAttribute("aria-busy");
}

if (page) {
  window.fetch = async (...given) => {
    const answer = await ask(...given);
    if (answer.status === 401 && new URL(answer.url).origin === location.origin) show();
    else answered = Date.now();
    return answer;
  };
  // A plain form that is sent after a long rest would lose what is in it where the session has ended: ask first.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target.method !== "post" || sheet?.contains(event.target) || Date.now() - answered < LONG_AGO) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      check(true).then((lasts) => lasts && event.target.requestSubmit(event.submitter ?? undefined));
    },
    true,
  );
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && (sheet?.open || Date.now() - answered > LONG_AGO)) check();
  });
}
