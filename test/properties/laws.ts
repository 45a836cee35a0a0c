/** What must hold for the text of every migrated program. */
import { applyEdits, changedOutside } from '../../src/edit/apply.js';
import type { Edit } from '../../src/edit/edit.js';
import { parse } from '../../src/edit/parse.js';
import type { FileChange } from '../../src/pipeline-types.js';
import type { FileReport } from '../../src/report/report.js';
import { inverse } from './pipeline.js';
import type { Program } from './programs.js';

/** Law 1: each site once, at its place, under its name. */
export function siteProblems(program: Program, report: FileReport | undefined): string[] {
  if (report?.error) return [`the file failed: ${report.error.message}`];
  const line = (one: { line: number; column: number; api: string }): string => `${one.line}:${one.column} ${one.api}`;
  const expected = program.sites.map(line).sort();
  const found = (report?.sites ?? []).map(line).sort();
  return JSON.stringify(expected) === JSON.stringify(found)
    ? []
    : [`the sites are ${expected.join('; ')}, and the report has ${found.join('; ')}`];
}

/** Law 4: a rule that is missing shows as a site that only the type check took back. */
export function takenBack(report: FileReport | undefined): string[] {
  return (
    (report?.sites ?? [])
      .filter((site) => site.code === 'type-check-failed' || site.code === 'transform-failed')
      // A callback of a client without a type has a parameter without one: only the check knows whether that is an error.
      .filter((site) => !site.message?.includes("implicitly has an 'any' type"))
      .map((site) => `line ${site.line} was taken back: ${site.message}`)
  );
}

/** Laws 4 and 5 on the bytes. */
export function textProblems(program: Program, change: FileChange, told: readonly string[]): string[] {
  const { before, after, edits, path } = change;
  const problems: string[] = [];
  try {
    parse(after, path);
  } catch (error) {
    problems.push(`it does not parse: ${String(error)}`);
  }
  const outside = changedOutside(before, after, edits);
  if (outside !== null) problems.push(outside);
  if (takeBack(before, after, edits) !== before) problems.push('without the edits it is not the old text');
  return [...problems, ...styleProblems(program, change), ...commentProblems(program, change, told)];
}

function takeBack(before: string, after: string, edits: readonly Edit[]): string {
  const lengthOf = (edit: Edit): number => applyEdits(before, [edit]).length - before.length + (edit.end - edit.start);
  return applyEdits(after, inverse(before, edits, lengthOf));
}

/** New code is written as the file is. */
function styleProblems({ style, text }: Program, { after, edits, bom }: FileChange): string[] {
  const problems: string[] = [];
  const added = edits.map((edit) => edit.text).join('\n');
  if (bom !== style.bom) problems.push('the BOM is another one');
  if (style.eol === '\r\n' && /[^\r]\n/.test(after)) problems.push('a line does not end with CRLF');
  if (style.eol === '\n' && after.includes('\r')) problems.push('a line ends with CRLF');
  if (/\n$/.test(after) !== style.finalNewline) problems.push('the final newline is another one');
  const other = style.quote === "'" ? '"' : "'";
  if (added.includes(other)) problems.push(`new code has the quote ${other}`);
  const newLines = after.split(/\r?\n/).filter((line) => !text.includes(line));
  if (!style.semicolons && newLines.some((line) => /;[^\S\n]*$/.test(line))) problems.push('new code has semicolons');
  // A file without an indented block shows no tabs.
  const tabs = style.indent === '\t' && /[{([]\r?\n\t/.test(text);
  if (tabs && newLines.some((line) => /^ +[^ *]/.test(line))) problems.push('new code has spaces for tabs');
  const head = text.slice(0, Math.max(0, text.search(/import|const|«/)));
  if (!after.startsWith(head)) problems.push('the head of the file is another one');
  return problems;
}

/** A comment goes only with what it is about, and the report has it. */
function commentProblems(program: Program, { after }: FileChange, told: readonly string[]): string[] {
  return (
    program.comments
      // One before code on its line is written as a block.
      .filter((comment) => ![after, ...told].some((text) => new RegExp(`${wordsOf(comment)}(?!\\d)`).test(text)))
      .map((comment) => `the comment ${comment} is gone`)
  );
}

const wordsOf = (comment: string): string => comment.replace(/^\/[/*] | \*\/$/g, '');
