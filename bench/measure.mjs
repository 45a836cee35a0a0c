// One process measured from outside: wall, CPU and peak memory, its children included.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** GNU time, which asks the kernel; without it there is the wall time alone. */
const TIME = '/usr/bin/time';

/**
 * @typedef {object} Measurement
 * @property {number} wall seconds
 * @property {number | null} cpu seconds of all of its processes
 * @property {number | null} memory MiB, of the largest of its processes
 */

/**
 * Runs a command and waits for it. What it prints is thrown away.
 *
 * @param {{ command: string[], cwd: string, env?: Record<string, string>, exits?: number[] }} run
 * @returns {Measurement}
 * @throws when it does not end as it should: a failure is no measurement
 */
export function measure({ command, cwd, env = {}, exits = [0] }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const file = path.join(folder, 'time');
  try {
    const timed = existsSync(TIME) ? [TIME, '-q', '-o', file, '-f', '%e %U %S %M', ...command] : command;
    const began = performance.now();
    const { status, error, stderr } = spawnSync(timed[0], timed.slice(1), {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer: 1 << 28,
    });
    const wall = (performance.now() - began) / 1000;
    if (error) throw error;
    if (!exits.includes(status ?? -1)) {
      throw new Error(`${command.join(' ')} ended with ${status}: ${stderr.toString('utf8').slice(-2000)}`);
    }
    if (!existsSync(file)) return { wall, cpu: null, memory: null };
    const [, user, system, kilobytes] = readFileSync(file, 'utf8').trim().split(/\s+/).map(Number);
    return { wall, cpu: user + system, memory: kilobytes / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Measures several commands in turn (A B C A B C …), so that a machine that grows slow is slow for all of them. One
 * round before the first is not counted.
 *
 * @param {Map<string, Parameters<typeof measure>[0]>} commands by name
 * @param {number} rounds
 * @param {(name: string) => void} [tell]
 * @returns {Map<string, Measurement & { spread: [number, number], runs: number }>} medians, and the range of the wall
 */
export function measureInTurn(commands, rounds, tell = () => undefined) {
  const found = new Map([...commands.keys()].map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, command] of commands) {
      tell(`${name} (${round === 0 ? 'warm-up' : `${round}/${rounds}`})`);
      const result = measure(command);
      if (round > 0) found.get(name).push(result);
    }
  }
  return new Map(
    [...found].map(([name, results]) => {
      const of = (key) => (results.some((one) => one[key] === null) ? null : median(results.map((one) => one[key])));
      const walls = results.map((one) => one.wall);
      const spread = [Math.min(...walls), Math.max(...walls)];
      return [name, { wall: of('wall'), cpu: of('cpu'), memory: of('memory'), spread, runs: results.length }];
    }),
  );
}

/** @param {number[]} values at least one */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
