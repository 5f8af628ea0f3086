// Fields that grow with their words where the browser cannot do it itself (field-sizing): their height follows what is in them.
const GROWING = "textarea.line-field, textarea.grow-field, textarea.cell-editor";

function fit(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  const fitAll = () => document.querySelectorAll(GROWING).forEach((field) => field.matches(".cell-editor") || fit(field));
  // The grid's one field lies over its whole cell until it is typed into.
  document.addEventListener("input", ({ target }) => target.matches?.(GROWING) && fit(target));
  for (const moment of ["htmx:after:swap", "toggle"]) document.addEventListener(moment, fitAll, true);
  addEventListener("resize", fitAll);
  document.fonts.ready.then(fitAll);
  fitAll();
}
