// A page that sends itself and comes anew puts the focus where it was.
const KEY = "nd30-focus";

/** Keep the place of the control in use; `element` must have an id, or a name and value that find it. */
export function keepFocus(element = document.activeElement) {
  const place = element?.id ? `#${CSS.escape(element.id)}` : element?.name ? `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]` : "";
  if (place) sessionStorage.setItem(KEY, place);
}

/** Go to the place that was kept, once; where it is gone, to what the page is about. */
export function comeBack(instead = "#content") {
  const place = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (place) (document.querySelector(place) ?? document.querySelector(instead))?.focus();
}
