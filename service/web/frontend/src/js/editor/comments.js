// The comments drawer: what drafter, văn thư and leader say about the draft, each about a field or about all of it.
import { h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { closeDrawer, drawerHead, drawerTool, isOpen } from "./drawer.js";
import { ask } from "./saving.js";
import { state } from "./store.js";

let comments = [];
let focused = "";
let draft = "";
let asked = 0;

const count = () => {
  const open = comments.filter(({ settled }) => !settled).length;
  const place = document.querySelector("#strip-comments .count");
  place.textContent = open;
  place.hidden = !open;
};

/** The list as the server has it; one that comes after a newer one, or after a comment was sent, is left out. */
async function load() {
  const turn = (asked += 1);
  const answer = await fetch(state.urls.comments, { headers: { Accept: "application/json" } }).catch(() => null);
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  if (told && turn === asked) take(told.comments);
}

function take(found) {
  asked += 1;
  comments = found;
  count();
  if (isOpen("comments")) listed();
}

async function send(address, body) {
  const answer = await ask(address, "POST", body);
  const told = await answer?.json().catch(() => null);
  if (!answer?.ok) return void toast(told?.message ?? _("Chưa gửi được ý kiến, thử lại sau."));
  take(told.comments);
  return true;
}

function go(path) {
  if (matchMedia("(max-width: 1023px)").matches) closeDrawer();
  document.dispatchEvent(new CustomEvent("go", { detail: path }));
}

function card(one) {
  return h("article", { class: `comment ${one.settled ? "settled" : ""}` }, h("p", { class: "who" }, h("b", {}, one.author), h("span", { class: "n muted" }, one.at)), one.place ? h("button", { type: "button", class: "link small-text", onclick: () => go(one.path) }, one.place) : null, h("p", { class: "said" }, one.text),
    h("div", { class: "row-line" }, one.settled ? h("span", { class: "pill ok" }, icon("check-circle"), _("{who} đã xử lý", { who: one.settled })) : null, h("button", { type: "button", class: "btn small quiet", onclick: () => send(`${state.urls.comments}${one.id}`, { id: one.id, settled: !one.settled }) }, one.settled ? _("Mở lại") : _("Đã xử lý"))));
}

/** The drawer once it opens; afterwards only the list is made anew, never the field under the cursor. */
function draw(place) {
  const about = focused && h("label", { class: "check small-text" }, h("input", { type: "checkbox", class: "box", id: "comment-about", checked: true }), h("span", {}, _("Về chỗ đang soạn"), h("span", { class: "muted" }, ` ${label()}`)));
  const field = h("textarea", { class: "input", id: "comment-text", rows: 3, value: draft, oninput: (event) => (draft = event.target.value) });
  const submit = async (event) => {
    event.preventDefault();
    const sent = await send(state.urls.comments, { text: field.value, path: document.getElementById("comment-about")?.checked ? focused : "" });
    if (sent) draft = field.value = "";
  };
  place.replaceChildren(drawerHead("comments"),
    h("form", { class: "lookup", onsubmit: submit }, h("label", { for: "comment-text" }, _("Ý kiến về bản thảo")), field, about || null, h("button", { class: "btn small", type: "submit" }, icon("send"), _("Gửi ý kiến"))),
    h("div", { id: "comment-list" }));
  listed();
}

function listed() {
  const open = comments.filter(({ settled }) => !settled);
  const settled = comments.filter((one) => one.settled);
  document.getElementById("comment-list")?.replaceChildren(
    ...(open.length ? open.map(card) : [h("p", { class: "counts secondary" }, comments.length ? _("Mọi ý kiến đã được xử lý.") : _("Chưa có ý kiến nào."))]),
    settled.length ? h("details", { class: "settled-list" }, h("summary", {}, _("{n} ý kiến đã xử lý", { n: settled.length })), ...settled.map(card)) : "");
}

const label = () => (document.querySelector(`#content [data-path="${CSS.escape(focused)}"]`)?.value ?? "").slice(0, 40);

export function startComments() {
  drawerTool("comments", _("Ý kiến"), (place) => (draw(place), load(), document.getElementById("comment-text").focus()));
  document.getElementById("content").addEventListener("focusin", (event) => {
    const path = event.target.closest("[data-path]")?.dataset.path;
    if (path && !path.endsWith("/+")) focused = path;
  });
  load();
}
