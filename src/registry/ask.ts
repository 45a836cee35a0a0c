import { RELEASES, RELEASES_READ_ON, withReleases, type ReleaseTable, type Waiting } from '../manifest/index.js';
import type { PipelineRequest } from '../pipeline-types.js';
import type { ReportNote } from '../report/report.js';
import type { Answer } from './index.js';

/** What versions are known after the question, and what the report says of where they come from. */
export interface KnownVersions {
  releases: ReleaseTable;
  notes: ReportNote[];
}

/**
 * Asks the registry for versions that the table lacks, if a call waits for one; `--offline` leaves it at the table.
 *
 * @param waiting who waits for what; empty when nobody does, and then nothing is loaded, asked or noted
 */
export async function askForVersions(request: PipelineRequest, waiting: readonly Waiting[]): Promise<KnownVersions> {
  if (waiting.length === 0) return { releases: RELEASES, notes: [] };
  const names = [...new Set(waiting.flatMap((one) => one.names))].sort();
  if (request.options.offline)
    return { releases: RELEASES, notes: [ofTable(names, 'with --offline no registry is asked')] };
  request.onProgress?.('Asking the registry', 0, names.length);
  const { askVersions } = await import('./index.js');
  const answers = await askVersions(waiting, request.root, request.env ?? process.env);
  const found = answers.flatMap(({ name, result }) =>
    'releases' in result ? result.releases.map((one) => [name, one] as const) : [],
  );
  return { releases: withReleases(RELEASES, found), notes: notesOf(answers) };
}

function notesOf(answers: readonly Answer[]): ReportNote[] {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    const key = `${answer.host} ${'problem' in answer.result ? answer.result.problem : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  return [...groups.values()].map((group): ReportNote => {
    const [{ host, result }] = group as [Answer];
    const names = group.map((one) => one.name).sort();
    if ('problem' in result)
      return ofTable(names, `the registry${host === null ? '' : ` at ${host}`} was asked: ${result.problem}`);
    const fresh = group.reduce((sum, one) => sum + lackedBy(RELEASES, one), 0);
    const message = `The registry at ${host} was asked for versions of ${names.join(', ')}: it has ${fresh === 0 ? 'none' : fresh} that the table of ${RELEASES_READ_ON} lacks.`;
    return { code: 'versions-of-registry', message };
  });
}

function lackedBy(table: ReleaseTable, { name, result }: Answer): number {
  const known = new Set(table.get(name)?.map((one) => one.version));
  return 'releases' in result ? result.releases.filter((one) => !known.has(one.version)).length : 0;
}

function ofTable(names: readonly string[], why: string): ReportNote {
  const message = `Versions of ${names.join(', ')} are those of the table of ${RELEASES_READ_ON} alone: ${why}.`;
  return { code: 'versions-of-table', message };
}
