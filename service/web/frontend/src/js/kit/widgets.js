// Alpine's small states, registered so that a strict content security policy allows them.
import Alpine from "@alpinejs/csp";

Alpine.data("secret", () => ({
  shown: false,
  toggle() {
    this.shown = !this.shown;
    this.$refs.field.type = this.shown ? "text" : "password";
    this.$refs.field.focus();
  },
}));

Alpine.data("dropZone", () => ({
  over: false,
  init() {
    // A file chosen before this script had come; one that the browser brings back after a reload or a step back was sent already.
    if (performance.getEntriesByType("navigation")[0]?.type === "navigate") this.$nextTick(() => this.send());
  },
  enter() {
    this.over = true;
  },
  leave() {
    this.over = false;
  },
  take(event) {
    this.over = false;
    if (!event.dataTransfer?.files.length) return;
    this.$refs.file.files = event.dataTransfer.files;
    this.send();
  },
  send() {
    if (this.$refs.file?.files.length) this.$refs.file.form.requestSubmit();
  },
}));

Alpine.data("filePick", () => ({
  name: "",
  pick(event) {
    this.name = event.target.files[0]?.name ?? "";
  },
}));

Alpine.data("choices", () => ({
  all(event) {
    for (const box of this.$root.querySelectorAll("input[data-row]")) box.checked = event.target.checked;
    this.count();
  },
  chosen: 0,
  count() {
    this.chosen = this.$root.querySelectorAll("input[data-row]:checked").length;
  },
  none() {
    return this.chosen === 0;
  },
  some() {
    return this.chosen > 0;
  },
}));

/** A name that grows over several lines is still one line: Enter sends its form. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || !event.target.matches?.("textarea[data-line]")) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
});

window.Alpine = Alpine;
Alpine.start();
