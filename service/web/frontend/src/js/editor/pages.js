// The pages as they print: made on the server, shown as pictures, the old ones stay until the new ones are decoded.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { fold } from "./combo.js";
import { ask } from "./saving.js";
import { at, state, store, words } from "./store.js";

const PAUSE = 350;
const MM = 25.4;
const desk = document.getElementById("desk");
let zoom = 1;
let shown = null;
let asked = 0;
let timer;
let lines = [];

const age = (text, tone = "") => {
  const place = document.getElementById("page-age");
  place.textContent = text;
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

function failed(answer, told) {
  const words = told?.message ?? _("Chưa dựng được trang in");
  age(_("Trang in cũ"), "late");
  if (shown) return;
  desk.replaceChildren(h("div", { class: "page-card" }, h("h2", {}, _("Chưa dựng được trang in")), h("p", {}, words), h("p", {}, _("Bản thảo không bị ảnh hưởng. Hệ thống thử lại khi sửa tiếp.")), h("button", { class: "btn", type: "button", onclick: () => make() }, _("Thử lại"))));
}

async function make() {
  const turn = ++asked;
  age(_("Đang dựng trang"));
  const answer = await ask(state.urls.pages, "POST", { data: store.data });
  if (turn !== asked) return;
  const made = await answer?.json().catch(() => null);
  if (!answer?.ok) return failed(answer, made);
  if (made.key !== shown?.key) await show(made);
  if (turn !== asked) return;
  age(_("Cập nhật sau {n} giây", { n: (made.milliseconds / 1000).toFixed(1).replace(".", ",") }));
  const found = await fetch(`${state.urls.pages}/${made.key}/chu`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (turn === asked && found?.ok) (lines = joined((await found.json()).lines)), mark();
}

const GAP = 6;

/** Pieces of one printed line as one: a bold number and the words after it are apart in the PDF. */
function joined(pieces) {
  const whole = [];
  for (const piece of pieces) {
    const before = whole.at(-1);
    const near = before && before[0] === piece[0] && Math.abs(before[4] - piece[4]) < 2 && piece[1] - before[3] < GAP && piece[1] >= before[1];
    if (near) whole[whole.length - 1] = [before[0], before[1], Math.min(before[2], piece[2]), Math.max(before[3], piece[3]), Math.max(before[4], piece[4]), `${before[5]} ${piece[5]}`];
    else whole.push(piece);
  }
  return whole;
}

const bare = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "");
const unnumbered = (text) => text.replace(/^\s*(?:(?:Điều|Chương|Phần|Mục)\s+)?(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s*|^\s*[-–+]\s*/i, "");

/** The lines on the pages that show the words of a field: the first that begins them, and those that go on. */
function find(said) {
  const wanted = bare(said);
  if (wanted.length < 4) return [];
  const exact = search(wanted, (line) => (wanted.startsWith(line) && (line.length > 11 || line === wanted)) || line.startsWith(wanted));
  return exact.length ? exact : search(wanted, (line) => line.includes(wanted.slice(0, 24)));
}

function search(wanted, begins) {
  for (let start = 0; start < lines.length; start += 1) {
    const line = bare(unnumbered(lines[start][5]));
    if (!line || !begins(line)) continue;
    const from = line.indexOf(wanted.slice(0, 24));
    const hits = [lines[start]];
    let got = from < 0 ? line : line.slice(from);
    for (let next = start + 1; next < lines.length && got.length < wanted.length; next += 1) {
      const more = bare(lines[next][5]);
      if (!wanted.startsWith(got + more)) break;
      got += more;
      hits.push(lines[next]);
    }
    return hits;
  }
  return [];
}

let focused = null;
function mark() {
  desk.querySelectorAll(".mark").forEach((one) => one.remove());
  if (!focused) return;
  const value = at(focused);
  const said = typeof value === "object" && value && !Array.isArray(value) ? words(value.title ?? value.text ?? value.name ?? "") : words(value ?? "");
  const hits = find(typeof said === "string" ? said : "");
  const pages = Map.groupBy ? Map.groupBy(hits, (hit) => hit[0]) : hits.reduce((map, hit) => map.set(hit[0], [...(map.get(hit[0]) ?? []), hit]), new Map());
  for (const [number, boxes] of pages) {
    const sheet = desk.querySelector(`[data-page="${number}"]`);
    if (!sheet) continue;
    const [w, height] = sheet.size;
    const top = Math.min(...boxes.map((box) => box[2])) - 0.8;
    const bottom = Math.max(...boxes.map((box) => box[4])) + 0.8;
    const left = Math.min(...boxes.map((box) => box[1])) - 2;
    const band = h("span", { class: "mark" });
    Object.assign(band.style, { left: `${(left / w) * 100}%`, width: `${((Math.max(...boxes.map((box) => box[3])) - left + 2) / w) * 100}%`, top: `${(top / height) * 100}%`, height: `${((bottom - top) / height) * 100}%` });
    sheet.append(band);
  }
  const first = desk.querySelector(".mark");
  if (!first) return;
  const place = first.getBoundingClientRect();
  const frame = desk.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) desk.scrollTop += place.top - frame.top - frame.height / 3;
}

/** A click on a paragraph of the page goes to its field. */
function toField(event) {
  const sheet = event.target.closest(".page");
  if (!sheet) return;
  const box = sheet.getBoundingClientRect();
  const y = ((event.clientY - box.top) / box.height) * sheet.size[1];
  const line = lines.find((one) => one[0] === Number(sheet.dataset.page) && one[2] - 1 <= y && y <= one[4] + 1);
  const said = line && bare(line[5]).replace(/^(?:[ivxl]+|\d+|[a-z])(?=[a-z])/, "");
  if (!said || said.length < 4) return;
  for (const element of document.querySelectorAll("#content [data-path]")) {
    const value = bare(element.value ?? "");
    if (value.length >= 4 && (value.includes(said.slice(0, 20)) || bare(line[5]).includes(value))) return element.focus();
  }
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
    mark();
  });
  desk.replaceChildren(h("div", { class: "page-card quiet" }, icon("file-earmark-text"), h("p", {}, _("Đang dựng trang đầu tiên"))));
  make();
}
