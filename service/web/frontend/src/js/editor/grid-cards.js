// The task table on a phone: cards by group, and one card's columns as fields over the whole screen.
import { h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { fold } from "./combo.js";
import { impossibleDay } from "./dates.js";
import { growing } from "./fields.js";
import { cellAt, COLUMNS, missing, toGroups, toRows } from "./grid-model.js";
import { store } from "./store.js";

let rows = [];
let sought = "";
let sheet;
let names;

const blank = () => ({ task: "", output: "", lead: "", coordinating: "", due: "", more: false });
const lacking = (row) => COLUMNS.filter((column) => missing(row, column)).map((column) => names[column]);
const matches = (row) => !sought || fold(row.group ? row.name : COLUMNS.map((column) => row[column]).join(" ")).includes(sought);
const tasks = () => rows.map((row, index) => [row, index]).filter(([row]) => !row.group);

function keep() {
  const groups = toGroups(rows);
  if (JSON.stringify(groups) !== JSON.stringify(store.data.tasks ?? [])) store.update((data) => (data.tasks = groups), { key: "/tasks" });
}

function close() {
  keep();
  sheet.close();
}

const bar = (title, back, words, ...tools) => h("header", { class: "docbar" }, h("button", { class: "back", type: "button", "aria-label": words, onclick: back }, icon("arrow-left")), h("div", { class: "title" }, h("h2", { class: "small" }, title)), h("div", { class: "tools" }, ...tools));

/** How many tasks the group at `index` has, in words. */
function inGroup(index) {
  const end = rows.findIndex((row, at) => at > index && row.group);
  return `${rows.slice(index + 1, end < 0 ? undefined : end).filter((row) => !row.more).length} ${_("nhiệm vụ")}`;
}

function counts() {
  const wrong = tasks().filter(([row]) => impossibleDay(row.due)).length;
  const lack = tasks().reduce((sum, [row]) => sum + lacking(row).length, 0);
  return h("div", { class: "card-count" }, `${tasks().filter(([row]) => !row.more).length} ${_("nhiệm vụ")}, ${rows.filter((row) => row.group).length} ${_("nhóm")}`, wrong ? h("span", { class: "late" }, icon("x-circle"), ` ${wrong} ${_("lỗi")}`) : null, lack ? h("span", { class: "save-wait" }, icon("exclamation-triangle"), ` ${lack} ${_("ô thiếu")}`) : null);
}

function card([row, index]) {
  const lack = lacking(row);
  const wrong = impossibleDay(row.due);
  const said = (row.more ? [] : [row.output, row.lead]).filter(Boolean).join(" · ");
  const number = row.more ? "" : `${rows.slice(0, index + 1).filter((one) => !one.group && !one.more).length}. `;
  return h("button", { type: "button", class: `task-card ${wrong ? "wrong" : lack.length ? "lacking" : ""}`, onclick: () => open(index) }, h("b", {}, h("span", { class: "n inline" }, number), row.task || (row.more ? row.output : _("Chưa có nhiệm vụ"))), said ? h("span", { class: "muted" }, said) : null, row.due ? h("span", { class: wrong ? "late" : "muted" }, wrong ? `${row.due}. ${_("Không có ngày")} ${wrong.words}` : row.due) : null, lack.length ? h("span", { class: "save-wait" }, icon("exclamation-triangle"), ` ${_("Còn thiếu:")} ${lack.join(", ")}`) : null);
}

function list(focus = null) {
  const place = h("div", { class: "card-list" });
  const draw = () => {
    const parts = rows.flatMap((row, index) => (row.group ? [h("button", { type: "button", class: "group-card", onclick: () => open(index) }, h("b", {}, row.name || _("(chưa có tên nhóm)")), h("span", { class: "muted" }, inGroup(index)), icon("pencil"))] : matches(row) ? [card([row, index])] : []));
    place.replaceChildren(...(rows.length ? parts : [h("p", { class: "secondary" }, _("Chưa có nhiệm vụ nào."))]));
  };
  const field = h("input", { class: "input", type: "search", value: sought, "aria-label": _("Tìm trong bảng"), placeholder: _("Tìm trong bảng"), oninput: (event) => ((sought = fold(event.target.value.trim())), draw()) });
  const add = (row) => () => (rows.push(row), open(rows.length - 1));
  sheet.replaceChildren(h("div", { class: "inside grid-screen" }, bar(_("Bảng nhiệm vụ"), close, _("Về bản thảo"), h("button", { class: "btn primary", type: "button", onclick: close }, _("Xong"))), h("div", { class: "card-tools" }, field), place, counts(),
    h("footer", { class: "card-foot" }, h("button", { type: "button", class: "btn", onclick: () => add({ group: true, name: "" })() }, icon("layers"), _("Nhóm")), h("button", { type: "button", class: "btn", onclick: () => add(blank())() }, icon("plus-lg"), _("Nhiệm vụ")))));
  draw();
  if (focus !== null) place.querySelectorAll("button")[focus]?.focus();
}

function open(index) {
  const row = rows[index];
  const order = row.group ? [] : tasks().map(([, at]) => at);
  const at = order.indexOf(index);
  const field = (label, value, set, kind = "") => {
    const id = `task-field-${kind || "name"}`;
    const element = growing(value, { class: "input grow-input", id });
    element.addEventListener("input", () => (set(element.value.replace(/\n/g, " ")), keep()));
    return h("div", { class: "field" }, h("label", { for: id }, label), element, kind && missing(row, kind) ? h("div", { class: "fault soft" }, icon("exclamation-triangle"), h("span", {}, _("Còn thiếu"))) : null);
  };
  const fields = row.group ? [field(_("Tên nhóm"), row.name, (value) => (row.name = value))] : (row.more ? ["output", "due"] : COLUMNS).map((column) => field(names[column], row[column], (value) => ((row[column] = value), column === "task" && value && (row.more = false)), column));
  const remove = () => {
    const kept = rows;
    rows = rows.filter((one) => one !== row);
    keep();
    list();
    toast(_("Đã bỏ {n} dòng.", { n: 1 }), () => ((rows = kept), keep(), list()));
  };
  const step = (by) => h("button", { type: "button", class: "btn", disabled: order[at + by] === undefined, onclick: () => open(order[at + by]) }, by < 0 ? icon("arrow-left") : null, by < 0 ? _("Trước") : _("Tiếp"), by > 0 ? icon("arrow-right") : null);
  sheet.replaceChildren(h("div", { class: "inside grid-screen" }, bar(row.group ? _("Nhóm nhiệm vụ") : _("Sản phẩm {n} trên {total}", { n: at + 1, total: order.length }), () => list(), _("Về danh sách"), h("button", { type: "button", class: "btn square quiet", "aria-label": _("Bỏ dòng"), onclick: remove }, icon("trash"))), h("div", { class: "card-fields" }, ...(row.more ? [h("p", { class: "secondary" }, `${_("Cùng nhiệm vụ:")} ${rows.slice(0, index).findLast((one) => !one.group && !one.more)?.task ?? ""}`)] : []), ...fields),
    h("footer", { class: "card-foot" }, ...(row.group ? [h("button", { type: "button", class: "btn", onclick: () => list() }, _("Xong"))] : [step(-1), step(1)]))));
  sheet.querySelector("textarea").focus();
}

/** Show the tasks as cards in `dialog`; `labels` name the columns, a JSON pointer the task to open. */
export function openCards(dialog, labels, pointer = null) {
  sheet = dialog;
  names = labels;
  rows = toRows(store.data.tasks);
  sought = "";
  list();
  sheet.showModal();
  if (!pointer) return;
  const { row, column } = cellAt(rows, pointer);
  open(row);
  document.getElementById(`task-field-${COLUMNS[column]}`)?.focus();
}
