// Keys that work everywhere: Ctrl K searches, ? lists the keys, Ctrl Enter presses the primary button.
import { composing, isField } from "./dom.js";

document.addEventListener("keydown", (event) => {
  if (composing(event)) return;
  const control = event.ctrlKey && !event.shiftKey && !event.altKey;
  if (control && event.key.toLowerCase() === "k") {
    const sheet = document.getElementById("search-sheet");
    if (!sheet) return;
    event.preventDefault();
    if (!sheet.open) sheet.showModal();
    sheet.querySelector("input").select();
  } else if (event.key === "?" && !isField(event.target)) {
    document.getElementById("keys-sheet")?.showModal();
  } else if (control && event.key === "Enter") {
    const sheet = document.querySelector("dialog[open]");
    const buttons = [...(sheet ?? document).querySelectorAll(".btn.primary:not([data-no-key])")];
    const button = buttons.find((one) => one.getClientRects().length); // never one in a sheet that is closed
    if (button && !button.disabled) {
      event.preventDefault();
      button.click();
    }
  }
});

document.getElementById("search-sheet")?.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll(".search-list a")];
  if (event.key === "Enter" && event.target.matches("input") && !composing(event)) {
    event.preventDefault();
    links[0]?.click();
  }
  if (!step || !links.length || composing(event)) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  if (at + step < 0) event.currentTarget.querySelector("input").focus();
  else links[Math.min(at + step, links.length - 1)].focus();
});
