import { count, widthOf } from '../layout.js';
import type { FileReport, Report, SiteReport } from '../report.js';
import { visibleLine } from '../safeText.js';
import { sessionFormOf } from '../sessionForms.js';
import { isEffectNote, isPreview } from '../summary.js';
import type { TextPage } from './page.js';

/** More migrated sites than this are summed up per file, unless `verbose`. */
const LONG_RUN = 60;

/** Per file what changes and why. */
export function changesSection(page: TextPage, report: Report): void {
  const files = report.files.filter((file) => file.status === 'changed');
  if (files.length === 0) return;
  const migrated = files.reduce((sum, file) => sum + migratedSites(file).length, 0);
  const short = page.context.verbosity !== 'verbose' && migrated > LONG_RUN;
  if (report.mode === 'undo') page.heading(`Taken back (${count(files.length, 'file')})`);
  else page.heading(`${isPreview(report) ? 'Would change' : 'Changed'} (${count(files.length, 'file')})`);
  for (const file of files) {
    if (short) shortFile(page, file);
    else fullFile(page, file);
  }
  if (short) page.paragraph('--verbose shows each site with its evidence.', { indent: '  ', paint: page.style.dim });
}

function migratedSites(file: FileReport): SiteReport[] {
  return file.sites.filter((site) => site.outcome === 'migrated');
}

function shortFile(page: TextPage, file: FileReport): void {
  const counts = new Map<string, number>();
  for (const site of migratedSites(file)) counts.set(site.api, (counts.get(site.api) ?? 0) + 1);
  const apis = [...counts].map(([api, amount]) => (amount > 1 ? `${api} ×${amount}` : api)).join(', ');
  const path = page.path(file.path, page.width - 2);
  if (2 + widthOf(path) + 2 + widthOf(apis) <= page.width) {
    page.line(`  ${path}  ${page.style.dim(apis)}`);
    return;
  }
  page.line(`  ${path}`);
  page.paragraph(apis, { indent: '      ', paint: page.style.dim });
}

function fullFile(page: TextPage, file: FileReport): void {
  const sites = migratedSites(file);
  page.line(`  ${page.style.cyan(page.path(file.path, page.width - 2))}`);
  const numberWidth = Math.max(4, ...sites.map((site) => String(site.line).length));
  const indent = ' '.repeat(numberWidth + 6);
  let lastEvidence = '';
  for (const site of sites) {
    page.paragraph(`${site.api} → ${sessionFormOf(site.api)}`, {
      first: `  ${String(site.line).padStart(numberWidth + 2)}  `,
      indent,
    });
    const evidence = visibleLine(site.evidence ?? '');
    if (evidence !== '' && (evidence !== lastEvidence || page.context.verbosity === 'verbose')) {
      page.paragraph(evidence, { indent, paint: page.style.dim });
    }
    lastEvidence = evidence;
    effects(page, site, indent);
  }
}

function effects(page: TextPage, site: SiteReport, indent: string): void {
  const notes = site.notes.filter((note) => isEffectNote(note.code));
  if (notes.length === 0) return;
  if (page.context.verbosity === 'verbose') {
    for (const note of notes) {
      page.paragraph(`${note.code}: ${visibleLine(note.message)}`, { indent, paint: page.style.yellow });
    }
    return;
  }
  page.paragraph(`differs: ${notes.map((note) => note.code).join(', ')}`, { indent, paint: page.style.yellow });
}
