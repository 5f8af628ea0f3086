// The task table inside the form: what is in it, where it prints, and the way into the grid.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { contentEditor } from "./content.js";
import { text } from "./fields.js";
import { draw } from "./form.js";
import { openGrid } from "./grid.js";
import { store, words } from "./store.js";

const holdsTable = (content) => (content ?? []).some((block) => block.type === "task-table" || holdsTable(block.content));

function addAppendix() {
  store.update((data) => (data.appendices ??= []).push({ name: `Phân công nhiệm vụ ${words(data.subject).replace(/^[A-ZĐ]/, (letter) => letter.toLowerCase())}`.trim(), orientation: "landscape", content: [{ type: "task-table" }] }));
  draw("tasks");
}

export function drawTasks() {
  const groups = store.data.tasks ?? [];
  const outputs = groups.flatMap((group) => group.tasks ?? []).flatMap((task) => task.outputs ?? []);
  const printed = holdsTable(store.data.body?.content) || (store.data.appendices ?? []).some((appendix) => holdsTable(appendix.content));
  const list = groups.slice(0, 8).map((group) => h("li", {}, h("b", {}, group.name || _("(chưa có tên nhóm)")), h("span", { class: "muted" }, h("span", { class: "n" }, String((group.tasks ?? []).length)), ` ${_("nhiệm vụ")}`)));
  const appendices = (store.data.appendices ?? []).map((appendix, index) => h("section", { class: "appendix" }, text(_("Tên phụ lục"), `/appendices/${index}/name`, { optional: true, grows: true }), orientation(index), contentEditor(`/appendices/${index}/content`, "sections")));
  return h("div", { class: "stack-s" },
    groups.length ? h("ul", { class: "group-list" }, ...list, groups.length > 8 ? h("li", { class: "muted" }, _("và {n} nhóm khác", { n: groups.length - 8 })) : null) : h("p", { class: "secondary" }, _("Dán thẳng từ Excel hoặc Word: tên cột, ô gộp và dòng trống được nhận ra.")),
    h("div", { class: "row-line wrap" }, h("button", { class: "btn", type: "button", data: { path: "/tasks" }, onclick: () => openGrid() }, icon("table"), groups.length ? _("Sửa {n} sản phẩm trong bảng", { n: outputs.length }) : _("Mở bảng nhiệm vụ")),
      groups.length && !printed ? h("button", { class: "btn", type: "button", onclick: addAppendix }, icon("plus-lg"), _("In bảng thành phụ lục ngang")) : null),
    groups.length && !printed ? h("div", { class: "fault soft" }, icon("exclamation-triangle"), h("span", {}, _("Bảng chưa được in ở đâu trong văn bản."))) : null,
    ...appendices);
}

function orientation(index) {
  const now = store.data.appendices[index].orientation ?? "portrait";
  const set = (value) => () => (store.update((data) => (data.appendices[index].orientation = value)), draw("tasks"));
  const remove = () => (store.update((data) => data.appendices.splice(index, 1)), draw("tasks"));
  return h("span", { class: "row-line wrap" }, h("span", { class: "segmented", role: "radiogroup", "aria-label": _("Chiều trang") }, ...[["landscape", _("Trang ngang")], ["portrait", _("Trang dọc")]].map(([value, label]) => h("button", { type: "button", role: "radio", "aria-checked": String(now === value), onclick: set(value) }, label))),
    h("button", { class: "btn small quiet", type: "button", onclick: remove }, icon("trash"), _("Bỏ phụ lục")));
}
