// The drawer at the right: one tool at a time (check, comments, look-up), each with its button on the strip; on a narrow screen a tab.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";

const place = document.getElementById("drawer");
const editor = document.getElementById("editor");
const tabs = document.querySelector(".editor-tabs");
const tools = new Map();
let current = null;

/** Make a tool known: `title` for people, `show(place)` fills the drawer when it opens. */
export function drawerTool(name, title, show) {
  tools.set(name, { title, show });
  document.getElementById(`strip-${name}`)?.addEventListener("click", () => (current === name ? closeDrawer() : openDrawer(name)));
}

export const isOpen = (name) => current === name;

/** The head that every tool begins with: its title, the way to the others, the way out. */
export function drawerHead(name) {
  const others = [...tools].filter(([other]) => other !== name).map(([other, { title }]) => h("button", { type: "button", class: "link", onclick: () => openDrawer(other) }, title));
  return h("header", {}, h("h2", { tabindex: -1 }, tools.get(name).title), h("span", { class: "row-line" }, ...others, h("button", { class: "close", type: "button", "aria-label": _("Đóng"), onclick: closeDrawer }, icon("x-lg"))));
}

/** What a narrow screen shows: the form, the pages or the drawer. */
export function showTab(name) {
  editor.dataset.tab = name;
  tabs.querySelectorAll("[data-tab]").forEach((one) => one.setAttribute("aria-current", String(one.dataset.tab === name)));
  document.dispatchEvent(new CustomEvent("tab", { detail: name }));
}

export function openDrawer(name) {
  current = name;
  place.hidden = false;
  place.setAttribute("aria-label", tools.get(name).title);
  place.replaceChildren(drawerHead(name));
  editor.classList.add("checking");
  showTab("checks");
  for (const other of tools.keys()) document.getElementById(`strip-${other}`)?.setAttribute("aria-expanded", String(other === name));
  tools.get(name).show(place);
}

export function closeDrawer() {
  const was = current;
  current = null;
  place.hidden = true;
  editor.classList.remove("checking");
  if (editor.dataset.tab === "checks") showTab("form");
  const button = document.getElementById(`strip-${was}`);
  button?.setAttribute("aria-expanded", "false");
  button?.focus();
}

export function startTabs() {
  showTab("form");
  tabs.addEventListener("click", (event) => {
    const name = event.target.closest("[data-tab]")?.dataset.tab;
    if (name === "checks") return openDrawer("check");
    if (name) showTab(name);
  });
}
