// Choosing units of a batch: whole provinces with three-state boxes, single units by search, the total always in sight.
import { h } from "./kit/dom.js";
import { _ } from "./kit/words.js";

const form = document.getElementById("batch-form");
const list = document.getElementById("one-by-one");
const provinces = [...form.querySelectorAll("input[name=province]")];
const all = document.getElementById("all-provinces");
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");

const whole = (province) => provinces.find((box) => box.value === province)?.checked ?? false;
const singles = (name) => [...list.querySelectorAll(`input[name=${name}]`)];
const has = (name, code) => singles(name).some((input) => input.value === code);
const isChosen = (code, province) => (whole(province) ? !has("without", code) : has("unit", code));
const drop = (code) => list.querySelector(`li[data-code="${code}"]`)?.remove();

/** A line for a unit that differs from its province, with the button that takes the difference back. */
function line(name, code, province, title) {
  const words = name === "unit" ? _("Bỏ") : _("Thêm lại");
  const button = h("button", { type: "button", class: "link", onclick: () => (drop(code), show()) }, words);
  return h("li", { data: { code, province } }, h("input", { type: "hidden", name, value: code }), h("span", {}, title), button);
}

function set(code, province, title, chosen) {
  drop(code);
  if (chosen !== whole(province)) list.append(line(chosen ? "unit" : "without", code, province, title));
  show();
}

function show() {
  let total = 0;
  for (const box of provinces) {
    const count = Number(box.dataset.count);
    const differing = list.querySelectorAll(`li[data-province="${box.value}"]`).length;
    const chosen = box.checked ? count - differing : differing;
    box.indeterminate = chosen > 0 && chosen < count;
    total += chosen;
    const figure = form.querySelector(`[data-of="${box.value}"]`);
    figure.textContent = box.indeterminate ? `${chosen}/${count}` : count;
    figure.classList.toggle("strong", box.indeterminate);
  }
  const full = provinces.filter((box) => box.checked && !box.indeterminate).length;
  all.checked = full === provinces.length;
  all.indeterminate = !all.checked && total > 0;
  document.getElementById("unit-total").textContent = grouped(total);
  for (const box of form.querySelectorAll("[data-unit]")) box.checked = isChosen(box.dataset.unit, box.dataset.province);
}

form.addEventListener("change", (event) => {
  const box = event.target;
  if (box === all) provinces.forEach((one) => (one.checked = all.checked));
  if (box === all) list.replaceChildren();
  if (box.name === "province") list.querySelectorAll(`li[data-province="${box.value}"]`).forEach((one) => one.remove());
  if (box.dataset.unit) set(box.dataset.unit, box.dataset.province, box.dataset.title, box.checked);
  else show();
});
form.querySelector("#unit-words").addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
new MutationObserver(show).observe(document.getElementById("unit-hits"), { childList: true });
for (const item of [...list.children]) {
  const input = item.querySelector("input");
  item.replaceWith(line(input.name, item.dataset.code, item.dataset.province, item.textContent));
}
show();
