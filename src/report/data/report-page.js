/* global document, window, location, CSS, ResizeObserver -- runs in the reader's browser, inside the HTML report */
(() => {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const search = byId('search');
  const selects = { outcome: byId('outcome'), transform: byId('transform'), code: byId('code') };
  const files = [...document.querySelectorAll('.file')].map((element) => ({
    element,
    link: document.querySelector(`li[data-file="${element.id}"]`),
    text: element.textContent.toLowerCase(),
    sites: [...element.querySelectorAll('.site')].map((site) => ({
      element: site,
      text: `${element.dataset.path} ${site.textContent}`.toLowerCase(),
    })),
  }));
  let current = null;

  function matches(site) {
    const data = site.element.dataset;
    const { outcome, transform, code } = selects;
    return (
      (outcome.value === '' || data.outcome === outcome.value) &&
      (transform.value === '' || data.transform === transform.value) &&
      (code.value === '' || data.codes.split(' ').includes(code.value))
    );
  }

  function filter() {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = (text) => words.every((word) => text.includes(word));
    const selected = Object.values(selects).some((select) => select.value !== '');
    let shownSites = 0;
    let shownFiles = 0;
    for (const file of files) {
      const own = file.sites.filter(matches);
      // Words that stand only in the code of a file show the file with all its sites.
      const inSites = own.filter((site) => found(site.text));
      const shown = inSites.length > 0 ? inSites : found(file.text) ? own : [];
      for (const site of file.sites) site.element.hidden = !shown.includes(site);
      const visible = shown.length > 0 || (!selected && found(file.text));
      file.element.hidden = !visible;
      if (file.link) file.link.hidden = !visible;
      shownSites += shown.length;
      if (visible) shownFiles += 1;
    }
    for (const folder of document.querySelectorAll('nav details')) {
      folder.parentElement.hidden = !folder.querySelector('li[data-file]:not([hidden])');
    }
    byId('empty').hidden = shownFiles > 0 || files.length === 0;
    const amount = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
    byId('shown').textContent = `${amount(shownSites, 'site')} in ${amount(shownFiles, 'file')}`;
  }

  function go(element) {
    if (!element) return;
    current?.classList.remove('current');
    current = element;
    current.classList.add('current');
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: 'start' });
  }

  /** The next (1) or previous (-1) of the visible elements, seen from the current one in document order. */
  function step(selector, direction) {
    const elements = [...document.querySelectorAll(selector)].filter(
      (each) => !each.hidden && !each.closest('[hidden]'),
    );
    if (elements.length === 0) return;
    const from = current && document.contains(current) ? current : null;
    if (!from) return go(direction > 0 ? elements[0] : elements.at(-1));
    const isAfter = (each) => from.compareDocumentPosition(each) & 4;
    const isBefore = (each) => from.compareDocumentPosition(each) & 2;
    const next =
      direction > 0
        ? elements.find((each) => each !== from && isAfter(each))
        : elements.findLast((each) => each !== from && isBefore(each));
    // The current one may be hidden by a filter since.
    go(next ?? (elements.includes(from) ? from : direction > 0 ? elements.at(-1) : elements[0]));
  }

  /** Arrow keys inside the tree move between its links. */
  function moveInTree(direction) {
    const links = [...document.querySelectorAll('nav a')].filter((link) => link.offsetParent !== null);
    links[links.indexOf(document.activeElement) + direction]?.focus();
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (event.key === 'Escape') {
      search.value = '';
      for (const select of Object.values(selects)) select.value = '';
      filter();
      target.blur?.();
      return;
    }
    if (target.matches?.('input, select, textarea')) {
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    const inTree = Boolean(target.closest?.('nav'));
    const inCode = Boolean(target.closest?.('.code'));
    const actions = new Map([
      ['/', () => search.focus()],
      ['j', () => step('.site', 1)],
      ['k', () => step('.site', -1)],
    ]);
    if (inTree) {
      actions.set('ArrowDown', () => moveInTree(1)).set('ArrowUp', () => moveInTree(-1));
    }
    if (!inCode) {
      actions.set('ArrowRight', () => step('.file', 1)).set('ArrowLeft', () => step('.file', -1));
    }
    const action = actions.get(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  });

  byId('controls').addEventListener('submit', (event) => event.preventDefault());
  search.addEventListener('input', filter);
  for (const select of Object.values(selects)) select.addEventListener('change', filter);

  byId('theme').addEventListener('click', () => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
    const now = document.documentElement.dataset.theme ?? (dark ? 'dark' : 'light');
    setTheme(now === 'dark' ? 'light' : 'dark');
  });

  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('composio-to-sessions-theme', theme);
    } catch {
      // A page opened from a file may have no storage; the choice then lasts as long as the page.
    }
  }

  try {
    const stored = localStorage.getItem('composio-to-sessions-theme');
    if (stored === 'dark' || stored === 'light') document.documentElement.dataset.theme = stored;
  } catch {
    // As above.
  }
  // What stays at the top must not cover what a link or key leads to.
  const bar = byId('controls');
  new ResizeObserver(() => document.documentElement.style.setProperty('--bar', `${bar.offsetHeight}px`)).observe(bar);
  filter();
  if (location.hash) document.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`)?.scrollIntoView();
})();
