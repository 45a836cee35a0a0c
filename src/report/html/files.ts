import { explanationOf, ruleOf } from '../../findings/explanations.js';
import { isEnvFile, NO_ENV_VALUES } from '../envFiles.js';
import { count } from '../layout.js';
import type { FileReport, Report, ReportContext, SiteReport } from '../report.js';
import { sessionFormOf } from '../sessionForms.js';
import { escapeHtml, sentenceHtml } from './escape.js';
import { rowsOfDiff, rowsOfTexts } from './rows.js';
import type { Row } from './rows.js';

/** The sections of all files, each with its sites and its code. */
export function filesHtml(report: Report, context: ReportContext): string {
  return report.files.map((file, index) => fileHtml(file, `f${index}`, context)).join('\n');
}

function fileHtml(file: FileReport, id: string, context: ReportContext): string {
  const rows = fileRows(file, context);
  const lines = new Set(rows.flatMap((row) => (row.kind !== 'gap' && row.before ? [row.before.line] : [])));
  const parts = [
    `<section class="file" id="${id}" data-path="${escapeHtml(file.path)}" tabindex="-1">`,
    `<h3><bdi>${escapeHtml(file.path)}</bdi> <span class="badge ${file.status}">${file.status}</span></h3>`,
  ];
  if (file.error) {
    parts.push(`<p class="error"><code>${escapeHtml(file.error.code)}</code> ${sentenceHtml(file.error.message)}</p>`);
  }
  parts.push(...file.sites.map((site, index) => siteHtml(site, id, index, lines)));
  for (const note of file.notes) {
    const line = note.line === undefined ? '' : `line ${note.line}: `;
    parts.push(`<p class="note"><code>${escapeHtml(note.code)}</code> ${line}${sentenceHtml(note.message)}</p>`);
  }
  if (rows.length > 0) parts.push(tableHtml(rows, id, file));
  else if (file.status === 'changed' && isEnvFile(file.path)) parts.push(`<p class="note">${NO_ENV_VALUES}</p>`);
  parts.push('</section>');
  return parts.join('\n');
}

function siteHtml(site: SiteReport, id: string, index: number, lines: ReadonlySet<number>): string {
  const codes = site.outcome === 'migrated' ? site.notes.map((note) => note.code) : [site.code ?? ''];
  const place = `line ${site.line}`;
  const link = lines.has(site.line) ? `<a href="#${id}-L${site.line}">${place}</a>` : place;
  const title = site.outcome === 'migrated' ? ` → <code>${escapeHtml(sessionFormOf(site.api))}</code>` : '';
  const parts = [
    `<article class="site ${site.outcome}" id="${id}-s${index}" tabindex="-1" data-outcome="${site.outcome}" data-transform="${escapeHtml(site.transform)}" data-codes="${escapeHtml(codes.join(' '))}">`,
    `<h4><span class="badge ${site.outcome}">${site.outcome}</span> <code>${escapeHtml(site.api)}</code>${title} <span class="place">${link}</span></h4>`,
  ];
  if (site.outcome !== 'migrated') {
    const explanation = explanationOf(site.code ?? '');
    parts.push(
      `<p><code>${escapeHtml(site.code ?? '')}</code> ${sentenceHtml(site.message ?? explanation?.title ?? '')}</p>`,
    );
    const hint = site.hint ?? (site.outcome === 'manual' ? ruleOf(site.code ?? '') : '');
    if (hint !== '') parts.push(`<p class="hint">${sentenceHtml(hint)}</p>`);
    if (explanation && site.outcome === 'manual') {
      parts.push(`<details><summary>Why</summary><p>${sentenceHtml(explanation.why)}</p></details>`);
    }
  }
  if (site.evidence) parts.push(`<p class="evidence">${sentenceHtml(site.evidence)}</p>`);
  if (site.effect === 'same') parts.push('<p class="evidence">Behaves as before.</p>');
  for (const note of site.notes) {
    parts.push(`<p class="note"><code>${escapeHtml(note.code)}</code> ${sentenceHtml(note.message)}</p>`);
  }
  parts.push('</article>');
  return parts.join('\n');
}

function fileRows(file: FileReport, context: ReportContext): Row[] {
  const before = withoutBom(context.before(file.path));
  const after = withoutBom(context.after(file.path));
  if (before === undefined || (file.status === 'changed' && after === undefined)) {
    return file.diff === undefined ? [] : rowsOfDiff(file.diff);
  }
  const shown = file.sites.filter((site) => site.outcome !== 'migrated').map((site) => site.line);
  const rows = rowsOfTexts(file.path, before, file.status === 'changed' ? (after ?? before) : before, shown);
  return rows.some((row) => row.kind !== 'gap') ? rows : [];
}

function withoutBom(text: string | undefined): string | undefined {
  return text?.startsWith('\ufeff') ? text.slice(1) : text;
}

function tableHtml(rows: readonly Row[], id: string, file: FileReport): string {
  const marks = new Map<number, string>();
  for (const site of file.sites) if (site.outcome !== 'migrated') marks.set(site.line, site.outcome);
  const both = file.status === 'changed';
  const head = both ? '<thead><tr><th colspan="2">Before</th><th colspan="2">After</th></tr></thead>' : '';
  const side = '<col class="lines"><col>';
  const columns = `<colgroup>${both ? side + side : side}</colgroup>`;
  const body = runs(rows)
    .map((run) => {
      const lines = run.map((row) => rowHtml(row, id, both, marks)).join('\n');
      return `<tbody${run[0]?.kind === 'change' ? ' class="change"' : ''}>\n${lines}\n</tbody>`;
    })
    .join('\n');
  const label = `${both ? 'Changes in' : 'Code of'} ${file.path}, ${count(file.sites.length, 'site')}`;
  return `<div class="code" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><table class="${both ? 'both' : 'one'}">${columns}${head}\n${body}\n</table></div>`;
}

/** Rows that change together make a body of their own: on a narrow page its old lines stand above its new ones. */
function runs(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last && (last[0]?.kind === 'change') === (row.kind === 'change')) last.push(row);
    else found.push([row]);
  }
  return found;
}

function rowHtml(row: Row, id: string, both: boolean, marks: ReadonlyMap<number, string>): string {
  if (row.kind === 'gap') return `<tr class="gap"><td colspan="${both ? 4 : 2}">⋯</td></tr>`;
  const mark = row.before && marks.get(row.before.line);
  const changed = row.kind === 'change';
  const left = row.before
    ? `<td class="ln" id="${id}-L${row.before.line}">${row.before.line}</td><td class="${changed ? 'del' : ''}">${row.before.html}</td>`
    : '<td class="ln none"></td><td class="none"></td>';
  const right = !both
    ? ''
    : row.after
      ? `<td class="ln">${row.after.line}</td><td class="${changed ? 'add' : ''}">${row.after.html}</td>`
      : '<td class="ln none"></td><td class="none"></td>';
  return `<tr${mark ? ` class="${mark}"` : ''}>${left}${right}</tr>`;
}
