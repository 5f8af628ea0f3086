// The form: six parts, one open by default, closed ones show their value in one line.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { bodyTools, drawBody, unfold } from "./content.js";
import { fromIso, printed, toIso } from "./dates.js";
import { showTab } from "./drawer.js";
import { choice, text } from "./fields.js";
import { openGrid } from "./grid.js";
import { lines } from "./lists.js";
import { PARTS, refreshOutline } from "./outline.js";
import { addressees, ownForm } from "./own-form.js";
import { fieldFor, showProblems } from "./problems.js";
import { rare } from "./rare.js";
import { drawSigner } from "./signer.js";
import { state, store, words } from "./store.js";
import { drawTasks } from "./tasks.js";

const short = (name) => (name ?? "").replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND");
const used = (name) => () => state.used[name];

const summaries = {
  head: (data) => [short(data.issuer?.name), data.number ? `${_("số")} ${data.number}` : _("số để trống"), data.issued_on ? fromIso(data.issued_on) : ""].filter(Boolean).join("; "),
  bases: (data) => `${(data.legal_bases ?? []).length} ${_("căn cứ")}`,
  body: (data) => `${(data.body?.content ?? []).length} ${_("mục")}`,
  tasks: (data) => {
    const count = (data.tasks ?? []).reduce((sum, group) => sum + (group.tasks?.length ?? 0), 0);
    return count ? `${count} ${_("nhiệm vụ")}, ${(data.tasks ?? []).length} ${_("nhóm")}` : _("chưa có nhiệm vụ");
  },
  recipients: (data) => `${(data.recipients ?? []).length} ${_("dòng và dòng Lưu")}`,
  signer: (data) => [data.signer?.name, data.signer?.post].filter(Boolean).join(", ") || _("chưa chọn"),
};

function head() {
  const data = store.data;
  const dateEcho = (typed) => printed(data.issuer?.place, toIso(typed) ?? "");
  const day = { optional: true, read: fromIso, write: (typed) => (typed.trim() ? toIso(typed) : ""), input: { class: "input n" } };
  const parts = [
    text(_("Trích yếu"), "/subject", { wide: true, grows: true, help: state.kind.slug === "cong-van" ? _("Không ghi V/v, máy tự ghi") : _("Một cụm từ ngắn, không có dấu chấm cuối"), cite: state.cites.subject }),
    text(_("Ngày văn bản"), "/issued_on", { ...day, wide: true, group: "dated", help: _("Bản thảo chỉ cần tháng, năm. Số và ngày ghi khi phát hành"), echo: dateEcho }),
    text(_("Cơ quan ban hành"), "/issuer/name", { wide: true, grows: true, cite: state.cites.issuer }),
    text(_("Cơ quan chủ quản"), "/parent_agency/name", { wide: true, grows: true, optional: true, write: (typed) => typed }),
    text(_("Ký hiệu"), "/symbol", { optional: true, help: `${_("Để trống thì ghi")} ${state.symbol}`, write: (typed) => typed.replace(/\s+/g, "") }),
    text(_("Địa danh"), "/issuer/place", {}),
    choice(_("Mức độ khẩn"), "/urgency", [["", _("Không")], ...state.urgencies.map(({ value, label }) => [value, label])], { optional: true }),
  ];
  if (state.kind.report) parts.push(text(_("Ngày chốt số liệu"), "/reported_on", day));
  parts.push(addressees(used("recipients"), () => draw("head")), ...ownForm(day, () => draw("head")));
  return h("div", { class: "fields" }, ...parts.filter(Boolean), rare());
}

function bases() {
  return h("div", { class: "stack" },
    h("div", { class: "field" }, h("span", { class: "label" }, _("Căn cứ")), lines("/legal_bases", { make: (value) => value, rich: true, add: _("Thêm căn cứ, bắt đầu bằng Căn cứ hoặc Theo đề nghị"), name: _("Căn cứ"), choices: used("legal_bases"), redraw: () => draw("bases") }), h("div", { class: "help" }, _("Không ghi dấu cuối dòng: máy tự ghi ; và ."), " ", h("span", { class: "cite" }, state.cites.body))),
    h("div", { class: "field" }, h("span", { class: "label" }, `${_("Lời mở đầu")} ${_("(nếu có)")}`), lines("/opening", { make: (value) => value, rich: true, add: _("Thêm đoạn mở đầu"), name: _("Mở đầu"), redraw: () => draw("bases") })));
}

function recipients() {
  const purpose = (path, item) => {
    const field = h("input", { class: "purpose", type: "text", value: item.purpose ? `(${item.purpose})` : "", placeholder: _("(để làm gì)"), "aria-label": `${_("Để làm gì:")} ${item.name}`, data: { path: `${path}/purpose` }, autocomplete: "off" });
    field.addEventListener("input", () => store.update((data) => {
      const line = data.recipients[Number(path.split("/").at(-1))];
      const value = field.value.replace(/[()]/g, "").trim();
      value ? (line.purpose = value) : delete line.purpose;
    }, { key: `${path}/purpose`, quiet: true }));
    return field;
  };
  const names = new Set((store.data.recipients ?? []).map((item) => item.name));
  const often = state.lists.flatMap((list) => list.recipients).concat(state.used.recipients.map(([name]) => ({ name }))).filter((item, index, all) => !names.has(item.name) && all.findIndex((other) => other.name === item.name) === index).slice(0, 6);
  const archive = h("span", { class: "print-type muted" });
  const show = () => {
    const { registry = "VT", unit, copies } = store.data.archive ?? {};
    archive.textContent = `- Lưu: ${registry}${unit ? `, ${unit}` : ""}${copies ? ` (${copies})` : ""}.`;
  };
  const unit = h("input", { class: "input short", id: "archive-unit", value: store.data.archive?.unit ?? "", data: { path: "/archive/unit", also: "/archive" }, autocomplete: "off" });
  unit.addEventListener("input", () => {
    store.update((data) => {
      data.archive = { registry: "VT", ...(data.archive ?? {}) };
      unit.value.trim() ? (data.archive.unit = unit.value.trim()) : delete data.archive.unit;
    }, { key: "/archive", quiet: true });
    show();
  });
  show();
  const addOften = (item) => {
    store.update((data) => (data.recipients ??= []).push({ name: item.name, ...(item.purpose ? { purpose: item.purpose } : {}) }));
    draw("recipients");
  };
  return h("div", { class: "stack-s" },
    lines("/recipients", { make: (name) => ({ name }), read: (item) => item.name ?? "", write: (item, name) => ({ ...item, name }), extra: purpose, add: _("Thêm nơi nhận"), name: _("Nơi nhận"), choices: used("recipients"), redraw: () => draw("recipients") }),
    often.length ? h("div", { class: "row-line wrap" }, h("span", { class: "secondary small-text" }, _("Hay dùng:")), ...often.map((item) => h("button", { class: "chip", type: "button", onclick: () => addOften(item) }, icon("plus-lg"), item.name))) : null,
    h("div", { class: "row-line" }, h("label", { for: "archive-unit", class: "secondary" }, _("Lưu: VT, đơn vị")), unit, h("span", { class: "small-text muted" }, _("In:")), archive),
    h("div", { class: "help" }, h("span", { class: "cite" }, state.cites.recipients)));
}

const drawers = { head, bases, body: drawBody, tasks: drawTasks, recipients, signer: drawSigner };

function part(found) {
  const id = `part-${found.id}`;
  const inside = h("div", { class: "part-body", id: `${id}-body` });
  const button = h("button", { type: "button", class: "part-title", "aria-expanded": "false", "aria-controls": `${id}-body`, onclick: () => (toggle(found.id), bringUp(found.id)) }, icon("chevron-right"), h("span", { class: "name" }, found.name), h("span", { class: "value one-line" }));
  return h("section", { class: "card part", id, data: { part: found.id } }, h("header", {}, h("h2", {}, button), h("span", { class: "part-tools" })), inside);
}

const card = (id) => document.getElementById(`part-${id}`);

/** A part that was just opened is shown as far as there is room, on a narrow screen from the top; its growing fields have their height by then. */
function bringUp(id) {
  const block = matchMedia("(max-width: 1023px)").matches ? "start" : "nearest";
  if (card(id).classList.contains("open")) requestAnimationFrame(() => card(id).scrollIntoView({ block }));
}

/** What a closed part holds, in one line; all of it as its title. */
function summarise(id) {
  const value = card(id).querySelector(".value");
  value.textContent = value.title = summaries[id](store.data);
}

/** Draw the inside of a part again, after its structure changed; the focused field keeps the focus. */
export function draw(id) {
  const place = card(id);
  if (!place) return;
  summarise(id);
  if (!place.classList.contains("open")) return;
  const focused = document.activeElement?.dataset?.path;
  const caret = document.activeElement?.selectionStart;
  place.querySelector(".part-body").replaceChildren(drawers[id]());
  place.querySelector(".part-tools").replaceChildren(...(id === "body" ? bodyTools() : []));
  const again = focused && place.querySelector(`[data-path="${CSS.escape(focused)}"]`);
  if (again && document.activeElement !== again) {
    again.focus({ preventScroll: true });
    if (typeof caret === "number" && again.setSelectionRange) again.setSelectionRange(caret, caret);
  }
  showProblems();
}

export function toggle(id, open = !card(id).classList.contains("open")) {
  const place = card(id);
  place.classList.toggle("open", open);
  place.querySelector(".part-title").setAttribute("aria-expanded", String(open));
  if (open) draw(id);
  else place.querySelector(".part-body").replaceChildren();
  refreshOutline();
}

/** Open a part and go to it. */
export function goPart(id) {
  if (!card(id).classList.contains("open")) toggle(id, true);
  requestAnimationFrame(() => card(id).scrollIntoView({ block: "start" }));
  const first = card(id).querySelector(".part-body input, .part-body textarea, .part-body button") ?? card(id).querySelector(".part-title");
  first.focus({ preventScroll: true });
}

export function startForm() {
  const place = document.getElementById("content");
  place.replaceChildren(...PARTS.map(part));
  for (const { id } of PARTS) draw(id);
  const empty = !words(store.data.subject);
  toggle(empty ? "head" : "body", true);
  place.addEventListener("focusin", (event) => {
    place.querySelectorAll(".part.focused").forEach((one) => one.classList.remove("focused"));
    event.target.closest(".part")?.classList.add("focused");
    refreshOutline();
  });
  document.getElementById("outline").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    if (link.dataset.go) return goPart(link.dataset.go);
    document.dispatchEvent(new CustomEvent("go", { detail: link.dataset.path }));
  });
  document.addEventListener("go", ({ detail }) => {
    const owner = PARTS.find((one) => one.keys.includes(detail.split("/")[1])) ?? PARTS[2];
    if (unfold(detail) || !card(owner.id).classList.contains("open")) toggle(owner.id, true);
    showTab("form");
    fieldFor(detail)?.closest("details")?.setAttribute("open", "");
    fieldFor(detail)?.focus();
    fieldFor(detail)?.scrollIntoView({ block: "center" });
    if (detail.startsWith("/tasks/")) openGrid(detail);
  });
  document.addEventListener("edited", ({ detail: { keys, by, at } }) => {
    for (const { id } of PARTS.filter((one) => one.keys.some((key) => keys.includes(key)))) {
      const words = _("{who} sửa lúc {at}", { who: by, at });
      card(id).querySelector(".edited")?.remove();
      card(id).querySelector(".part-tools").before(h("span", { class: "edited", role: "img", title: words, "aria-label": words }, by.split(/\s+/).slice(-2).map(([letter]) => letter).join("")));
    }
  });
  store.on(({ replaced, structure }) => {
    for (const { id } of PARTS) {
      if (replaced) draw(id);
      else summarise(id);
    }
    if (structure && !replaced) refreshOutline();
  });
}
