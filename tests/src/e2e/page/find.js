// What a person or a screen reader finds: by role and accessible name, among what is shown and can be used now.
const roles = {
  button: 'button:not([role]), [role=button]',
  textbox: 'input:not([type=radio]):not([type=checkbox]), textarea',
  radio: 'input[type=radio]',
  option: '[role=option]',
  listbox: '[role=listbox]',
  alert: '[role=alert]',
  menu: '[role=menu]',
  menuitem: '[role=menuitem]',
  menuitemradio: '[role=menuitemradio]',
  checkbox: 'input[type=checkbox]',
  toolbar: '[role=toolbar]',
  form: 'form',
  group: '[role=group]',
  log: '[role=log]',
  dialog: 'dialog[open]',
  heading: 'h1, h2, h3',
  complementary: 'aside',
  article: 'article',
  link: 'a[href]',
  slider: '[role=slider]',
  timer: '[role=timer]',
  region: 'section[aria-label]',
};
// Marks that only keep names from right to left in order are nothing to read.
const squash = (text) => text.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim();
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const words = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  // `checkVisibility` calls what has no box of its own (`display: contents`) invisible.
  const style = getComputedStyle(node);
  if (node.getAttribute('aria-hidden') === 'true' || style.display === 'none' || style.visibility === 'hidden') return '';
  if (node.matches('button[aria-label], a[aria-label], [role=img][aria-label]')) return ` ${node.getAttribute('aria-label')} `;
  if (node.tagName === 'IMG') return node.alt;
  const inner = [...node.childNodes].map(words).join('');
  return style.display.startsWith('inline') ? inner : ` ${inner} `;
};
const named = (element) => {
  const by = element.getAttribute('aria-labelledby');
  if (by) return squash(by.split(/\s+/).map((id) => document.getElementById(id)).map((e) => (e ? words(e) : '')).join(' '));
  if (element.hasAttribute('aria-label')) return squash(element.getAttribute('aria-label'));
  if (element.labels?.length) return squash([...element.labels].map(words).join(' '));
  return squash(words(element));
};
// What a message says: its words, or the name of its file.
const says = (message) => (message.querySelector('.words') ?? message.querySelector('.file-name'))?.textContent
  ?? message.querySelector('.media img')?.alt ?? '';
const open = document.querySelectorAll('dialog:modal');
const scope = open.length ? open[open.length - 1] : document;
const all = (role) => {
  const found = [...scope.querySelectorAll(roles[role])];
  if (role === 'dialog' && open.length) found.push(scope);
  return found.filter((e) => shown(e) && !e.closest('[inert], [aria-hidden=true]'));
};
// The whole name, or else a part of it.
const find = (role, name) => {
  const found = all(role);
  return found.find((e) => named(e) === name) ?? found.find((e) => named(e).includes(name)) ?? null;
};
const text = () => squash(words(scope === document ? document.body : scope));
