import { count, truncate } from './layout.js';
import type { Report, ReportContext } from './report.js';
import { visible, visibleLine } from './safeText.js';
import { failedFiles, failureLine, headline, outcomeOf } from './summary.js';
import { behaviourSection } from './text/behaviour.js';
import { changesSection } from './text/changes.js';
import { manualSection } from './text/manual.js';
import { keptSection, notesSection } from './text/notes.js';
import { textPage } from './text/page.js';
import type { TextPage } from './text/page.js';

/**
 * The report for people in a terminal. `quiet`: the summary and failures; `normal`: manual sites grouped by code, long
 * runs summed up per file; `verbose`: everything about every site. Without colour the diffs are printed byte for byte,
 * so that `git apply` takes the whole output; nothing else in it looks like a patch.
 */
export function renderText(report: Report, context: ReportContext): string {
  const page = textPage(context);
  summary(page, report);
  if (report.error) return page.text();
  if (context.verbosity !== 'quiet') {
    behaviourSection(page, report);
    changesSection(page, report);
    if (context.showDiff) diffs(page, report);
    manualSection(page, report);
    keptSection(page, report);
  }
  failures(page, report);
  if (context.verbosity !== 'quiet') {
    notesSection(page, report);
    nextSteps(page, report);
  }
  return page.text();
}

function summary(page: TextPage, report: Report): void {
  const { style } = page;
  const outcome = outcomeOf(report);
  const paint =
    outcome === 'refused' ? style.red : outcome === 'changed' || outcome === 'undone' ? style.green : style.bold;
  page.paragraph(visibleLine(headline(report)), { paint: (line) => style.bold(paint(line)) });
  if (report.error) {
    page.paragraph(`More about it: npx composio-to-sessions explain ${report.error.code}`, { paint: style.dim });
    return;
  }
  const failure = failureLine(report);
  if (failure !== undefined) page.paragraph(failure, { paint: (line) => style.bold(style.red(line)) });
  if (outcome === 'undone') return;
  const { files } = report.summary;
  const words = [`${count(files.scanned, 'file')} looked at, ${files.candidates} with Composio code`];
  if (report.mode === 'dry-run') words.push('dry run: nothing was written');
  if (report.mode === 'check') words.push('check: nothing was written');
  if (page.context.verbosity === 'verbose') words.push(`${(report.summary.durationMs / 1000).toFixed(1)} s`);
  page.paragraph(`${words.join('; ')}.`, { paint: style.dim });
}

function diffs(page: TextPage, report: Report): void {
  const { style } = page;
  for (const file of report.files) {
    if (file.diff === undefined) continue;
    page.blank();
    if (!page.context.color) {
      page.raw(file.diff);
      continue;
    }
    for (const line of file.diff.replace(/\n$/, '').split('\n')) {
      const shown = visible(line.replace(/\r$/, ''));
      if (/^(diff --git|---|\+\+\+) /.test(line)) page.line(style.bold(shown));
      else if (line.startsWith('@@')) page.line(style.cyan(shown));
      else if (line.startsWith('+')) page.line(style.green(shown));
      else if (line.startsWith('-')) page.line(style.red(shown));
      else page.line(shown);
    }
  }
}

function failures(page: TextPage, report: Report): void {
  const failed = failedFiles(report);
  if (failed.length === 0) return;
  page.heading(`Failed (${count(failed.length, 'file')})`);
  for (const file of failed) {
    page.line(
      `  ${page.style.red(page.path(file.path, page.width - 4 - (file.error?.code.length ?? 0)))}  ${page.style.dim(file.error?.code ?? '')}`,
    );
    page.paragraph(visibleLine(file.error?.message ?? ''), { indent: '      ' });
  }
}

function nextSteps(page: TextPage, report: Report): void {
  if (report.nextSteps.length === 0) return;
  page.heading('Next steps');
  report.nextSteps.forEach((step, index) => {
    // A command has to be copied in one piece, so it is never broken when it would fit without its number.
    const text = visibleLine(step);
    const first = `  ${index + 1}. `;
    page.paragraph(text, { first, indent: ' '.repeat(first.length) });
  });
  const said = report.nextSteps.some((step) => step.includes('composio-to-sessions explain '));
  if (!said && page.context.verbosity === 'normal' && report.summary.sites.manual > 0) {
    page.paragraph(truncate('npx composio-to-sessions explain <code> says more about each code.', page.width), {
      indent: '  ',
      paint: page.style.dim,
    });
  }
}
