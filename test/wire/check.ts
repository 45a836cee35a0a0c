import { isDeepStrictEqual } from 'node:util';
import { directRequests, sessionId, sessionRequests, sessionsById } from './backend.js';
import type { Outcome, Program } from './program.js';
import { problemsOfRequests } from './effects.js';
import type { Comparison, RunResult } from './run.js';
import { siteLines } from './siteLines.js';

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** Whether a site in the report has every word that the expectation asks for. */
const siteHas = (actual: string, expected: string): boolean => {
  const words = new Set(actual.split(' '));
  return expected.split(' ').every((word) => words.has(word));
};

function count(result: RunResult, operation: string): number {
  return result.log.filter((entry) => entry.operation.split(' ')[0] === operation).length;
}

const show = (value: unknown): string => JSON.stringify(value);

/** Lines that differ, one below the other. */
function difference(what: string, expected: unknown, actual: unknown): string[] {
  return isDeepStrictEqual(expected, actual)
    ? []
    : [`${what}\n    expected ${show(expected)}\n    got      ${show(actual)}`];
}

/** What the program itself must do before any migration, so that a broken program proves nothing. */
export function problemsBefore(program: Program, before: RunResult): string[] {
  const { expectation } = program;
  return [
    ...(before.exitCode === 0 ? [] : [`before: exit code ${before.exitCode}\n${before.stderr}`]),
    ...(expectation.prints.length > 0 ? [] : ['the program prints nothing, so nothing can be compared']),
    ...difference('before: output', expectation.prints, lines(before.stdout)),
    ...Object.entries(expectation.requests?.before ?? {}).flatMap(([operation, expected]) =>
      difference(`before: number of ${operation}`, expected, count(before, operation)),
    ),
  ];
}

function problemsOf(program: Program, outcome: Outcome, comparison: Comparison): string[] {
  const { expectation } = program;
  const { before, after } = comparison;
  const sites = siteLines(comparison).map(({ line }) => line);
  const sitesFit =
    sites.length === outcome.sites.length && sites.every((line, i) => siteHas(line, outcome.sites[i] ?? ''));
  const untouched = outcome.sites.every((site) => !site.split(' ').includes('migrated'));
  const direct = outcome.direct === 'as before' ? directRequests(before.log) : (outcome.direct ?? []);
  return [
    ...(sitesFit ? [] : [`sites\n    expected ${show(outcome.sites)}\n    got      ${show(sites)}`]),
    ...(untouched ? difference('files changed', [], comparison.changed) : []),
    ...(after.exitCode === 0 ? [] : [`after: exit code ${after.exitCode}\n${after.stderr.slice(0, 3000)}`]),
    ...difference('after: output', outcome.printsAfter ?? expectation.prints, lines(after.stdout)),
    ...difference('after: sessions', outcome.sessions, sessionRequests(after.log)),
    ...difference('after: direct requests left', direct, directRequests(after.log)),
    ...Object.entries(expectation.requests?.after ?? {}).flatMap(([operation, expected]) =>
      difference(`after: number of ${operation}`, expected, count(after, operation)),
    ),
    ...problemsOfEffect(comparison),
    ...problemsOfRequests(comparison),
  ];
}

/** What the report says about effects must be what the wire shows. */
export function problemsOfEffect(comparison: Comparison): string[] {
  const sites = siteLines(comparison)
    .map(({ site }) => site)
    .filter((site) => site.outcome === 'migrated');
  const noted = new Set<string>(sites.flatMap((site) => site.notes.map((note) => note.code)));
  const { before, after } = comparison;
  const same = sites.every((site) => site.effect === 'same');
  const gaveTools = sites.some((site) => site.api === 'tools.get');
  return [
    ...(same && before.stdout !== after.stdout ? ['every migrated site says "same", but the output differs'] : []),
    ...sites.flatMap((site) =>
      site.effect === 'differs' && site.notes.length === 0 ? [`${site.api} differs without a note`] : [],
    ),
    ...(gaveTools && showsMetaTools(comparison) && !noted.has('meta-tools')
      ? ['a session shows meta tools, and no site says so']
      : []),
  ];
}

/** Whether a session that shows its tools shows meta tools among them. */
function showsMetaTools({ after }: Comparison): boolean {
  const presets = sessionsById(after.log);
  return after.log
    .filter((entry) => entry.operation === 'session.tools')
    .some((entry) => presets.get(sessionId(entry))?.preset === 'meta');
}

/** Everything that is wrong with a migration; empty when it is right. */
export function problems(program: Program, comparison: Comparison): string[] {
  const first = problemsBefore(program, comparison.before);
  const perOutcome = program.outcomes.map((outcome) => problemsOf(program, outcome, comparison));
  const best = perOutcome.sort((a, b) => a.length - b.length)[0] ?? [];
  return [...first, ...best];
}
