import { explanationOf } from '../../findings/explanations.js';
import { count } from '../layout.js';
import type { Report } from '../report.js';
import { visibleLine } from '../safeText.js';
import { allNotes, sitesWith } from '../summary.js';
import type { LocatedNote } from '../summary.js';
import type { TextPage } from './page.js';

/** Notes of one code that are listed; the rest is counted, unless `verbose`. */
const LISTED = 5;

/** Sites that were left on purpose, one line each. */
export function keptSection(page: TextPage, report: Report): void {
  const kept = sitesWith(report, 'kept');
  if (kept.length === 0) return;
  page.heading(`Kept on purpose (${count(kept.length, 'site')})`);
  for (const site of kept) {
    const position = `${visibleLine(site.path)}:${site.line}`;
    page.paragraph(`${position}  ${site.api} (${site.code ?? ''}): ${visibleLine(site.message ?? '')}`, {
      first: '  ',
      indent: '      ',
    });
  }
}

/** Everything that does not belong to the outcome of a site, grouped by code. */
export function notesSection(page: TextPage, report: Report): void {
  const notes = allNotes(report);
  if (notes.length === 0) return;
  const groups = new Map<string, LocatedNote[]>();
  for (const note of notes) {
    const group = groups.get(note.code);
    if (group) group.push(note);
    else groups.set(note.code, [note]);
  }
  page.heading(`Notes (${notes.length})`);
  for (const [code, group] of groups) {
    page.paragraph(`${code}: ${explanationOf(code)?.title ?? ''}`, { first: '  ', indent: '    ' });
    const listed = page.context.verbosity === 'verbose' ? group.length : LISTED;
    for (const note of group.slice(0, listed)) noteText(page, note);
    if (group.length > listed) {
      page.paragraph(`and ${group.length - listed} more (--verbose lists them)`, {
        indent: '    ',
        paint: page.style.dim,
      });
    }
  }
}

function noteText(page: TextPage, note: LocatedNote): void {
  const position =
    note.path === undefined ? '' : `${visibleLine(note.path)}${note.line === undefined ? '' : `:${note.line}`}  `;
  page.paragraph(`${position}${visibleLine(note.message)}`, { first: '    ', indent: '      ', paint: page.style.dim });
}
