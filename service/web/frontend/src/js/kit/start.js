// Starts what pages share: menus that close, sheets, drop zones, combos, live search, keys.
import "./growing.js";
import "./keys.js";
import "./widgets.js";
import { composing } from "./dom.js";
import { toast } from "./toast.js";
import { _ } from "./words.js";

// A menu is a <details class="menu">: Escape and a click elsewhere close it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || composing(event)) return;
  const menu = event.target.closest?.("details.menu[open]") ?? document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = event.target.closest?.("details.menu[open]");
  if (!step || !menu || composing(event)) return;
  const items = [...menu.querySelectorAll(".sheet-list a, .sheet-list button")];
  if (!items.length) return;
  event.preventDefault();
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
});

// Sheets: data-opens names a <dialog>; data-closes leaves it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.opens)?.showModal();
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
});

// A form that is under way says so and is not sent twice.
document.addEventListener("submit", (event) => {
  const button = event.submitter ?? event.target.querySelector("button:not([type=button])");
  if (event.target.method === "dialog" || !button || event.defaultPrevented) return;
  if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
  if (event.target.hasAttribute("data-downloads")) return;
  button.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => document.querySelectorAll("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy")));

// data-copies: a button that puts an address on the clipboard; shown only where scripts run and the browser lets them.
for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copies);
    toast(_("Đã chép địa chỉ."));
  });
}

// A form of choices that only change what is shown is sent as soon as one changes.
document.addEventListener("change", (event) => event.target.closest("form[data-autosubmit]")?.requestSubmit());

const said = document.querySelector("meta[name=said]");
if (said) toast(said.content);
document.addEventListener("htmx:response:error", () => toast(_("Máy chủ chưa trả lời được, thử lại sau ít giây.")));

// The place one is at in a row of places that scrolls is in sight.
document.querySelector(".subnav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// data-goes-back: a link to the page before, which as a step back finds what was typed there.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-goes-back]") || history.length < 2) return;
  event.preventDefault();
  history.back();
});
