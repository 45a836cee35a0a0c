/* global document, window, getComputedStyle, NodeFilter -- these functions run in the page */

export const focusedId = () => document.activeElement?.id ?? '';
export const focusedText = () => document.activeElement?.textContent ?? '';
export const clearStorage = () => localStorage.clear();
export const setTheme = (theme) => (document.documentElement.dataset.theme = theme);
export const hasGlobal = (name) => name in window;
export const widths = () => [document.documentElement.scrollWidth, window.innerWidth];
export const pathsOf = (files) => files.map((file) => file.dataset.path);

export function bodyColors() {
  const { color, backgroundColor } = getComputedStyle(document.body);
  return { color, backgroundColor };
}

/** What the page consists of, as far as text of a project could have got into it. */
export function contents() {
  const all = [...document.querySelectorAll('*')];
  return {
    scripts: document.scripts.length,
    foreign: document.querySelectorAll('img, svg, iframe, object, embed, textarea, base').length,
    acting: all.filter((element) =>
      [...element.attributes].some(({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value)),
    ).length,
    paths: [...document.querySelectorAll('.file')].map((file) => file.dataset.path),
    text: document.body.innerText,
  };
}

/** Does what text could do if it got in as markup: a handler, an image, a style, a script. */
export function breakIn() {
  const holder = document.createElement('div');
  holder.innerHTML = '<img src="https://example.com/x.png" onerror="window.ran = 1"><p style="color:red">x</p>';
  document.body.append(holder);
  const script = document.createElement('script');
  script.textContent = 'window.ran = 2';
  document.body.append(script);
}

/** Texts whose contrast (WCAG 2) with the first colour behind them is below `least`. */
export function textsFainterThan(least) {
  const parts = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color) => {
    const [r = 0, g = 0, b = 0] = parts(color).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    if (!element) return 'rgb(255, 255, 255)';
    const color = getComputedStyle(element).backgroundColor;
    return (parts(color)[3] ?? 1) === 0 ? behind(element.parentElement) : color;
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() === '' || !element.checkVisibility()) continue;
    if (element.closest('script, style, option')) continue;
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < least) faint.add(`${element.tagName}.${element.className}: ${contrast.toFixed(2)}`);
  }
  return [...faint];
}
