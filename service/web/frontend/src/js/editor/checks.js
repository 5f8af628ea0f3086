// The check drawer: what is missing, what the checker finds on the printed document, each with its provision and its way there.
import { h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { fold } from "./combo.js";
import { drawerHead, drawerTool, isOpen, openDrawer } from "./drawer.js";
import { isBlank, showProblems } from "./problems.js";
import { ask } from "./saving.js";
import { state, store } from "./store.js";

const undo = () => store.undo();

const drawer = document.getElementById("drawer");
let at = -1;
let timer;

const SIGNS = { bad: "x-circle", warn: "exclamation-triangle", info: "info-circle" };
const bare = (text) => fold(text ?? "").replace(/[^\p{L}\p{N}]+/gu, "");

function fieldWith(text) {
  const wanted = bare((text ?? "").replace(/^(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s|^[-–]\s/, "")).slice(0, 40);
  if (wanted.length < 4) return null;
  const fields = [...document.querySelectorAll("#content textarea[data-path], #content input[data-path]")].map((element) => [element, bare(element.value)]);
  const found = fields.find(([, value]) => value.startsWith(wanted)) ?? fields.find(([, value]) => value.length >= 4 && (value.includes(wanted) || wanted.includes(value)));
  return found?.[0];
}

function go(item) {
  document.getElementById("editor").dataset.tab = "form";
  if (item.path) return document.dispatchEvent(new CustomEvent("go", { detail: item.path }));
  fieldWith(item.text)?.focus();
}

const quoted = (text) => /^“(.+)”$/.exec(text ?? "")?.[1];
/** Legal bases, signer and authority are decided by people, never by a machine. */
const NEVER_MENDED = /^\/(?:legal_bases|signer)/;

/** The field in which one plain wording can be put in place of another, with both wordings; null where a person must look. */
function mendable(item) {
  const [wrong, right] = [quoted(item.found), quoted(item.expected)];
  if (!wrong || !right || wrong === right || item.path) return null;
  const element = fieldWith(item.text);
  return element?.value.includes(wrong) && !NEVER_MENDED.test(element.dataset.path) ? { element, wrong, right } : null;
}

function mend({ element, wrong, right }) {
  store.apart();
  element.value = element.value.replaceAll(wrong, right);
  element.dispatchEvent(new Event("input", { bubbles: true }));
  store.apart();
  toast(_("Đã đổi “{wrong}” thành “{right}”.", { wrong, right }), undo);
  clearTimeout(timer);
  run();
}

function card(item, index) {
  const fix = mendable(item);
  return h("article", { class: `finding ${item.tone}`, data: { finding: index } }, h("span", { class: "sign" }, icon(SIGNS[item.tone])),
    h("div", {}, h("h3", {}, item.title), item.found || item.expected ? h("dl", { class: "pairs" }, item.found ? [h("dt", {}, _("Đang là")), h("dd", {}, h("span", { class: "diff-removed" }, item.found))] : null, item.expected ? [h("dt", {}, _("Nên là")), h("dd", {}, h("span", { class: "diff-added" }, item.expected))] : null) : null,
      item.about ? h("p", {}, item.about) : null, h("p", { class: "cite" }, [item.cite, item.place].filter(Boolean).join(". ")),
      h("div", { class: "row-line acts" }, fix ? h("button", { class: "btn small", type: "button", onclick: () => mend(fix) }, _("Sửa giúp")) : null, h("button", { class: "btn small quiet", type: "button", onclick: () => go(item) }, _("Đến chỗ này")))));
}

const asItem = (problem) => ({ tone: isBlank(problem) ? "warn" : "bad", title: problem.message, place: problem.place, path: problem.path });

function show(told) {
  const items = [...told.problems.map(asItem), ...told.findings.map((one) => ({ ...one, about: one.fix }))];
  items.sort((one, other) => ["bad", "warn", "info"].indexOf(one.tone) - ["bad", "warn", "info"].indexOf(other.tone));
  const count = (tone) => items.filter((one) => one.tone === tone).length;
  const pills = [["bad", _("lỗi")], ["warn", _("cảnh báo")]].map(([tone, words]) => h("span", { class: `pill ${count(tone) ? tone : "ok"}` }, icon(count(tone) ? SIGNS[tone] : "check-circle"), `${count(tone)} ${words}`));
  const clean = !items.length;
  drawer.replaceChildren(
    drawerHead("check"),
    h("div", { class: "counts" }, ...pills, told.rules ? h("span", { class: "secondary n spread" }, `${told.passed}/${told.rules} ${_("đạt")}`) : null),
    clean ? h("div", { class: "passed" }, icon("check-circle-fill"), h("h3", {}, _("Đạt thể thức")), h("p", {}, _("{n} quy tắc của Nghị định 30/2020/NĐ-CP đều đạt trên bản in này.", { n: told.passed }))) : h("div", { class: "findings" }, ...items.map(card)));
  at = -1;
}

async function run() {
  drawer.setAttribute("aria-busy", "true");
  const answer = await ask(state.urls.check, "POST", { data: store.data });
  drawer.removeAttribute("aria-busy");
  if (!isOpen("check")) return;
  const told = await answer?.json().catch(() => null);
  if (!answer?.ok) return void drawer.replaceChildren(drawerHead("check"), h("p", { class: "counts" }, told?.message ?? _("Chưa kiểm tra được, thử lại sau.")));
  showProblems(told.problems);
  show(told);
}

function open(place) {
  place.append(h("p", { class: "counts secondary" }, _("Đang kiểm tra")));
  run();
}

/** Go to the next or previous finding; the drawer opens when it is shut. */
export function step(by) {
  if (!isOpen("check")) return openDrawer("check");
  const cards = [...drawer.querySelectorAll(".finding")];
  if (!cards.length) return;
  at = (at + by + cards.length) % cards.length;
  cards.forEach((one, index) => one.classList.toggle("current", index === at));
  cards[at].scrollIntoView({ block: "nearest" });
  [...cards[at].querySelectorAll("button")].at(-1).click();
}

export function startChecks() {
  drawerTool("check", _("Kiểm tra thể thức"), open);
  store.on(() => {
    if (!isOpen("check")) return;
    clearTimeout(timer);
    timer = setTimeout(run, 1500);
  });
  document.querySelector(".editor-tabs").addEventListener("click", (event) => {
    const tab = event.target.closest("[data-tab]");
    if (!tab) return;
    document.getElementById("editor").dataset.tab = tab.dataset.tab;
    document.querySelectorAll(".editor-tabs [data-tab]").forEach((one) => one.setAttribute("aria-current", String(one === tab)));
    if (tab.dataset.tab === "checks") openDrawer("check");
    else if (!drawer.hidden) drawer.hidden = true;
  });
}
