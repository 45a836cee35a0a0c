// Draws the screen of a terminal emulator as SVG. Every run of characters is set on the grid, so that the picture looks
// the same with any monospaced font.

const CELL = { width: 8.4, height: 18 };
const EDGE = 16;
const BAR = 30;
const TEXT = '#d6deeb';
const BACKGROUND = '#10151c';
const DIM = 0.6;
/** The sixteen colours of the terminal, quiet enough for a page. */
const PALETTE = [
  ...['#3b4252', '#ef6b73', '#8ccf7e', '#e5c76b', '#67b0e8', '#c47fd5', '#6cbfbf', '#d6deeb'],
  ...['#5c6773', '#ef7d7d', '#96d988', '#f4d67a', '#71baf2', '#ce89df', '#67cbe7', '#ffffff'],
];

/**
 * @param {import('@xterm/headless').Terminal} terminal
 * @param {{ title: string, from?: string }} options `from`: the picture begins with the first line that holds this text
 * @returns {string} a whole SVG document
 */
export function pictureOf(terminal, { title, from }) {
  const lines = linesOf(terminal, from);
  const width = Math.ceil(terminal.cols * CELL.width + 2 * EDGE);
  const height = lines.length * CELL.height + BAR + 2 * EDGE;
  const rows = lines.map((runs, row) => {
    const y = BAR + EDGE + row * CELL.height + 13;
    return runs.map((run) => drawn(run, y)).join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${attribute(title)}">
<title>${attribute(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>
<g fill="#5c6773"><circle cx="20" cy="18" r="5"/><circle cx="38" cy="18" r="5"/><circle cx="56" cy="18" r="5"/></g>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${TEXT}">
${rows.filter((row) => row !== '').join('\n')}
</g>
</svg>
`;
}

/** Lines without the empty ones at the end; each a list of runs of cells that look the same. */
function linesOf(terminal, from) {
  const { active } = terminal.buffer;
  const lines = [];
  let started = from === undefined;
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row);
    if (!line) continue;
    started ||= line.translateToString(true).includes(from);
    // The command stays above what is shown of it.
    if (started || row === 0) lines.push(runsOf(line, terminal.cols));
  }
  while (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

function runsOf(line, columns) {
  const runs = [];
  for (let column = 0; column < columns; column++) {
    const cell = line.getCell(column);
    if (!cell || cell.getWidth() === 0) continue;
    const text = cell.getChars() || ' ';
    const look = lookOf(cell);
    const last = runs.at(-1);
    if (last && last.key === look.key && last.column + last.width === column) {
      last.text += text;
      last.width += cell.getWidth();
    } else runs.push({ ...look, text, column, width: cell.getWidth() });
  }
  return runs.filter((run) => run.text.trim() !== '' || run.background !== undefined);
}

function lookOf(cell) {
  const color = cell.isFgPalette() ? PALETTE[cell.getFgColor()] : undefined;
  const inverse = cell.isInverse() !== 0;
  const bold = cell.isBold() !== 0;
  const dim = cell.isDim() !== 0;
  const fill = inverse ? BACKGROUND : color;
  const background = inverse ? (color ?? TEXT) : undefined;
  return { fill, background, bold, dim, key: [fill, background, bold, dim].join() };
}

function drawn({ text, column, width, fill, background, bold, dim }, y) {
  const lead = background === undefined ? text.length - text.trimStart().length : 0;
  const shown = background === undefined ? text.trim() : text;
  const trail = background === undefined ? text.length - text.trimEnd().length : 0;
  const x = round(EDGE + (column + lead) * CELL.width);
  const length = round((width - lead - trail) * CELL.width);
  const back =
    background === undefined
      ? ''
      : `<rect x="${x}" y="${y - 13}" width="${length}" height="${CELL.height}" fill="${background}"/>`;
  const look = [
    ...(fill === undefined ? [] : [` fill="${fill}"`]),
    ...(bold ? [' font-weight="bold"'] : []),
    ...(dim ? [` opacity="${DIM}"`] : []),
  ].join('');
  return `${back}<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${look}>${escaped(shown)}</text>`;
}

function round(value) {
  return Math.round(value * 100) / 100;
}

/** Blanks beside each other would be drawn as one; no-break spaces are not. */
function escaped(text) {
  return attribute(text.replaceAll(' ', '\u00a0'));
}

function attribute(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
