// A page that sends itself and comes anew puts the focus where it was.
const KEY = "nd30-focus";

/** Keep the place of the control in use; `element` must have an id, or a name and value that find it. */
export function keepFocus(element = document.activeElement) {
  const place = element?.id ? `#${CSS.escape(element.id)}` : element?.name ? `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]` : "";
  if (place) sessionStorage.setItem(KEY, place);
}

/** Go to the place that was kept, once; where it is gone, to the first of these that is there. */
export function comeBack(...instead) {
  const place = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (!place) return;
  const found = [place, ...instead, "#content"].map((one) => document.querySelector(one)).find(Boolean);
  found?.focus();
}
