// Keys of the drafting page; keys of an input method at work are never ours.
import { composing } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { step } from "./checks.js";
import { closeDrawer } from "./drawer.js";
import { goPart } from "./form.js";
import { PARTS } from "./outline.js";
import { save } from "./saving.js";
import { store } from "./store.js";

export function undo() {
  if (!store.undo()) toast(_("Không còn gì để hoàn tác."));
}
export function redo() {
  store.redo();
}

function part(by) {
  const current = PARTS.findIndex(({ id }) => document.getElementById(`part-${id}`).classList.contains("focused"));
  goPart(PARTS[(Math.max(current, 0) + by + PARTS.length) % PARTS.length].id);
}

export function startKeys() {
  const buttons = [[["undo", "undo-phone"], undo, () => store.canUndo], [["redo", "redo-phone"], redo, () => store.canRedo]].flatMap(([ids, act, can]) => ids.map((id) => [document.getElementById(id), act, can]));
  for (const [button, act] of buttons) button.addEventListener("click", act);
  const show = () => {
    for (const [button, , can] of buttons) button.disabled = !can();
  };
  document.querySelector(".menu.phone-only")?.addEventListener("click", (event) => event.target.closest("button, a") && event.currentTarget.removeAttribute("open"));
  store.on(show);
  show();
  document.addEventListener("keydown", (event) => {
    if (composing(event) || document.querySelector("dialog[open]")) return;
    const control = event.ctrlKey && !event.altKey && !event.shiftKey;
    const key = event.key.toLowerCase();
    const act = (task) => (event.preventDefault(), task());
    if (control && key === "s") act(() => save());
    else if (control && key === "z") act(undo);
    else if (control && key === "y") act(redo);
    else if (event.altKey && /^[1-6]$/.test(event.key)) act(() => goPart(PARTS[Number(event.key) - 1].id));
    else if (event.altKey && event.key === "PageDown") act(() => part(1));
    else if (event.altKey && event.key === "PageUp") act(() => part(-1));
    else if (event.key === "F8") act(() => step(event.shiftKey ? -1 : 1));
    else if (event.key === "Escape" && !document.getElementById("drawer").hidden && !document.querySelector("details.menu[open]")) act(closeDrawer);
  });
}
