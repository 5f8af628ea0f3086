// First set-up: the commune fills the other fields, the head of a document shows as it will print, rows are added.
import { composing, debounce } from "./kit/dom.js";
import { toast } from "./kit/toast.js";
import { _ } from "./kit/words.js";

const unit = document.getElementById("unit");
const list = document.getElementById("unit-list");
const value = (id) => document.getElementById(id)?.value ?? "";

const picture = document.getElementById("head");
let asked = 0;
async function showHead() {
  const place = picture?.closest("[data-head]");
  if (!place || !value("name")) return;
  const turn = ++asked;
  const form = new FormData(document.getElementById("setup"));
  const answer = await fetch(place.dataset.head, { method: "POST", body: form }).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  picture.src = URL.createObjectURL(await answer.blob());
  picture.hidden = false;
  document.getElementById("head-waiting").hidden = true;
}
const showSoon = debounce(500, showHead);

let chosen = "";
let waiting = false;

/** What is listed answers an earlier question as long as the words have changed since. */
const isAnswer = () => list.firstElementChild?.dataset.words === unit.value.trim();

function choose(option) {
  document.getElementById("unit_code").value = option.dataset.code;
  document.getElementById("name").value = option.dataset.name;
  document.getElementById("place").value = option.dataset.place;
  document.getElementById("sign").value = "UBND";
  unit.value = chosen = option.firstElementChild.textContent;
  waiting = false;
  list.replaceChildren();
  unit.setAttribute("aria-expanded", "false");
  unit.removeAttribute("aria-activedescendant");
  showHead();
}

function move(step) {
  const options = [...list.querySelectorAll("[data-code]")];
  if (!options.length) return;
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[(at + step + options.length) % options.length];
  options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
  unit.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

unit?.addEventListener("keydown", (event) => {
  if (composing(event)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    const option = list.querySelector("[aria-selected=true]");
    if (option && isAnswer()) choose(option);
    else waiting = unit.value !== chosen; // typed faster than the list comes: its first is taken when it is there
  } else if (event.key === "Escape") list.replaceChildren();
});
list?.addEventListener("click", (event) => {
  const option = event.target.closest("[data-code]");
  if (option) choose(option);
});
function listed() {
  if (unit.value === chosen) list.replaceChildren();
  const first = list.querySelector("[data-code]");
  unit.setAttribute("aria-expanded", String(Boolean(first)));
  if (waiting && first && isAnswer()) choose(first);
}
list && new MutationObserver(listed).observe(list, { childList: true });
for (const id of ["name", "parent", "sign", "place"]) document.getElementById(id)?.addEventListener("input", showSoon);

// The agency's step of the first set-up can be left half done: what is typed stays on this machine until the step is over.
const HALF_DONE = "nd30-setup";
const KEPT = ["unit", "unit_code", "name", "parent", "sign", "place"];
if (unit) {
  const kept = JSON.parse(localStorage.getItem(HALF_DONE) ?? "{}");
  for (const id of KEPT) document.getElementById(id).value ||= kept[id] ?? "";
  const keep = () => localStorage.setItem(HALF_DONE, JSON.stringify(Object.fromEntries(KEPT.map((id) => [id, value(id)]))));
  addEventListener("pagehide", keep);
  document.getElementById("setup").addEventListener("input", keep);
} else localStorage.removeItem(HALF_DONE);
showHead();

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add]");
  if (!button) return;
  const rows = button.closest("fieldset").querySelector("[data-repeat]");
  const row = rows.lastElementChild.cloneNode(true);
  row.querySelectorAll("input, textarea").forEach((input) => (input.value = ""));
  rows.append(row);
  row.querySelector("input, textarea").focus();
});

// A row goes with its button and comes back with Hoàn tác; the last one is only emptied, so that there is one to type into.
for (const button of document.querySelectorAll("[data-drop]")) button.hidden = false;
document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-drop]")?.closest("[data-row]");
  if (!row) return;
  const [rows, before] = [row.parentElement, row.nextElementSibling];
  const kept = row.cloneNode(true);
  row.querySelectorAll("input, textarea").forEach((input, index) => (kept.querySelectorAll("input, textarea")[index].value = input.value));
  const neighbour = before ?? row.previousElementSibling;
  if (neighbour) row.remove();
  else row.querySelectorAll("input, textarea").forEach((input) => (input.value = ""));
  (neighbour ?? row).querySelector("input, textarea").focus();
  toast(_("Đã bỏ một dòng."), () => {
    if (neighbour) rows.insertBefore(kept, before);
    else row.replaceWith(kept);
    kept.querySelector("input, textarea").focus();
  });
});
