import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escapeHtml, sentenceHtml } from './html/escape.js';
import { filesHtml } from './html/files.js';
import { treeHtml } from './html/tree.js';
import { count } from './layout.js';
import type { Report, ReportContext, SiteReport } from './report.js';
import { stepParts } from './steps.js';
import { effectGroups, failureLine, headline, isPreview, waitingWords } from './summary.js';

/**
 * The page's own style and script lie beside the code as files of their own kinds. Browsers read line ends as line
 * feeds before they compare hashes, so a checkout with other line ends must not matter.
 */
function asset(name: string): string {
  return readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8').replace(/\r\n?/g, '\n');
}

/**
 * One self-contained page for the reviewer of a migration. Everything is in the HTML already (it prints and reads
 * without scripts); the script adds filters, search and keys. A content security policy allows this very style and
 * script and nothing else, so that no text from a project can act and nothing is requested.
 */
export function renderHtml(report: Report, context: ReportContext): string {
  const style = asset('report.css');
  const script = asset('report-page.js');
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${escapeHtml(`${report.tool.name} ${report.tool.version}`)}">
<title>Composio sessions: migration report</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<h1>Composio sessions: migration report</h1>
<p class="headline">${escapeHtml(headline(report))}</p>
${failureParagraph(report)}${numbers(report)}
</header>
${controls(report)}
<div class="columns">
<nav aria-label="Files">${treeHtml(report)}</nav>
<main>
${behaviour(report)}
<p class="empty" id="empty" hidden>Nothing matches these filters.</p>
<section id="files"><h2>Files</h2>
${filesHtml(report, context)}
</section>
${lists(report)}
</main>
</div>
<script>${script}</script>
</body>
</html>
`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

function failureParagraph(report: Report): string {
  const failure = failureLine(report);
  return failure === undefined ? '' : `<p class="error">${escapeHtml(failure)}</p>\n`;
}

function numbers(report: Report): string {
  const { files, sites } = report.summary;
  const entries: [string, number][] = [
    ['sites', sites.total],
    ['migrated', sites.migrated],
    ['need you', sites.manual],
    ['kept', sites.kept],
    [isPreview(report) ? 'files would change' : 'files changed', files.changed],
    ['files failed', files.failed],
    ['files looked at', files.scanned],
  ];
  const waiting = sites.manual > 0 ? `<p>Waiting: ${escapeHtml(waitingWords(report))}.</p>` : '';
  return `<dl>${entries.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>${waiting}`;
}

function controls(report: Report): string {
  const sites = report.files.flatMap((file) => file.sites);
  const codesOf = (site: SiteReport) =>
    site.outcome === 'migrated' ? site.notes.map((note) => note.code) : [site.code ?? ''];
  return `<form id="controls" role="search">
<input type="search" id="search" placeholder="Search ( / )" aria-label="Search" autocomplete="off">
${select(
  'outcome',
  'All outcomes',
  sites.map((site) => site.outcome),
)}
${select(
  'transform',
  'All transforms',
  sites.map((site) => site.transform),
)}
${select('code', 'All codes', sites.flatMap(codesOf))}
<button type="button" id="theme">Light or dark</button>
<output id="shown" aria-live="polite"></output>
<span class="keys"><kbd>j</kbd> <kbd>k</kbd> sites, <kbd>←</kbd> <kbd>→</kbd> files, <kbd>/</kbd> search, <kbd>Esc</kbd> clear</span>
</form>`;
}

function select(id: string, all: string, values: string[]): string {
  const options = [...new Set(values)].filter((value) => value !== '').sort();
  const items = options.map((value) => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`).join('');
  return `<select id="${id}" aria-label="${all}"><option value="">${all}</option>${items}</select>`;
}

function behaviour(report: Report): string {
  if (report.summary.sites.migrated === 0) return '';
  const groups = effectGroups(report);
  const body =
    groups.length === 0
      ? '<p>Every migrated site behaves as before.</p>'
      : `<table class="plain"><thead><tr><th>Note</th><th>Sites</th><th>Meaning</th></tr></thead><tbody>${groups
          .map(
            (group) =>
              `<tr><td><code>${escapeHtml(group.code)}</code></td><td>${group.count}</td><td><strong>${sentenceHtml(group.title)}.</strong> ${sentenceHtml(group.means)}</td></tr>`,
          )
          .join('')}</tbody></table>`;
  return `<section><h2>What will behave differently</h2>${body}</section>`;
}

function stepHtml(step: string): string {
  const { words, command, place } = stepParts(step);
  if (command === undefined) return sentenceHtml(words ?? step);
  const before = words === undefined ? '' : `${sentenceHtml(words)}: `;
  return `${before}<code>${escapeHtml(command)}</code>${place === undefined ? '' : ` ${escapeHtml(place)}`}`;
}

function lists(report: Report): string {
  const parts: string[] = [];
  if (report.notes.length > 0) {
    const items = report.notes.map((note) => {
      const place =
        note.path === undefined
          ? ''
          : `<bdi>${escapeHtml(note.path)}</bdi>${note.line === undefined ? '' : `:${note.line}`} `;
      return `<li><code>${escapeHtml(note.code)}</code> ${place}${sentenceHtml(note.message)}</li>`;
    });
    parts.push(
      `<section><h2>${count(items.length, 'note')} about the project</h2><ul>${items.join('')}</ul></section>`,
    );
  }
  if (report.nextSteps.length > 0) {
    const items = report.nextSteps.map((step) => `<li>${stepHtml(step)}</li>`);
    parts.push(`<section><h2>Next steps</h2><ol>${items.join('')}</ol></section>`);
  }
  return parts.join('\n');
}
