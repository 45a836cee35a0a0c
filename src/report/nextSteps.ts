/** What a user does after a run, one line each. */
import { posix } from 'node:path';
import { waitOf } from '../findings/waits.js';
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
  sites: readonly Pick<SiteReport, 'outcome' | 'code'>[];
  /** What the user could decide, best first. */
  decisions: readonly Decision[];
}

/** A decision as a list of what is left shows it. */
export interface Decision {
  /** Calls that it would migrate by itself, and calls that wait for it among other things. */
  calls: number;
  waiting: number;
  /** `if …`, `once …` */
  condition: string;
  /** What to add to the command. */
  option: string;
}

/**
 * Install, format, look, and what is left by what it waits for: each a command, or a few words and a command. How to
 * take a run back is known only once it is written, and said by who writes.
 *
 * @returns when nothing changes: only what is left
 */
export function nextSteps(input: NextStepsInput): string[] {
  const left = [...input.decisions.slice(0, MOST_DECISIONS).map(decisionStep), ...waitingSteps(input.sites)];
  if (!input.changes) return left;
  const steps = preview(input.mode);
  for (const { command, folder } of [...input.install, ...input.format]) {
    const place = posix.join(input.wayToRoot, folder);
    steps.push(place === '.' ? command : `${command}  (in ${place.replace(/\/$/, '')})`);
  }
  if (input.isRepository) steps.push('Read the changes: git diff');
  return [...steps, ...left];
}

const MOST_DECISIONS = 10;

function decisionStep({ calls, waiting, condition, option }: Decision): string {
  const command = `npx composio-to-sessions ${option}`;
  if (calls > 0) return `Migrate ${count(calls, 'more call')}, ${condition}: ${command}`;
  return `Needed by ${count(waiting, 'call')}, beside other things: ${command}`;
}

/** What no option settles: other versions, and what a person has to look at. */
function waitingSteps(sites: NextStepsInput['sites']): string[] {
  const codes = sites.flatMap(({ outcome, code }) => (outcome === 'manual' ? [code ?? 'not-yet'] : []));
  const [versions, people] = (['version', 'person'] as const).map((kind) =>
    codes.filter((code) => waitOf(code) === kind),
  );
  const steps: string[] = [];
  if (versions!.length > 0) {
    const code = mostFrequent(versions!);
    steps.push(
      `Settle the versions that ${count(versions!.length, 'call')} wait for: npx composio-to-sessions explain ${code}`,
    );
  }
  if (people!.length > 0) {
    steps.push(
      `See to ${count(people!.length, 'call')} yourself, with a work list: npx composio-to-sessions --dry-run --format prompt -o sessions-todo.md`,
    );
  }
  return steps;
}

function preview(mode: RunMode): string[] {
  if (mode === 'dry-run') return ['Make these changes: run again without --dry-run'];
  return mode === 'check' ? ['Make these changes: run again without --check'] : [];
}

function mostFrequent(codes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]![0];
}
