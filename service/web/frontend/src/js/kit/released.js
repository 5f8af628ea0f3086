// What a press began ends where it began: nothing moves under a button that is held down.
let pressed = false;
document.addEventListener("pointerdown", () => (pressed = true), true);
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => (pressed = false), true);

/** Do what moves the lines only when no button is held down: a click must end where it began. */
export function released(task) {
  if (!pressed) return task();
  document.addEventListener("pointerup", () => setTimeout(task), { once: true });
}
