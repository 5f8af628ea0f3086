// The task table by Excel: a sheet becomes rows, its columns shown where they are unsure or rows are there already; the rows become a sheet.
import { h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { state } from "./store.js";

const headers = () => ({ Accept: "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf]").content });
const send = (url, body, more = {}) => fetch(url, { method: "POST", headers: { ...headers(), ...more }, body }).catch(() => null);

/** Give the rows as an Excel file. */
export async function download(groups) {
  if (!groups.length) return toast(_("Chưa có nhiệm vụ nào để xuất."));
  const answer = await send(state.urls.write, JSON.stringify({ tasks: groups }), { "Content-Type": "application/json" });
  if (!answer?.ok) return toast(_("Không gửi được tệp; cần có mạng."));
  const link = h("a", { href: URL.createObjectURL(await answer.blob()), download: "bang-nhiem-vu.xlsx" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** The place in the grid where a file is told about; `take(groups, how, name)` gets its rows, `isEmpty` tells whether there are any yet. */
export function importing(take, isEmpty) {
  const place = h("div", { class: "grid-import", role: "region", "aria-label": _("Nhập Excel"), hidden: true });
  const field = h("input", { type: "file", hidden: true, accept: ".xlsx,.xlsm,.xls,.ods,.csv", "aria-label": _("Nhập Excel") });
  const shut = () => ((place.hidden = true), place.replaceChildren(), (field.value = ""));
  const say = (tone, title, words) => {
    place.hidden = false;
    place.replaceChildren(h("div", { class: `note page-wide ${tone}`, role: "status" }, icon(tone === "bad" ? "x-circle" : "file-earmark-spreadsheet"), h("div", {}, h("b", {}, title), words ? ` ${words}` : ""), h("button", { class: "close", type: "button", "aria-label": _("Đóng"), onclick: shut }, icon("x-lg"))));
  };
  const ask = async (body, name) => {
    const answer = await send(state.urls.read, body);
    const told = await answer?.json().catch(() => null);
    if (!answer?.ok) return void say("bad", _("Chưa đọc được {name}", { name }), answer ? (told?.problems?.[0]?.message ?? told?.message) : _("Không gửi được tệp; cần có mạng."));
    return told;
  };
  const put = (told, how) => (shut(), take(told.tasks, how, told.name));
  const again = async (told) => {
    const body = new FormData();
    body.append("key", told.key);
    body.append("name", told.name);
    for (const select of place.querySelectorAll("select")) body.append(`cot-${select.name}`, select.value);
    const focused = document.activeElement.name;
    const next = await ask(body, told.name);
    if (next) show(next), place.querySelector(`select[name="${focused}"]`)?.focus();
  };
  const column = (told) => ({ name, label, column: at }) => h("label", {}, h("span", {}, label), h("select", { class: "input small", name, onchange: () => again(told) }, h("option", { value: "" }, _("Không có")), ...told.columns.map((one) => h("option", { value: one.at, selected: one.at === at }, one.words))));
  function show(told) {
    const count = told.tasks.flatMap((group) => group.tasks).flatMap((task) => task.outputs).length;
    const way = (words, how, kind = "") => h("button", { type: "button", class: `btn small ${kind}`, disabled: !count, onclick: () => put(told, how) }, words);
    place.hidden = false;
    place.replaceChildren(h("div", { class: "row-line wrap" }, icon("file-earmark-spreadsheet"), h("b", {}, _("Nhập từ {name}", { name: told.name })), h("span", { class: "secondary" }, _("{n} dòng nhiệm vụ trong trang tính {sheet}", { n: count, sheet: told.sheet }))),
      ...(told.missing.length ? [h("p", { class: "save-wait" }, icon("exclamation-triangle"), " ", _("Chưa rõ cột nào là {names}; chọn cột rồi nhập.", { names: told.missing.join(", ") }))] : []),
      h("div", { class: "columns", role: "group", "aria-label": _("Các cột đã nhận ra") }, ...told.fields.map(column(told))),
      h("div", { class: "row-line wrap" }, isEmpty() ? null : way(_("Thêm vào cuối bảng"), "add"), way(isEmpty() ? _("Nhập Excel") : _("Thay cả bảng"), "replace", isEmpty() ? "primary" : ""), h("button", { type: "button", class: "btn small quiet", onclick: shut }, _("Thôi"))));
  }
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // else it closes the whole grid
    event.stopPropagation();
    shut();
    place.parentElement.querySelector(".grid textarea")?.focus();
  });
  field.addEventListener("change", async () => {
    const [file] = field.files;
    if (!file) return;
    say("", _("Đang đọc {name}", { name: file.name }));
    const body = new FormData();
    body.append("file", file);
    const told = await ask(body, file.name);
    if (!told) return void (field.value = "");
    if (told.sure && isEmpty() && told.tasks.length) return put(told, "replace");
    show(told);
    const unsure = told.fields.find((one) => one.column === null && told.missing.includes(one.label));
    place.querySelector(unsure ? `select[name="${unsure.name}"]` : "button:not([disabled])")?.focus();
  });
  return { place, field };
}
