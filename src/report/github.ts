import { explanationOf, ruleOf } from '../findings/explanations.js';
import type { Report } from './report.js';
import { visible, visibleLine } from './safeText.js';
import { sessionFormOf } from './sessionForms.js';
import { allNotes, effectGroups, failedFiles, failureLine, headline, isPreview, sitesWith } from './summary.js';

type Level = 'error' | 'warning' | 'notice';

interface Place {
  path?: string;
  line?: number;
  column?: number;
}

/**
 * GitHub Actions workflow commands, one a line: errors for failed files, warnings for what is left to do (manual sites
 * and, where nothing is written, sites that can be migrated), notices for notes; then the summary as plain lines.
 */
export function renderGithub(report: Report): string {
  const lines: string[] = [];
  const add = (level: Level, title: string, message: string, place: Place = {}) =>
    void lines.push(command(level, title, message, place));

  if (report.error) {
    add('error', `composio-to-sessions: ${report.error.code}`, report.error.message);
    return `${lines.join('\n')}\n`;
  }
  for (const file of failedFiles(report)) {
    add('error', file.error?.code ?? 'failed', file.error?.message ?? 'The file failed.', { path: file.path });
  }
  for (const site of sitesWith(report, 'manual')) {
    const code = site.code ?? '';
    const hint = site.hint ?? ruleOf(code);
    const text = [site.message ?? explanationOf(code)?.title ?? '', hint].filter((part) => part !== '').join('\n');
    add('warning', `${site.api} needs you (${code})`, text, site);
  }
  if (isPreview(report)) {
    for (const site of sitesWith(report, 'migrated')) {
      const differs = site.effect === 'differs' ? ` Differs: ${site.notes.map((note) => note.code).join(', ')}.` : '';
      const text = `${site.api} can become ${sessionFormOf(site.api)}: run composio-to-sessions.${differs}`;
      add('warning', `${site.api} can be migrated`, text, site);
    }
  }
  for (const note of allNotes(report)) add('notice', note.code, note.message, note);
  for (const line of [headline(report), failureLine(report)]) if (line !== undefined) lines.push(plain(line));
  for (const group of effectGroups(report))
    lines.push(plain(`Differs: ${group.title} (${group.code}, ${group.count})`));
  for (const step of report.nextSteps) lines.push(plain(`Next: ${step}`));
  return `${lines.join('\n')}\n`;
}

function command(level: Level, title: string, message: string, { path, line, column }: Place): string {
  const properties: string[] = [];
  if (path !== undefined) properties.push(`file=${property(path)}`);
  if (line !== undefined) properties.push(`line=${line}`);
  if (column !== undefined) properties.push(`col=${column}`);
  properties.push(`title=${property(visibleLine(title))}`);
  return `::${level} ${properties.join(',')}::${data(visible(message))}`;
}

/** Escapes the text of a workflow command. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** Escapes the value of a property of a workflow command. A path keeps its bytes: GitHub looks it up. */
function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** A line of the log that can not be taken for a command. */
function plain(text: string): string {
  return visibleLine(text).replace(/^(?=::|##\[)/, ' ');
}
