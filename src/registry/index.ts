/** Versions that the table lacks, by the word of the registry that npm's settings name for each package. */
import path from 'node:path';
import type { Waiting } from '../manifest/index.js';
import type { Release } from '../manifest/releases.js';
import { ask, NoAnswer, registryHost } from './client.js';
import { releasesIn } from './packument.js';
import { npmSettings, type NpmSettings } from './settings.js';

/** For all questions of a run together. */
const LONGEST_WAIT_MS = 3_000;

/** What a registry said of one package, or why it said nothing. */
export interface Answer {
  name: string;
  /** Of the registry; null when the settings name no address. */
  host: string | null;
  result: { releases: Release[] } | { problem: string };
}

/**
 * Asks for the versions of packages: each once at each registry, all at the same time, and for three seconds at most.
 *
 * @param root absolute; the folders of those who wait are relative to it
 * @param env where `npm_config_…` and the variables of `.npmrc` are looked up
 * @returns one answer for each question; never throws
 */
export async function askVersions(
  waiting: readonly Waiting[],
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Answer[]> {
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
  const questions = new Map<string, { name: string; host: string | null; settings: NpmSettings }>();
  for (const { folder, names } of waiting) {
    const settings = npmSettings(path.join(root, folder), env);
    for (const name of names) {
      const host = registryHost(name, settings);
      const key = `${host} ${name}`;
      if (!questions.has(key)) questions.set(key, { name, host, settings });
    }
  }
  return Promise.all(
    [...questions.values()].map(async ({ name, host, settings }) => ({
      name,
      host,
      result: await answerOf(name, host, settings, signal),
    })),
  );
}

async function answerOf(
  name: string,
  host: string | null,
  settings: NpmSettings,
  signal: AbortSignal,
): Promise<Answer['result']> {
  if (host === null) return { problem: 'its address in the npm settings is none' };
  if (['true', true].includes(settings.get('offline') as string | boolean)) {
    return { problem: 'the npm settings say “offline”' };
  }
  try {
    const releases = releasesIn(name, await Promise.race([ask(name, settings, signal), late(signal)]));
    return releases === null ? { problem: 'it did not answer with versions' } : { releases };
  } catch (error) {
    if (signal.aborted) return { problem: `it did not answer within ${LONGEST_WAIT_MS / 1000} seconds` };
    return { problem: error instanceof NoAnswer ? error.message : 'it cannot be asked' };
  }
}

/** Fails when the time is over, whatever the client still waits for. */
function late(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(new NoAnswer());
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
