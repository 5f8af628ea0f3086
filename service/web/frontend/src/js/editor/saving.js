// Keeps what is typed: on the server every few seconds, on this machine while there is no network, and never over another's words.
import { h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { mergeParts, showClash } from "./clash.js";
import { showProblems } from "./problems.js";
import { state, store } from "./store.js";

const WAIT = 1200;
const AGAIN = 5000;
const ASK_EVERY = 20000;
const key = state && `nd30:${state.id}`;

let revision = state?.revision;
let base = state && structuredClone(state.data);
let changes = 0;
let timer;
let sending = false;
/** What stood there before a bulk act, still to be kept as a version of its own. */
let before = null;
let spokenAt = 0;

const time = (date) => date.toLocaleTimeString("vi-VN", { hour12: false });

/** Ask the server with our token; a network fault is an answer of null. */
export async function ask(url, method, body) {
  try {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf]").content };
    return await fetch(url, { method, headers, body: JSON.stringify(body) });
  } catch {
    return null;
  }
}

let said = ["", "cloud-check", ""];

/** One more place that shows the save state, as another screen over the page does. */
export function saveLine() {
  const place = h("span", { data: { saveState: "" } });
  showSaid(place);
  return place;
}

function showSaid(place) {
  const [tone, sign, text] = said;
  place.className = `save save-${tone}`;
  place.replaceChildren(icon(sign), h("span", {}, text));
}

function say(tone, sign, text) {
  said = [tone, sign, text];
  document.querySelectorAll("[data-save-state]").forEach(showSaid);
  if (Date.now() - spokenAt > 60000) {
    spokenAt = Date.now();
    document.getElementById("save-spoken").textContent = text;
  }
}

function keepHere() {
  try {
    localStorage.setItem(key, JSON.stringify({ data: store.data, base, revision, changes, at: Date.now() }));
  } catch {
    // A full or forbidden store is no reason to stop typing: the next save goes to the server all the same.
  }
}

function band(tone, sign, title, text) {
  const place = document.getElementById("band");
  place.replaceChildren(title ? h("div", { class: `note page-wide ${tone}` }, icon(sign), h("div", {}, h("b", {}, title), " ", text ?? ""), h("button", { class: "close", type: "button", "aria-label": _("Đóng"), onclick: () => place.replaceChildren() }, icon("x-lg"))) : "");
}

let wasOffline = false;
function offline() {
  wasOffline = true;
  say("wait", "cloud-slash", _("Mất mạng. {n} thay đổi giữ trên máy này", { n: changes }));
  band("warn", "cloud-slash", _("Đang mất mạng, bạn cứ soạn tiếp."), _("Có mạng lại thì tự gửi lên, không cần làm gì."));
  const primary = document.getElementById("primary");
  if (primary) {
    primary.setAttribute("aria-disabled", "true");
    primary.title = _("Cần có mạng");
  }
  timer = setTimeout(save, AGAIN);
}

function online() {
  if (!wasOffline) return;
  wasOffline = false;
  const primary = document.getElementById("primary");
  primary?.removeAttribute("aria-disabled");
  primary?.removeAttribute("title");
  band("ok", "cloud-check", _("Có mạng lại lúc {at}.", { at: time(new Date()).slice(0, 5) }), _("Đã gửi mọi thay đổi giữ trên máy này."));
}

function showOthers(names) {
  const short = names?.map((name) => name.split(/\s+/).slice(-2).map(([letter]) => letter).join(""));
  document.getElementById("others").replaceChildren(...(names?.length ? [h("span", { class: "wide-only" }, `· ${names.join(", ")} ${_("đang xem")}`), h("span", { class: "phone-only", title: names.join(", "), "aria-hidden": "true" }, `· ${short.join(", ")}`)] : []));
}

/** Something beside the text made a new revision on the server: go on from there, and lay the pages out again. */
export function settle(made) {
  revision = made;
  document.dispatchEvent(new CustomEvent("pages:again"));
}

/** Changing what was submitted or approved makes it a draft again: it has to be submitted anew. */
function becameDraft(now) {
  state.state = now;
  document.getElementById("handover")?.remove();
  document.getElementById("state").textContent = _("Bản thảo");
  band("warn", "info-circle", _("Văn bản đã trình vừa được sửa nên trở về bản thảo."), h("a", { href: location.pathname, data: { leaves: "" } }, _("Tải lại để trình lại")));
}

/** Send what is typed, now. */
export async function save({ note = "" } = {}) {
  clearTimeout(timer);
  if (sending) return void (timer = setTimeout(save, 300));
  if (!changes && !note) return say("ok", "cloud-check", `${_("Đã lưu")} ${time(new Date())}`);
  sending = true;
  const sent = changes;
  const version = before;
  const data = version?.data ?? structuredClone(store.data);
  say("", "cloud-arrow-up", _("Đang lưu"));
  const answer = await ask(state.urls.save, "PUT", { data, revision, note: version?.note ?? note });
  sending = false;
  if (answer === null || answer.status === 502 || answer.status === 504) return offline();
  if (answer.status === 401) return say("bad", "cloud-slash", _("Phiên làm việc đã hết; đăng nhập lại thì lưu tiếp, nội dung vẫn giữ")), (timer = setTimeout(save, AGAIN));
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 412) return clash(told);
  if (!answer.ok) {
    say("bad", "exclamation-triangle", told.problems?.[0]?.message ?? told.message ?? _("Chưa lưu được, thử lại sau 5 giây"));
    timer = setTimeout(save, AGAIN);
    return;
  }
  online();
  revision = told.revision;
  base = data;
  if (version) {
    if (before === version) before = null;
    return void save();
  }
  changes -= sent;
  say("ok", "cloud-check", `${_("Đã lưu")} ${time(new Date(told.saved_at))}`);
  showProblems(told.problems);
  showOthers(told.others);
  if (told.state !== state.state) becameDraft(told.state);
  if (changes) timer = setTimeout(save, WAIT);
  else localStorage.removeItem(key);
}

/** Somebody saved meanwhile: take what only they changed, keep what only we changed, ask about the rest. */
function clash(theirs) {
  const merged = mergeParts(base, store.data, theirs.data);
  const keys = Object.keys({ ...base, ...theirs.data }).filter((one) => JSON.stringify(base?.[one]) !== JSON.stringify(theirs.data[one]));
  document.dispatchEvent(new CustomEvent("edited", { detail: { keys, by: theirs.saved_by, at: time(new Date(theirs.saved_at)).slice(0, 5) } }));
  before = null;
  revision = theirs.revision;
  base = structuredClone(theirs.data);
  store.replace(merged.data);
  changes = Math.max(changes, 1);
  if (merged.both.length) showClash(merged.both, theirs, () => save());
  else {
    toast(_("{who} vừa sửa văn bản này; hai phần sửa đã được ghép.", { who: theirs.saved_by }));
    save();
  }
}

async function look() {
  if (document.hidden || sending) return;
  const answer = await fetch(state.urls.presence, { headers: { Accept: "application/json" } }).catch(() => null);
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!told) return;
  showOthers(told.others);
  if (told.revision > revision && !changes) {
    const newest = await ask(state.urls.save, "PUT", { data: store.data, revision });
    if (newest?.status === 412) clash(await newest.json());
  }
}

function takeUpKept() {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!kept) return;
  if (JSON.stringify(kept.data) === JSON.stringify(store.data)) return localStorage.removeItem(key);
  const merged = kept.revision === revision ? { data: kept.data, both: [] } : mergeParts(kept.base, kept.data, store.data);
  store.replace(merged.data);
  changes = kept.changes || 1;
  toast(_("Đã lấy lại thay đổi chưa gửi còn giữ trên máy này."));
  save();
}

export function startSaving() {
  say("ok", "cloud-check", `${_("Đã lưu")} ${time(new Date(state.savedAt))}`);
  showProblems(state.problems);
  takeUpKept();
  store.on((told) => {
    changes += 1;
    before = told.before ?? before;
    keepHere();
    if (!wasOffline) {
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
    } else say("wait", "cloud-slash", _("Mất mạng. {n} thay đổi giữ trên máy này", { n: changes }));
  });
  addEventListener("online", () => save());
  document.addEventListener("session:again", () => save());
  addEventListener("offline", () => changes && offline());
  setInterval(look, ASK_EVERY);
  look();
  for (const way of document.querySelectorAll("form[data-leaves]")) way.addEventListener("submit", (event) => leave(event, () => HTMLFormElement.prototype.submit.call(way)));
  document.addEventListener("click", (event) => {
    const way = event.target.closest("a[data-leaves]");
    if (way) leave(event, () => (location.href = way.href));
  });
  document.getElementById("primary")?.addEventListener("click", (event) => wasOffline && (event.preventDefault(), event.stopImmediatePropagation()), true);
}

/** Go on to another page only with everything kept. */
async function leave(event, on) {
  if (!changes) return;
  event.preventDefault();
  while (sending) await new Promise((done) => setTimeout(done, 50));
  if (changes) await save();
  if (!changes) return void on();
  for (const busy of event.target.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
}
