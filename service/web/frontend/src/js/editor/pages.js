// The pages as they print: made on the server, shown as pictures, the old ones stay until the new ones are decoded.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { bare, placeOf, unnumbered } from "./locate.js";
import { findings, isGrave } from "./problems.js";
import { ask } from "./saving.js";
import { at, state, store, words } from "./store.js";

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
  const answer = await ask(state.urls.pages, "POST", { data: store.data });
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
  const found = await fetch(`${state.urls.pages}/${made.key}/chu`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (turn === asked && found?.ok) (lines = joined((await found.json()).lines)), mark(true);
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

/** One band on each page over the lines that were found. */
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

/** Mark what the checker found and the paragraph of the field in focus; that one is brought into view when it is out of it. */
function mark(scroll = false) {
  desk.querySelectorAll(".mark").forEach((one) => one.remove());
  for (const finding of findings) if (isGrave(finding) && finding.text) bands(find(unnumbered(finding.text)), "warn");
  if (!focused) return;
  const value = at(focused);
  const said = typeof value === "object" && value && !Array.isArray(value) ? words(value.title ?? value.text ?? value.name ?? "") : words(value ?? "");
  const [first] = bands(find(typeof said === "string" ? said : ""));
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
  const near = lines.map((line, index) => [line, index]).filter(([line]) => line[0] === Number(sheet.dataset.page) && line[2] - 1 <= y && y <= line[4] + 1);
  const [line, index] = near.find(([one]) => one[1] - 3 <= x && x <= one[3] + 3) ?? near[0] ?? [];
  if (!line) return;
  const path = placeOf(line[5]) ?? (index ? placeOf(`${lines[index - 1][5]} ${line[5]}`) : null);
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
