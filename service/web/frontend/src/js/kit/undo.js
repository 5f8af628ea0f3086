// What a page just did and how to take it back: told as a toast, also on Ctrl Z; without scripts the form stays on the page.
import { composing, isField } from "./dom.js";
import { toast } from "./toast.js";

const form = document.querySelector("form[data-undo]");
if (form) {
  form.hidden = true;
  const take = () => form.requestSubmit();
  toast(form.dataset.undo, take);
  document.addEventListener("keydown", (event) => {
    const wanted = event.ctrlKey && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
    if (!wanted || composing(event) || isField(event.target) || !document.querySelector(".toast button")) return;
    event.preventDefault();
    take();
  });
}
