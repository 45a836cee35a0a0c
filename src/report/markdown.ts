import { ruleOf } from '../findings/explanations.js';
import { placeFinder } from './currentPlace.js';
import { isEnvFile, NO_ENV_VALUES } from './envFiles.js';
import { count } from './layout.js';
import { codeBlock, escapeMarkdown, fileLink, htmlInMarkdown, inlineCode, sentences, shorten } from './markdownText.js';
import type { FileReport, Report, ReportContext } from './report.js';
import { sessionFormOf } from './sessionForms.js';
import { stepParts } from './steps.js';
import {
  allNotes,
  effectGroups,
  failedFiles,
  headline,
  isEffectNote,
  isPreview,
  manualGroups,
  sitesWith,
  waitingWords,
} from './summary.js';
import type { LocatedSite } from './summary.js';

/** GitHub takes 65,536 characters per comment. */
export const MARKDOWN_LIMIT = 65_000;
const SITES_IN_A_ROW = 10;
/** Kept free for the lines that say what was left out. */
const RESERVE = 600;

/**
 * The report as a pull-request comment: summary, what will behave differently, manual sites with links, then the files
 * with their diffs folded. Always below `MARKDOWN_LIMIT` characters; what does not fit is counted.
 */
export function renderMarkdown(report: Report, context: ReportContext): string {
  const comment = limited(MARKDOWN_LIMIT - RESERVE);
  comment.add(`## composio-to-sessions\n\n**${escapeMarkdown(shorten(headline(report), 2_000))}**`);
  if (report.error) {
    comment.add(`Code: ${inlineCode(report.error.code)}`);
    return comment.text();
  }
  comment.add(summaryTable(report));
  comment.add(behaviour(report));
  failures(comment, report);
  manual(comment, report, context);
  kept(comment, report);
  notes(comment, report);
  steps(comment, report);
  files(comment, report);
  return comment.text();
}

interface Comment {
  /** Adds a block with an empty line before it if it fits; says whether it did. */
  add(block: string): boolean;
  /** Adds a head and as many rows as fit, then says how many were left out; a row may stand for several things. */
  addRows(head: string, rows: readonly (string | Row)[], share: number, tail?: string): void;
  /** Adds a closing line from the reserve. */
  close(line: string): void;
  text(): string;
}

interface Row {
  text: string;
  /** How many things the row stands for. */
  amount: number;
}

function limited(limit: number): Comment {
  const blocks: string[] = [];
  let length = 0;
  const add = (block: string) => {
    if (block === '') return true;
    if (length + block.length + 2 > limit) return false;
    blocks.push(block);
    length += block.length + 2;
    return true;
  };
  return {
    add,
    close: (line) => void blocks.push(line),
    addRows: (head, rows, share, tail = '') => {
      const room = Math.min(limit - length, limit * share) - head.length - tail.length - 80;
      const fitting: string[] = [];
      let used = 0;
      let left = 0;
      for (const row of rows) {
        const { text, amount } = typeof row === 'string' ? { text: row, amount: 1 } : row;
        used += text.length + 1;
        if (used > room) left += amount;
        else fitting.push(text);
      }
      add([head, ...fitting].join('\n') + (left > 0 ? `\n\n… and ${left} more, in the full report.` : '') + tail);
    },
    text: () => `${blocks.join('\n\n')}\n`,
  };
}

function summaryTable(report: Report): string {
  const { files, sites } = report.summary;
  return [
    '| Sites | Migrated | Need you | Kept | Files changed | Files failed |',
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
    `| ${sites.total} | ${sites.migrated} | ${sites.manual} | ${sites.kept} | ${files.changed} | ${files.failed} |`,
  ].join('\n');
}

function behaviour(report: Report): string {
  const groups = effectGroups(report);
  if (groups.length === 0) {
    return report.summary.sites.migrated > 0 ? 'Every migrated site behaves as before.' : '';
  }
  const rows = groups.map(
    (group) =>
      `| ${inlineCode(group.code)} | ${group.count} | **${sentences(group.title)}.** ${sentences(group.means)} |`,
  );
  return ['### What will behave differently', '', '| Note | Sites | Meaning |', '| --- | ---: | --- |', ...rows].join(
    '\n',
  );
}

function failures(comment: Comment, report: Report): void {
  const rows = failedFiles(report).map(
    (file) =>
      `- ${fileLink(file.path)} ${inlineCode(file.error?.code ?? '')}: ${escapeMarkdown(shorten(file.error?.message ?? '', 300))}`,
  );
  if (rows.length > 0) comment.addRows(`### Failed (${count(rows.length, 'file')})\n`, rows, 0.15);
}

function manual(comment: Comment, report: Report, context: ReportContext): void {
  const placeOf = placeFinder(report, context);
  const rows = manualGroups(report).flatMap((group) =>
    alike(group.sites).map((sites): Row => {
      const [site] = sites as [LocatedSite];
      const why = sentences(shorten(site.message ?? group.title, 300));
      const hint = sentences(shorten(site.hint ?? ruleOf(group.code), 300));
      const where = sites.map((each) => fileLink(each.path, placeOf(each).line)).join('<br>');
      return {
        text: `| ${where} | ${inlineCode(site.api)} | ${inlineCode(group.code)} | ${why} | ${hint} |`,
        amount: sites.length,
      };
    }),
  );
  if (rows.length === 0) return;
  const head = `### Needs you (${count(report.summary.sites.manual, 'site')})\n\nWaiting: ${waitingWords(report)}.\n\n| Where | Call | Code | Why | What to do |\n| --- | --- | --- | --- | --- |`;
  comment.addRows(head, rows, 0.45);
}

/** Sites of one call that share reason and hint, which then need saying once; few enough to read in one cell. */
function alike(sites: readonly LocatedSite[]): LocatedSite[][] {
  const rows: LocatedSite[][] = [];
  const open = new Map<string, LocatedSite[]>();
  for (const site of sites) {
    const key = JSON.stringify([site.api, site.message, site.hint]);
    const row = open.get(key);
    if (row && row.length < SITES_IN_A_ROW) {
      row.push(site);
      continue;
    }
    const next = [site];
    open.set(key, next);
    rows.push(next);
  }
  return rows;
}

function kept(comment: Comment, report: Report): void {
  const rows = sitesWith(report, 'kept').map(
    (site) =>
      `- ${fileLink(site.path, site.line)} ${inlineCode(site.api)} (${inlineCode(site.code ?? '')}): ${sentences(shorten(site.message ?? '', 200))}`,
  );
  if (rows.length === 0) return;
  comment.addRows(
    `<details><summary>Kept on purpose (${count(rows.length, 'site')})</summary>\n`,
    rows,
    0.1,
    '\n\n</details>',
  );
}

function notes(comment: Comment, report: Report): void {
  const rows = allNotes(report).map((note) => {
    const place = note.path === undefined ? '' : `${fileLink(note.path, note.line)} `;
    return `- ${place}${inlineCode(note.code)}: ${sentences(shorten(note.message, 300))}`;
  });
  if (rows.length > 0) comment.addRows(`### Notes (${rows.length})\n`, rows, 0.15);
}

function steps(comment: Comment, report: Report): void {
  const rows = report.nextSteps.map((step) => `- ${stepText(step)}`);
  if (rows.length > 0) comment.addRows('### Next steps\n', rows, 0.05);
}

function stepText(step: string): string {
  const { words, command, place } = stepParts(step);
  if (command === undefined) return sentences(shorten(words ?? step, 300));
  const before = words === undefined ? '' : `${sentences(words)}: `;
  return `${before}${inlineCode(shorten(command, 300))}${place === undefined ? '' : ` ${escapeMarkdown(place)}`}`;
}

function files(comment: Comment, report: Report): void {
  const changed = report.files.filter((file) => file.status === 'changed');
  if (changed.length === 0) return;
  if (!comment.add(`### ${isPreview(report) ? 'Would change' : 'Changed'} (${count(changed.length, 'file')})`)) return;
  let withoutDiff = 0;
  let leftOut = 0;
  for (const file of changed) {
    if (leftOut === 0 && comment.add(details(file, true))) continue;
    if (comment.add(details(file, false))) withoutDiff += 1;
    else leftOut += 1;
  }
  if (withoutDiff > 0) comment.close(`The diffs of ${count(withoutDiff, 'file')} are left out here for their length.`);
  if (leftOut > 0) comment.close(`${count(leftOut, 'more file')} left out here for their length.`);
}

function details(file: FileReport, withDiff: boolean): string {
  const sites = file.sites.filter((site) => site.outcome === 'migrated');
  const lines = [
    `<details><summary><code>${htmlInMarkdown(file.path)}</code>${sites.length === 0 ? '' : ` (${count(sites.length, 'site')})`}</summary>`,
    ...(sites.length === 0 ? [] : ['']),
  ];
  for (const site of sites) {
    const differs = site.notes.filter((note) => isEffectNote(note.code)).map((note) => inlineCode(note.code));
    const effect = differs.length > 0 ? `; differs: ${differs.join(', ')}` : '';
    const evidence = site.evidence ? ` — ${sentences(shorten(site.evidence, 300))}` : '';
    lines.push(
      `- line ${site.line}: ${inlineCode(site.api)} → ${inlineCode(sessionFormOf(site.api))}${effect}${evidence}`,
    );
  }
  if (withDiff && file.diff !== undefined) lines.push('', codeBlock(file.diff, 'diff'));
  if (file.diff === undefined && isEnvFile(file.path)) lines.push('', NO_ENV_VALUES);
  lines.push('', '</details>');
  return lines.join('\n');
}
