// The drafting page: one store of data, and the parts that show and change it.
import { state, store } from "./editor/store.js";
import { startChecks } from "./editor/checks.js";
import { startTabs } from "./editor/drawer.js";
import { startComments } from "./editor/comments.js";
import { goPart, startForm } from "./editor/form.js";
import { startKeys } from "./editor/keys.js";
import { startLookup } from "./editor/lookup.js";
import { PARTS } from "./editor/outline.js";
import { startPages } from "./editor/pages.js";
import { startSaving } from "./editor/saving.js";
import { startSubmitting } from "./editor/submitting.js";

if (state) {
  const title = document.getElementById("doc-title");
  const empty = title.textContent;
  store.on(() => (title.textContent = title.title = store.data.subject?.trim() || empty));
  startForm();
  startSaving();
  startPages();
  startTabs();
  startChecks();
  startSubmitting();
  startComments();
  startLookup();
  startKeys();
  addEventListener("load", () => {
    const { hash } = location;
    if (hash.startsWith("#/")) document.dispatchEvent(new CustomEvent("go", { detail: hash.slice(1) }));
    else if (PARTS.some(({ id }) => hash === `#part-${id}`)) goPart(hash.slice(6));
  });
}
