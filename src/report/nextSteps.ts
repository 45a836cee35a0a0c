/** What a user does after a run, one line each. */
import { posix } from 'node:path';
import { count } from './layout.js';
import type { RunMode, SiteReport } from './report.js';

/** A command, and the folder to run it in: relative to the root, '' is the root. */
export interface Command {
  command: string;
  folder: string;
}

export interface NextStepsInput {
  mode: RunMode;
  /** Some file changed, or would. */
  changes: boolean;
  /** Install commands, where package.json files changed. */
  install: readonly Command[];
  /** Commands of the formatters and linters that the project has. */
  format: readonly Command[];
  /** The way from the folder that the tool was started in to the root of the run; '' when they are the same. */
  wayToRoot: string;
  /** The files are in a git repository. */
  isRepository: boolean;
  /** Every site of the report. */
  sites: readonly Pick<SiteReport, 'outcome' | 'code' | 'hint'>[];
}

/**
 * Install, format, look, and what is left: each a command, or a few words and a command. How to take a run back is
 * known only once it is written, and said by who writes.
 *
 * @returns nothing when nothing changes, but for what the user can say about credentials
 */
export function nextSteps(input: NextStepsInput): string[] {
  if (!input.changes) return credentialSteps(input.sites);
  const steps = [...credentialSteps(input.sites), ...preview(input.mode)];
  for (const { command, folder } of [...input.install, ...input.format]) {
    const place = posix.join(input.wayToRoot, folder);
    steps.push(place === '.' ? command : `${command}  (in ${place.replace(/\/$/, '')})`);
  }
  if (input.isRepository) steps.push('Read the changes: git diff');
  const manual = input.sites.filter((site) => site.outcome === 'manual');
  if (manual.length > 0) {
    const needs = manual.length === 1 ? 'needs' : 'need';
    const code = mostFrequent(manual.map((site) => site.code ?? 'not-yet'));
    steps.push(`Read why ${count(manual.length, 'site')} ${needs} you: npx composio-to-sessions explain ${code}`);
  }
  return steps;
}

/** Credentials are the first thing to settle: one line for what one answer settles, the most calls first. */
function credentialSteps(sites: NextStepsInput['sites']): string[] {
  const waiting = new Map<string, number>();
  for (const { code, hint } of sites) {
    if (code === 'auth-config-unknown' && hint) waiting.set(hint, (waiting.get(hint) ?? 0) + 1);
  }
  const first = [...waiting].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_CREDENTIALS);
  return first.map(([hint, calls]) => `For ${count(calls, 'call')}, ${hint}`);
}

const MOST_CREDENTIALS = 10;

function preview(mode: RunMode): string[] {
  if (mode === 'dry-run') return ['Make these changes: run again without --dry-run'];
  return mode === 'check' ? ['Make these changes: run again without --check'] : [];
}

function mostFrequent(codes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]![0];
}
