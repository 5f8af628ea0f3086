"""What a careful eye would object to on a page, measured: headings, primary buttons, type too small, text cut or covered."""

MEASURE = """
() => {
  const found = [];
  const shown = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const box = (one) => one.getBoundingClientRect();
  const words = (one) => (one.innerText || one.value || one.getAttribute('aria-label') || '').trim().replace(/\\s+/g, ' ').slice(0, 60);
  const dialog = document.querySelector('dialog[open]');
  const inside = (one) => !dialog || dialog.contains(one);
  const phone = innerWidth < 768;
  const headings = [...document.querySelectorAll('h1')].filter(shown);
  if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
  if (headings.length !== 1) found.push(`${headings.length} h1`);
  const primary = [...document.querySelectorAll('.btn.primary')]
    .filter((one) => shown(one) && inside(one) && !one.closest('form.card, details:not([open])'));
  if (primary.length > 1) found.push('primary buttons: ' + primary.map(words).join(' | '));
  for (const one of document.querySelectorAll('body *')) {
    if (!shown(one) || one.closest('.visually-hidden, svg, img, .page, noscript')) continue;
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(one);
    const size = parseFloat(style.fontSize); // words of no size stand behind an icon, for those who listen
    if (own && size > 0 && size < 11.5) found.push(`type of ${style.fontSize}: ${words(one)}`);
    const cut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
    const hides = style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.overflowX !== 'scroll';
    if (own && cut && hides && !one.title && !one.closest('[title]')) found.push(`cut without its full text as title: ${words(one)}`);
    if (one.matches('input:not([type]), input[type=text], input[type=email]') && cut && one.value) found.push(`value cut: ${one.value}`);
    if (phone && one.matches('.btn') && box(one).height < 37) found.push(`target of ${Math.round(box(one).height)} px: ${words(one)}`);
    const scrolls = one.closest('.table-scroll, .steps, .subnav');
    if (own && !scrolls && box(one).right > innerWidth + 1) found.push(`past the right edge: ${words(one)}`);
  }
  for (const one of document.querySelectorAll('h1, .docbar .btn, .docbar .save')) {
    if (!shown(one) || !inside(one)) continue;
    const place = box(one);
    for (const at of [0.05, 0.5, 0.95]) {
      const top = document.elementFromPoint(place.left + place.width * at, place.top + place.height / 2);
      if (top && top !== one && !one.contains(top) && !top.contains(one)) { found.push(`covered: ${words(one)}`); break; }
    }
  }
  return [...new Set(found)];
}
"""


def flaws(page):
    """Every objection to the page as it is shown now, in words; empty for a good page."""
    return page.evaluate(MEASURE)
