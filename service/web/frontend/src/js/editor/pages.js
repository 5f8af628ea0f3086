// The pages as they print: made on the server, shown as pictures, the old ones stay until the new ones are decoded.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { findings, isGrave } from "./problems.js";
import { ask } from "./saving.js";
import { state, store } from "./store.js";

const PAUSE = 350;
const AGAIN = 5000;
const LATEST_AGAIN = 60000;
const MM = 25.4;
const desk = document.getElementById("desk");
let zoom = 1;
let shown = null;
let asked = 0;
let timer;
let lines = [];
let tries = 0;
let changedAt = performance.now();
let shownAt = null;

const clock = (date) => date.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
const age = (text, tone = "") => {
  const place = document.getElementById("page-age");
  place.textContent = place.title = text;
  place.className = `age ${tone}`;
};

const width = (page) => Math.max(200, (desk.clientWidth - 36) * zoom * Math.min(1, page[0] / 210));
const dpi = (page) => Math.min(200, Math.ceil(((width(page) * Math.min(devicePixelRatio, 2)) / page[0]) * MM / 10) * 10);
const address = (key, number, page) => `${state.urls.pages}/${key}/${number}.png?dpi=${dpi(page)}`;

async function picture(made, index) {
  const image = new Image();
  image.src = address(made.key, index + 1, made.sizes[index]);
  image.alt = _("Trang {n} trên {total}", { n: index + 1, total: made.pages });
  await image.decode().catch(() => null);
  return image;
}

function fit() {
  for (const page of desk.querySelectorAll(".page")) page.style.width = `${width(page.size)}px`;
}

/** Whether a page of the old ones is in view; of none yet the first is. */
function inView(index) {
  const sheet = desk.querySelectorAll(".page")[index];
  return sheet ? sheet.offsetTop < desk.scrollTop + desk.clientHeight && sheet.offsetTop + sheet.offsetHeight > desk.scrollTop : index === 0;
}

/** Put new pages in place of the old: those in view first, the others keep their old picture until the new one is decoded. */
async function show(made) {
  const images = await Promise.all(made.sizes.map((size, index) => (inView(index) ? picture(made, index) : null)));
  const old = [...desk.querySelectorAll(".page img")];
  const place = desk.scrollTop;
  const sheets = made.sizes.map((size, index) => {
    const image = images[index] ?? old[index] ?? h("img", { alt: _("Trang {n} trên {total}", { n: index + 1, total: made.pages }) });
    image.width = Math.round(size[0] * 4);
    image.height = Math.round(size[1] * 4);
    const sheet = h("div", { class: "page", data: { page: index + 1 } }, image);
    sheet.size = size;
    return sheet;
  });
  desk.replaceChildren(...sheets);
  fit();
  desk.scrollTop = place;
  shown = made;
  count();
  fill(made, sheets.filter((_sheet, index) => !images[index]));
}

/** The pages out of view, one after the other, as long as nothing newer is shown. */
async function fill(made, sheets) {
  for (const sheet of sheets) {
    if (shown !== made) return;
    const image = await picture(made, Number(sheet.dataset.page) - 1);
    if (shown !== made) return;
    const { width: wide, height: high } = sheet.querySelector("img");
    Object.assign(image, { width: wide, height: high });
    sheet.querySelector("img").replaceWith(image);
  }
}

/** Say why there are no new pages; the last good ones stay, and what may pass by itself is tried again, ever more rarely. */
function failed(answer, told) {
  const last = shownAt ? _("Trang in của lúc {at}", { at: clock(shownAt) }) : _("Chưa có trang in");
  age(last, "late");
  if (!answer) return void again();
  const passing = answer.status !== 422;
  const code = passing && answer.headers.get("X-Request-Id")?.slice(0, 8);
  const tried = passing ? _("Hệ thống thử lại lần {n}; trong lúc chờ, vẫn soạn và kiểm tra được.", { n: (tries += 1) }) : (told?.message ?? _("Sửa tiếp thì trang in được dựng lại."));
  desk.querySelector(".preview-card")?.remove();
  desk.prepend(h("div", { class: "preview-card", role: "status" }, h("h2", {}, _("Chưa dựng được trang in")), h("p", {}, `${_("Bản thảo không bị ảnh hưởng.")} ${tried}`), shownAt ? h("p", {}, _("Dưới đây là trang in của lúc {at}.", { at: clock(shownAt) })) : null,
    h("button", { class: "btn small", type: "button", onclick: () => make() }, _("Thử lại ngay")), code ? h("p", { class: "muted small-text" }, _("Nếu còn lặp lại, báo mã {code} cho người quản trị.", { code })) : null));
  if (passing) again();
}

function again() {
  clearTimeout(timer);
  timer = setTimeout(make, Math.min(LATEST_AGAIN, AGAIN * 2 ** Math.max(0, tries - 1)));
}

async function make() {
  const turn = ++asked;
  const since = changedAt;
  age(_("Đang dựng trang"));
  const data = structuredClone(store.data);
  const answer = await ask(state.urls.pages, "POST", { data });
  const made = await answer?.json().catch(() => null);
  if (turn !== asked) return;
  if (!answer?.ok) return failed(answer, made);
  tries = 0;
  desk.querySelector(".preview-card")?.remove();
  if (made.key !== shown?.key) await show(made);
  if (turn !== asked) return;
  shownAt = new Date();
  age(_("Cập nhật sau {n} giây", { n: ((performance.now() - since) / 1000).toFixed(1).replace(".", ",") }));
  document.dispatchEvent(new CustomEvent("pages:shown", { detail: made.pages }));
  const found = await ask(`${state.urls.pages}/${made.key}/chu`, "POST", { data });
  const boxes = await found?.json().catch(() => null);
  if (turn === asked && boxes?.lines) (lines = boxes.lines), mark(true);
}

let focused = null;

/** One band on each page over these lines: page, left, top, right, bottom (mm), field, ordinal of the paragraph. */
function bands(hits, tone = "") {
  const pages = new Map();
  for (const hit of hits) pages.set(hit[0], [...(pages.get(hit[0]) ?? []), hit]);
  return [...pages].map(([number, boxes]) => {
    const sheet = desk.querySelector(`[data-page="${number}"]`);
    if (!sheet) return null;
    const [wide, high] = sheet.size;
    const [left, top] = [Math.min(...boxes.map((box) => box[1])) - 2, Math.min(...boxes.map((box) => box[2])) - 0.8];
    const [right, bottom] = [Math.max(...boxes.map((box) => box[3])), Math.max(...boxes.map((box) => box[4])) + 0.8];
    const band = h("span", { class: `mark ${tone}` });
    Object.assign(band.style, { left: `${(left / wide) * 100}%`, width: `${((right - left + 2) / wide) * 100}%`, top: `${(top / high) * 100}%`, height: `${((bottom - top) / high) * 100}%` });
    sheet.append(band);
    return band;
  }).filter(Boolean);
}

/** The lines that show a field; a block is shown by its title, words or name. */
const showing = (path) => lines.filter(([, , , , , field]) => field && (field === path || (field.startsWith(path) && /^\/(?:title|text|name)$/.test(field.slice(path.length)))));

/** Mark what the checker found and the paragraph of the field in focus; that one is brought into view when it is out of it. */
function mark(scroll = false) {
  desk.querySelectorAll(".mark").forEach((one) => one.remove());
  for (const finding of findings) if (isGrave(finding) && finding.paragraph !== null) bands(lines.filter((line) => line[6] === finding.paragraph), "warn");
  const [first] = focused ? bands(showing(focused)) : [];
  if (!first || !scroll) return;
  const place = first.getBoundingClientRect();
  const frame = desk.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) desk.scrollTop += place.top - frame.top - frame.height / 3;
}

/** A click on a paragraph of the page goes to its field, also in a part that is closed. */
function toField(event) {
  const sheet = event.target.closest(".page");
  if (!sheet) return;
  const box = sheet.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * sheet.size[0];
  const y = ((event.clientY - box.top) / box.height) * sheet.size[1];
  const near = lines.filter((line) => line[0] === Number(sheet.dataset.page) && line[2] - 1 <= y && y <= line[4] + 1);
  const [, , , , , path] = near.find((one) => one[1] - 3 <= x && x <= one[3] + 3) ?? near[0] ?? [];
  if (path) document.dispatchEvent(new CustomEvent("go", { detail: path }));
}

function count() {
  const sheets = [...desk.querySelectorAll(".page")];
  const middle = desk.scrollTop + desk.clientHeight / 3;
  const index = Math.max(0, sheets.findLastIndex((sheet) => sheet.offsetTop <= middle));
  document.getElementById("page-at").textContent = sheets.length ? `${index + 1}/${sheets.length}` : "–";
  return [sheets, index];
}

function go(step) {
  const [sheets, index] = count();
  const target = sheets[Math.min(Math.max(index + step, 0), sheets.length - 1)];
  if (target) desk.scrollTop = target.offsetTop - 14;
}

export function startPages() {
  store.on(() => {
    changedAt = performance.now();
    clearTimeout(timer);
    timer = setTimeout(make, PAUSE);
  });
  document.addEventListener("pages:again", make);
  document.getElementById("page-up").onclick = () => go(-1);
  document.getElementById("page-down").onclick = () => go(1);
  const scale = (factor) => {
    zoom = factor === 0 ? 1 : Math.min(2.4, Math.max(0.5, zoom * factor));
    fit();
    if (shown) show(shown);
  };
  document.getElementById("zoom-in").onclick = () => scale(1.2);
  document.getElementById("zoom-out").onclick = () => scale(1 / 1.2);
  document.getElementById("zoom-fit").onclick = () => scale(0);
  desk.addEventListener("scroll", count, { passive: true });
  desk.addEventListener("click", toField);
  new ResizeObserver(fit).observe(desk);
  document.getElementById("content").addEventListener("focusin", (event) => {
    const path = event.target.closest("[data-path]")?.dataset.path;
    if (!path || path === focused) return;
    focused = path;
    mark(true);
  });
  document.addEventListener("checked", () => mark());
  document.addEventListener("tab", ({ detail }) => detail === "pages" && shown && show(shown).then(() => mark(true)));
  desk.replaceChildren(h("div", { class: "preview-card quiet" }, icon("file-earmark-text"), h("p", {}, _("Đang dựng trang đầu tiên"))));
  make();
}
