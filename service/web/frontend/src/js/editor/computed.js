// Blocks that the tasks fill in (figures, chart, late list, task table): what each prints, and the choices its data has.
import { composing, h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { move, tool } from "./fields.js";
import { NAMES } from "./levels.js";
import { at, state } from "./store.js";

const ABOUT = {
  "task-table": _("Bảng lấy từ phần Bảng nhiệm vụ."),
  "progress-figures": _("Số sản phẩm theo tình trạng, tự tính."),
  "progress-chart": _("Một thanh cho mỗi nhóm nhiệm vụ, vẽ từ số liệu."),
  "late-list": _("Sản phẩm chậm, số ngày và nguyên nhân, tự tính."),
};
/** Switches of a block: their key in the data, what they mean, and what they are when the data does not say. */
const SWITCHES = {
  "progress-figures": [["by_group", _("Tách theo nhóm nhiệm vụ, có hàng tổng cộng"), true]],
  "task-table": [["merge_equal_lead", _("Gộp ô cơ quan chủ trì giống nhau"), false], ["with_progress", _("Kèm cột kết quả thực hiện"), false]],
};
const LEAST_COLUMNS = 2;
const opened = new Set();

const usual = (block) => state.usualColumns[block.with_progress ? "progress" : "plan"];

/** The block at `path` with its choices; `change(task, focus)` changes the data and draws again, `keys` are those of an item. */
export function computedEditor(path, change, keys) {
  const block = at(path);
  const set = (key, value, otherwise) => change((data) => (value === otherwise ? delete at(path, data)[key] : (at(path, data)[key] = value)), `${path}/${key}`);
  const switches = (SWITCHES[block.type] ?? []).map(([key, words, otherwise]) => h("label", { class: "check small-text" }, h("input", { type: "checkbox", class: "box", checked: block[key] ?? otherwise, data: { path: `${path}/${key}` }, onchange: (event) => set(key, event.target.checked, otherwise) }), words));
  const head = h("button", { type: "button", class: "computed-head", data: { path }, "aria-label": `${NAMES[block.type]}. ${ABOUT[block.type]}` }, icon(block.type === "progress-chart" ? "bar-chart" : "table"), h("span", {}, h("b", {}, NAMES[block.type]), h("span", { class: "muted" }, ABOUT[block.type])));
  head.addEventListener("keydown", keys);
  const box = h("div", { class: "computed", role: "group", "aria-label": NAMES[block.type] }, head, ...switches, block.type === "task-table" ? columns(path, block, change) : null);
  box.field = head;
  return box;
}

/** Which columns the task table has, and in which order. */
function columns(path, block, change) {
  const chosen = block.columns ?? usual(block);
  const here = `${path}/columns`;
  const keep = (next, focus) => {
    const same = JSON.stringify(next) === JSON.stringify(usual(block));
    change((data) => (same ? delete at(path, data).columns : (at(path, data).columns = next)), `${here}/${focus}`);
  };
  const shift = (column, by) => {
    const next = [...chosen];
    if (move(next, next.indexOf(column), next.indexOf(column) + by)) keep(next, column);
  };
  const toggle = (column, on) => keep(on ? [...chosen, column] : chosen.filter((one) => one !== column), column);
  const row = (column) => {
    const on = chosen.includes(column);
    const last = on && chosen.length <= LEAST_COLUMNS;
    const box = h("input", { type: "checkbox", class: "box", checked: on, disabled: last, data: { path: `${here}/${column}` }, onchange: (event) => toggle(column, event.target.checked) });
    box.addEventListener("keydown", (event) => {
      if (composing(event) || !event.altKey || !on || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      shift(column, event.key === "ArrowUp" ? -1 : 1);
    });
    const arrows = on ? [tool("arrow-up", _("Đưa cột lên trước (Alt ↑)"), () => shift(column, -1)), tool("arrow-down", _("Đưa cột ra sau (Alt ↓)"), () => shift(column, 1))] : [];
    return h("li", {}, h("label", { class: "check small-text" }, box, state.columns[column]), ...arrows);
  };
  const rest = Object.keys(state.columns).filter((column) => !chosen.includes(column));
  const summary = h("summary", {}, _("{n} cột", { n: chosen.length }), h("span", { class: "muted" }, `: ${chosen.map((column) => state.columns[column]).join(", ")}`));
  return h("details", { class: "column-choice", open: opened.has(path), ontoggle: (event) => (event.target.open ? opened.add(path) : opened.delete(path)) }, summary, h("ol", {}, ...chosen.map(row), ...rest.map(row)),
    block.columns ? h("button", { type: "button", class: "btn quiet small", onclick: () => keep(usual(block), usual(block)[0]) }, _("Về các cột thường gặp")) : null);
}

