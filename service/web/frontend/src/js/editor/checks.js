// The check drawer: what is missing, what the checker finds on the printed document, each with its provision and its way there.
import { h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { drawerHead, drawerTool, isOpen, openDrawer } from "./drawer.js";
import { retyped } from "./marks.js";
import { fieldFor, findings, inWords, isBlank, isGrave, problems, showProblems } from "./problems.js";
import { ask } from "./saving.js";
import { at, put, state, store, words } from "./store.js";

const PAUSE = 1800;
const drawer = document.getElementById("drawer");
let current = -1;
let timer;
let asked = 0;
let told = null;

const SIGNS = { bad: "x-circle", warn: "exclamation-triangle", info: "info-circle" };
const GRAVENESS = ["bad", "warn", "info"];
const quoted = (text) => /^“(.+)”$/.exec(text ?? "")?.[1];
/** Legal bases, signer and authority are decided by people, never by a machine. */
const NEVER_MENDED = /^\/(?:legal_bases|signer)/;

function go(item) {
  if (item.path) document.dispatchEvent(new CustomEvent("go", { detail: item.path }));
}

/** A finding with, where one plain wording can stand for another, the act that mends it. */
function placed(item) {
  const path = item.path || null;
  const [wrong, right] = [quoted(item.found), quoted(item.expected)];
  const here = path && words(at(path));
  const can = wrong && right && wrong !== right && here?.includes(wrong) && !NEVER_MENDED.test(path);
  const short = wrong && right ? _("“{wrong}” nên là “{right}”.", { wrong, right }) : item.fix || item.title;
  const finding = { ...item, path, about: item.fix, wrong, short };
  if (can) finding.mend = (event) => mend(finding, wrong, right, event.target.closest("#drawer") !== null);
  return finding;
}

/** Put the right wording in place of the wrong one; the focus goes on to the next finding. */
function mend(finding, wrong, right, inDrawer) {
  const place = findings.indexOf(finding);
  const next = retyped(at(finding.path), words(at(finding.path)).replaceAll(wrong, right));
  const field = fieldFor(finding.path);
  const isShown = field?.value === words(at(finding.path));
  store.apart();
  if (isShown) {
    field.value = words(next);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else store.update((data) => put(data, finding.path, next));
  store.apart();
  showProblems(problems, findings.filter((one) => one !== finding));
  toast(_("Đã đổi “{wrong}” thành “{right}”.", { wrong, right }), () => store.undo());
  if (isOpen("check")) show();
  inDrawer ? focusCard(place + problems.length) : focusAfter(place, field);
  later(0);
}

function focusCard(index) {
  const cards = [...drawer.querySelectorAll(".finding")];
  const card = cards[Math.min(index, cards.length - 1)];
  (card?.querySelector("button") ?? drawer.querySelector("h3, h2"))?.focus();
}

function focusAfter(place, field) {
  const rest = findings.filter((one) => one.path && isGrave(one));
  const next = rest.find((one) => findings.indexOf(one) >= place) ?? rest[0];
  if (next) go(next);
  else field?.focus();
}

function card(item, index, first) {
  const pairs = [["found", _("Đang là"), "diff-removed"], ["expected", _("Nên là"), "diff-added"]].filter(([key]) => item[key]);
  return h("article", { class: `finding ${item.tone}`, data: { finding: index } }, h("span", { class: "sign" }, icon(SIGNS[item.tone])),
    h("div", {}, h("h3", {}, item.title), pairs.length ? h("dl", { class: "pairs" }, ...pairs.flatMap(([key, label, tone]) => [h("dt", {}, label), h("dd", {}, h("span", { class: tone }, item[key]))])) : null,
      item.about && !item.mend ? h("p", {}, item.about) : null, h("p", { class: "cite" }, [item.cite, item.place].filter(Boolean).join(". "), item.others ? `. ${_("và {n} chỗ nữa", { n: item.others })}` : ""),
      item.mend || item.path ? h("div", { class: "row-line acts" }, item.mend ? h("button", { class: `btn small ${first ? "primary" : ""}`, type: "button", onclick: item.mend }, _("Sửa giúp")) : null, item.path ? h("button", { class: "btn small quiet", type: "button", data: { goes: "" }, onclick: () => go(item) }, _("Đến chỗ này")) : null) : null));
}

const asItem = (problem) => ({ tone: isBlank(problem) ? "warn" : "bad", title: inWords(problem), place: isBlank(problem) ? "" : problem.place, path: problem.path });

/** A number that is not there yet is no fault of a draft. */
function unnumbered() {
  if (store.data.number) return [];
  const dated = (store.data.issued_on ?? "").length > 7;
  return [{ tone: "info", title: dated ? _("Chưa có số: đúng đối với bản thảo") : _("Chưa có số, ngày: đúng đối với bản thảo"), cite: _("Số và ngày ghi khi phát hành (Điều 15)") }];
}

/** Everything to look at, the gravest first. */
export function items() {
  const all = [...problems.map(asItem), ...findings, ...(told ? unnumbered() : [])];
  return all.sort((one, other) => GRAVENESS.indexOf(one.tone) - GRAVENESS.indexOf(other.tone));
}

const held = () => told.held.length ? h("details", { class: "held" }, h("summary", {}, _("{n} quy tắc đã đạt", { n: told.held.length })), h("ul", {}, ...told.held.map((rule) => h("li", {}, h("span", {}, rule.title), h("span", { class: "cite" }, rule.cite))))) : "";

function clean() {
  return h("div", { class: "passed" }, icon("check-circle-fill"), h("h3", { tabindex: -1 }, _("Đạt thể thức")), h("p", {}, _("{n} quy tắc của Nghị định 30/2020/NĐ-CP đều đạt trên bản in này.", { n: told.passed })),
    h("a", { class: "btn small", href: state.urls.report_sheet, data: { leaves: "" } }, icon("printer"), _("In phiếu kiểm tra")));
}

function show() {
  const all = items();
  const count = (tone) => all.filter((one) => one.tone === tone).length;
  const pills = [["bad", _("lỗi")], ["warn", _("cảnh báo")]].map(([tone, words]) => h("span", { class: `pill ${count(tone) ? tone : "ok"}` }, icon(count(tone) ? SIGNS[tone] : "check-circle"), `${count(tone)} ${words}`));
  const first = all.find((one) => one.mend);
  const isClean = !count("bad") && !count("warn");
  const opened = drawer.querySelector(".held")?.open;
  drawer.replaceChildren(drawerHead("check"), h("div", { class: "counts" }, ...pills, told.rules ? h("span", { class: "secondary n spread", title: _("quy tắc đạt") }, `${told.passed}/${told.rules} ${_("đạt")}`) : null),
    ...(isClean ? [clean()] : []), h("div", { class: "findings" }, ...all.map((item, index) => card(item, index, item === first))), held());
  if (opened) drawer.querySelector(".held").open = true;
  point();
}

function point() {
  const cards = [...drawer.querySelectorAll(".finding:has([data-goes])")];
  current = Math.min(current, cards.length - 1);
  drawer.querySelectorAll(".finding").forEach((one) => one.classList.toggle("current", one === cards[current]));
  return cards;
}

/** Check what is typed now; answers that a newer question has overtaken are left out. */
async function run() {
  clearTimeout(timer);
  const turn = (asked += 1);
  drawer.setAttribute("aria-busy", "true");
  const answer = await ask(state.urls.check, "POST", { data: store.data, all: isOpen("check") });
  const found = await answer?.json().catch(() => null); // read even when it comes too late: an unread answer keeps its connection
  if (turn !== asked) return;
  drawer.removeAttribute("aria-busy");
  if (!answer?.ok) return void (isOpen("check") && drawer.replaceChildren(drawerHead("check"), h("p", { class: "counts" }, found?.message ?? _("Chưa kiểm tra được, thử lại sau."))));
  told = found;
  showProblems(told.problems, told.findings.map(placed));
  document.dispatchEvent(new CustomEvent("checked"));
  if (!isOpen("check")) return;
  const here = drawer.contains(document.activeElement) ? Number(document.activeElement.closest("[data-finding]")?.dataset.finding ?? -1) : null;
  show();
  if (here !== null) here < 0 ? drawer.querySelector("h2")?.focus() : focusCard(here);
}

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(run, pause);
}

function open(place) {
  current = -1;
  if (told?.held.length) show();
  else place.append(h("p", { class: "counts secondary" }, _("Đang kiểm tra")));
  run();
}

/** Go to the next or previous finding; the drawer opens when it is shut. */
export function step(by) {
  if (!isOpen("check")) return openDrawer("check");
  const cards = point();
  if (!cards.length) return;
  current = (current + by + cards.length + (current < 0 && by < 0 ? 1 : 0)) % cards.length;
  point();
  cards[current].scrollIntoView({ block: "nearest" });
  cards[current].querySelector("[data-goes]").click();
}

export function startChecks() {
  drawerTool("check", _("Kiểm tra thể thức"), open);
  store.on(() => later());
  document.addEventListener("pages:shown", () => told || later(0));
}
