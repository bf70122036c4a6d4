// What does not fit into the screen as it is now, one line each. `touch`: fingers must find every control.
const misfits = (touch) => {
  const found = [];
  const front = open.length ? open[open.length - 1] : document.body;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.vh, [inert]');
  // Words of people, which may be cut off; words of the app may not.
  const people = '.guardians, .preview, .student .name, .student .class, .file-name, .stem, .what, .what small, .name > *, ' +
    '.care span, .quoted span, .reply-row p, .people h2, .name-button, .viewer-title b, .search-further span, .past, input, textarea';
  const across = document.documentElement.scrollWidth - innerWidth;
  if (across > 0) found.push(`the page is ${across} px too wide`);
  for (const part of front.querySelectorAll('*')) {
    const style = getComputedStyle(part);
    const scrolls = ['auto', 'scroll'].includes(style.overflowY) && part.clientWidth > 0;
    if (scrolls && !part.matches('textarea, .tray') && seen(part) && part.scrollWidth > part.clientWidth + 1) {
      found.push(`${part.className} is ${part.scrollWidth - part.clientWidth} px too wide for its place`);
    }
  }
  const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = squash(walker.currentNode.data);
    const parent = walker.currentNode.parentElement;
    if (text === '' || !seen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    for (let around = parent; around !== null; around = around.parentElement) {
      const style = getComputedStyle(around);
      const frame = around.getBoundingClientRect();
      // For screen readers alone, or in a part that is meant to be scrolled to the side.
      if (frame.width <= 1 || style.clipPath !== 'none' || ['auto', 'scroll'].includes(style.overflowX)) break;
      const cuts = style.overflowX !== 'visible' || style.contain.includes('paint');
      const holds = around.matches('button, label, .button, .status, .badge');
      if (style.display === 'inline' || style.display === 'contents' || !(cuts || holds)) continue;
      const beside = box.right > frame.right + 1 || box.left < frame.left - 1;
      const below = around.matches('.conversation') && (box.bottom > frame.bottom + 1 || box.top < frame.top - 1);
      if (!beside && !below) continue;
      if (!around.matches(people)) found.push(`“${text}” is cut off by ${around.tagName.toLowerCase()}.${around.className}`);
      break;
    }
  }
  if (touch) {
    const controls = 'button, a[href], input, textarea, select, [role=slider], label:has(input)';
    for (const control of front.querySelectorAll(controls)) {
      // A label is as good as its field; links within words have their line's height (WCAG 2.5.8).
      if (!seen(control) || control.closest('[aria-hidden=true], .words') || (control.matches('input') && control.closest('label, .message'))) continue;
      const { width, height } = control.getBoundingClientRect();
      const more = getComputedStyle(control, '::after');
      const wider = more.content !== 'none' && more.position === 'absolute';
      const size = [['width', width], ['height', height]].map(([side, own]) => Math.max(own, wider ? parseFloat(more[side]) || 0 : 0));
      if (Math.min(...size) < 43.5) found.push(`“${named(control)}” (${control.className}) has ${size.map(Math.round).join(' × ')} px for a finger`);
    }
  }
  return [...new Set(found)];
};
