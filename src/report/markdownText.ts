import { visible, visibleLine } from './safeText.js';

/** Text that Markdown shows as it is, in one line: no markup, no HTML, no mention, no table border. */
export function escapeMarkdown(text: string): string {
  return (
    visibleLine(text)
      .replace(/[\\`*_{}[\]<>|~#$]/g, '\\$&')
      .replace(/&/g, '&amp;')
      // An empty comment keeps GitHub from notifying somebody and does not show, not even when the text is copied.
      .replace(/@(?=\w)/g, '@<!-- -->')
      .replace(/^([-+]|\d+[.)])(?=\s)/, '\\$1')
  );
}

/** Our own sentences: `code` is markup in them and names of packages become code; all else is shown as it is. */
export function sentences(text: string): string {
  return text
    .split(/(`[^`]+`|(?<![\w/])@[a-z0-9][\w.-]*\/[\w-]+(?:\.[\w-]+)*)/)
    .map((part, index) => (index % 2 === 1 ? inlineCode(part.replace(/^`|`$/g, '')) : escapePart(part)))
    .join('');
}

/** As `escapeMarkdown`, but blanks at the ends stay: the parts of a sentence are joined again. */
function escapePart(part: string): string {
  const lead = /^\s/.test(part) ? ' ' : '';
  const tail = part.length > 1 && /\s$/.test(part) ? ' ' : '';
  const body = escapeMarkdown(part);
  return body === '' ? lead || tail : lead + body + tail;
}

/** Code in one line, whatever backticks it contains; safe in a table cell. */
export function inlineCode(text: string): string {
  const safe = visibleLine(text).replace(/\|/g, '\\|');
  if (safe === '') return '';
  const fence = '`'.repeat(longestRun(safe) + 1);
  const pad = safe.startsWith('`') || safe.endsWith('`') || fence.length > 1 ? ' ' : '';
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** A fenced block that its content cannot end. The content has its acting characters made visible. */
export function codeBlock(text: string, language = ''): string {
  const safe = visible(text.replace(/\r\n/g, '\n')).replace(/\n+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(safe) + 1));
  return `${fence}${language}\n${safe}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** A link to a line of a file, with the path percent-encoded so that no character of it can end the link. */
export function fileLink(path: string, line?: number): string {
  const suffix = line === undefined ? '' : `:${line}`;
  return `[${inlineCode(path + suffix)}](${encodePath(path)}${line === undefined ? '' : `#L${line}`})`;
}

/** A path as a relative URL. */
export function encodePath(path: string): string {
  const encoded = path
    .split('/')
    .map((part) =>
      encodeURIComponent(wellFormed(part)).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
  // A first segment with a colon would be read as a scheme, and one that starts with a slash as a host.
  return encoded.replace(/^\/+/, '');
}

/** Lone surrogates have no UTF-8 form: encodeURIComponent would throw on them. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** Text inside an HTML tag of a Markdown document: neither Markdown nor HTML acts in it. */
export function htmlInMarkdown(text: string): string {
  return visibleLine(text).replace(/[&<>"'`*_[\]()\\~|#@:$!]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Cuts at a whole character. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
