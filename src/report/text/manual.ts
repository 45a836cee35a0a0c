import { ruleOf } from '../../findings/explanations.js';
import { codeFrame } from '../codeFrame.js';
import { placeFinder } from '../currentPlace.js';
import type { CurrentPlace } from '../currentPlace.js';
import { count, truncate } from '../layout.js';
import type { Report } from '../report.js';
import { visibleLine } from '../safeText.js';
import { manualGroups, waitingWords } from '../summary.js';
import type { CodeGroup, LocatedSite } from '../summary.js';
import type { TextPage } from './page.js';

/** Sites of a group that get their surrounding lines too; the others show the line itself. Verbose shows all in full. */
const IN_FULL = 3;

/** Manual sites, grouped by code, each with a code frame, its reason and what to do. */
export function manualSection(page: TextPage, report: Report): void {
  const groups = manualGroups(report);
  if (groups.length === 0) return;
  page.heading(`Needs you (${count(report.summary.sites.manual, 'site')})`);
  page.paragraph(`Waiting: ${waitingWords(report)}.`, { indent: '  ', first: '  ' });
  const placeOf = placeFinder(report, page.context);
  for (const group of groups) groupText(page, group, placeOf);
}

function groupText(page: TextPage, group: CodeGroup, placeOf: (site: LocatedSite) => CurrentPlace): void {
  const { style } = page;
  page.blank();
  page.paragraph(
    `${group.code}: ${visibleLine(group.title)}${group.sites.length > 1 ? ` (${count(group.sites.length, 'site')})` : ''}`,
    {
      indent: '    ',
      first: '  ',
      paint: (line) => style.bold(style.yellow(line)),
    },
  );
  // What all sites of a group share is said once, below the heading.
  const message = shared(group.sites, (site) => site.message);
  const hint = shared(group.sites, hintOf);
  if (message !== undefined) labelled(page, 'Why', message, '    ');
  if (hint !== undefined) labelled(page, 'Do', hint, '    ');
  group.sites.forEach((site, index) => {
    const full = page.context.verbosity === 'verbose' || index < IN_FULL;
    // One blank line also where the short ones begin.
    if (full || index === IN_FULL) page.blank();
    const current = placeOf(site);
    for (const line of heading(page, site, current)) page.line(`    ${line}`);
    if (message === undefined) labelled(page, 'Why', site.message ?? '', '      ');
    if (hint === undefined) labelled(page, 'Do', hintOf(site), '      ');
    if (page.context.verbosity === 'verbose' && site.evidence) labelled(page, 'Found', site.evidence, '      ');
    frame(page, current, full ? 2 : 0);
  });
}

function hintOf(site: LocatedSite): string {
  return site.hint !== undefined && site.hint !== '' ? site.hint : ruleOf(site.code ?? '');
}

function shared(sites: readonly LocatedSite[], value: (site: LocatedSite) => string | undefined): string | undefined {
  const first = sites[0] && value(sites[0]);
  return first !== undefined && sites.every((site) => value(site) === first) ? first : undefined;
}

/** The place and the call in one line, or in two where the terminal is narrow. */
function heading(page: TextPage, site: LocatedSite, { line, column }: CurrentPlace): string[] {
  const position = `:${line}:${column}`;
  const room = page.width - 4 - position.length;
  const isNarrow = room - site.api.length - 2 < 20;
  const path = page.path(site.path, isNarrow ? room : room - site.api.length - 2);
  const api = page.style.dim(truncate(site.api, page.width - 6));
  return isNarrow ? [page.style.cyan(path + position), `  ${api}`] : [`${page.style.cyan(path + position)}  ${api}`];
}

function labelled(page: TextPage, label: string, text: string, indent: string): void {
  const first = `${indent}${label}: `;
  page.paragraph(visibleLine(text), { first, indent: ' '.repeat(first.length) });
}

function frame(page: TextPage, place: CurrentPlace, around: number): void {
  const { style } = page;
  if (place.text === undefined) return;
  const digits = String(place.line + around).length;
  const gutter = 6 + digits + 5;
  for (const line of codeFrame(place.text, place, around, page.width - gutter)) {
    const mark = line.isTarget ? style.red('>') : ' ';
    const number = (line.number === undefined ? '' : String(line.number)).padStart(digits);
    const body = line.number === undefined ? style.red(line.text) : line.isTarget ? line.text : style.dim(line.text);
    page.line(`      ${mark} ${style.dim(`${number} |`)} ${body}`);
  }
}
