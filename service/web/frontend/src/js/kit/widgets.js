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
    if (this.$refs.file.files.length) this.$refs.file.form.requestSubmit();
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

window.Alpine = Alpine;
Alpine.start();
