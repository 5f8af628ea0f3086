// One dark line at the bottom, with a way back; it stays 8 seconds and while hovered or focused.
import { h } from "./dom.js";
import { _ } from "./words.js";

const place = document.getElementById("toasts");
let timer;

// Over an open sheet only what is inside it can be seen and pressed.
document.addEventListener("close", () => place && document.body.append(place), true);

/** Say what was done; `undo` adds the button that takes it back. */
export function toast(words, undo) {
  clearTimeout(timer);
  const host = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (place.parentElement !== host) host.append(place);
  const clear = () => place.replaceChildren();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(clear, 8000);
  };
  const button = undo && h("button", { type: "button", onclick: () => (clear(), undo()) }, _("Hoàn tác"));
  const hold = () => clearTimeout(timer);
  place.replaceChildren(
    h("div", { class: "toast", onmouseenter: hold, onmouseleave: later, onfocusin: hold, onfocusout: later }, h("span", {}, words), button),
  );
  later();
}
