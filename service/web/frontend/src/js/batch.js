// Choosing units of a batch: whole provinces with three-state boxes, single units by search or paste, the total always in sight.
import { h } from "./kit/dom.js";
import { _ } from "./kit/words.js";

const form = document.getElementById("batch-form");
const list = document.getElementById("one-by-one");
const provinces = [...form.querySelectorAll("input[name=province]")];
const kinds = [...form.querySelectorAll("input[name=type]")];
const all = document.getElementById("all-provinces");
const everyType = document.getElementById("every-type");
const goOn = document.getElementById("go-on");
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");

/** Whether units of this type are taken with their province; with no type chosen, all are. */
const wanted = (type) => kinds.every((box) => !box.checked) || kinds.some((box) => box.checked && box.value === type);
const sizeOf = (box) => box.dataset.counts.split(" ").reduce((sum, count, index) => sum + (wanted(kinds[index].value) ? Number(count) : 0), 0);
const whole = (province, type) => (provinces.find((box) => box.value === province)?.checked ?? false) && wanted(type);
const lines = () => [...list.children];
const has = (name, code) => Boolean(list.querySelector(`li[data-code="${code}"] input[name=${name}]`));
const isChosen = (code, province, type) => (whole(province, type) ? !has("without", code) : has("unit", code));
const drop = (code) => list.querySelector(`li[data-code="${code}"]`)?.remove();

/** A line for a unit that differs from its province, with the button that takes the difference back. */
function line(name, { code, province, type, title }) {
  const words = name === "unit" ? _("Bỏ") : _("Thêm lại");
  const button = h("button", { type: "button", class: "link", "aria-label": `${words} ${title}`, onclick: () => takeBack(code) }, words);
  return h("li", { data: { code, province, type } }, h("input", { type: "hidden", name, value: code }), h("span", {}, title), button);
}

/** The unit goes with its province again; the focus stays with its neighbour. */
function takeBack(code) {
  const at = lines().findIndex((one) => one.dataset.code === code);
  drop(code);
  show();
  const near = lines()[Math.min(at, lines().length - 1)];
  (near?.querySelector("button") ?? document.getElementById("unit-words")).focus();
}

function set(unit, chosen) {
  drop(unit.code);
  if (chosen !== whole(unit.province, unit.type)) list.append(line(chosen ? "unit" : "without", unit));
}

function show() {
  let total = 0;
  const byType = Object.fromEntries(kinds.map((box) => [box.value, 0]));
  for (const box of provinces) {
    const size = sizeOf(box);
    const own = lines().filter((one) => one.dataset.province === box.value);
    const taken = own.filter((one) => one.querySelector("[name=unit]") && !whole(box.value, one.dataset.type)).length;
    const left = own.filter((one) => one.querySelector("[name=without]") && whole(box.value, one.dataset.type)).length;
    const chosen = (box.checked ? size - left : 0) + taken;
    box.dataset.counts.split(" ").forEach((one, index) => (byType[kinds[index].value] += box.checked && wanted(kinds[index].value) ? Number(one) : 0));
    for (const one of own) byType[one.dataset.type] += isChosen(one.dataset.code, box.value, one.dataset.type) ? Number(!whole(box.value, one.dataset.type)) : -Number(whole(box.value, one.dataset.type));
    const count = box.dataset.counts.split(" ").reduce((sum, one) => sum + Number(one), 0);
    box.indeterminate = chosen > 0 && chosen < count;
    total += chosen;
    const figure = form.querySelector(`[data-of="${box.value}"]`);
    figure.textContent = box.indeterminate ? `${chosen}/${count}` : count;
    figure.classList.toggle("strong", box.indeterminate);
  }
  all.checked = provinces.every((box) => box.checked && !box.indeterminate);
  all.indeterminate = !all.checked && total > 0;
  document.getElementById("unit-total").textContent = grouped(total);
  for (const figure of form.querySelectorAll(".by-type [data-type]")) figure.textContent = grouped(byType[figure.dataset.type]);
  everyType.checked = kinds.every((box) => !box.checked);
  document.getElementById("differ-title").hidden = !list.children.length;
  goOn.textContent = goOn.dataset.words.replace("{n}", grouped(total));
  for (const box of form.querySelectorAll("[data-unit]")) box.checked = isChosen(box.dataset.unit, box.dataset.province, box.dataset.type);
}

form.addEventListener("change", (event) => {
  const box = event.target;
  if (box === everyType) kinds.forEach((one) => (one.checked = false));
  if (box === all) {
    provinces.forEach((one) => (one.checked = all.checked));
    list.replaceChildren();
  }
  if (box.name === "province") lines().filter((one) => one.dataset.province === box.value).forEach((one) => one.remove());
  if (box.dataset.unit) set({ code: box.dataset.unit, ...box.dataset }, box.checked);
  show();
});
form.querySelector("#unit-words").addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());

// All hits of exactly this name at once.
form.addEventListener("click", (event) => {
  const chosen = event.target.dataset?.every;
  if (!chosen) return;
  for (const box of form.querySelectorAll("[data-hits] [data-unit]")) set({ code: box.dataset.unit, ...box.dataset }, chosen === "on");
  show();
});

/** Pasted units that were understood go straight into the list. */
function takeOver(told) {
  for (const text of told.dataset.adds.split("\n")) {
    const [code, province, type, title] = text.split("|");
    set({ code, province, type, title }, true);
  }
  told.removeAttribute("data-adds");
  document.getElementById("pasted").value = "";
}

/** After a paste: to the first line that asks which unit is meant, else ready for more. */
document.addEventListener("htmx:after:swap", (event) => {
  if (event.target.matches("[hx-target='#pasted-told']")) (document.querySelector("#pasted-told input") ?? document.getElementById("pasted")).focus();
});
new MutationObserver(() => {
  form.querySelectorAll("#pasted-told [data-adds]").forEach(takeOver);
  show();
}).observe(form.querySelector("main"), { childList: true, subtree: true });
for (const item of lines()) {
  const input = item.querySelector("input");
  item.replaceWith(line(input.name, { ...item.dataset, title: item.querySelector("span").textContent.trim() }));
}
show();
