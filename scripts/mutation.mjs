/**
 * Breaks laws and rules on purpose, one at a time, and shows that the tests notice each.
 *
 *   npm run mutation            all of them
 *   npm run mutation -- a b     those with these names
 *
 * It works on a copy in a temporary folder, so that the source is never touched, whatever happens; the copy goes at
 * the end, and on Ctrl-C. Exit code 1 when a mutation survives.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTATIONS } from '../test/mutation/mutations.mjs';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const COPIED = [
  'src',
  'transforms',
  'test',
  'fixtures',
  'scripts',
  'docs',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

/** @type {import('node:child_process').ChildProcess | undefined} */
let child;
let copy = '';

function tidy() {
  child?.kill();
  if (copy !== '') rmSync(copy, { recursive: true, force: true });
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    tidy();
    process.exit(130);
  });
}

function makeCopy() {
  copy = mkdtempSync(path.join(os.tmpdir(), 'mutation-'));
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
}

/**
 * Runs tests in the copy.
 *
 * @param {string} file
 * @param {string} pattern of names; empty for all
 * @returns {Promise<{ ran: number; failed: string[]; broken: string | null }>} `broken`: the file could not be run at all
 */
function runTests(file, pattern) {
  const output = path.join(copy, 'result.json');
  rmSync(output, { force: true });
  const args = ['node_modules/vitest/vitest.mjs', 'run', file, '--reporter=json', `--outputFile=${output}`];
  if (pattern !== '') args.push('-t', pattern);
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, args, {
      cwd: copy,
      stdio: 'ignore',
      env: { ...process.env, FORCE_COLOR: undefined },
    });
    child.on('error', reject);
    child.on('close', () => {
      child = undefined;
      try {
        resolve(readResult(output));
      } catch (error) {
        resolve({ ran: 0, failed: [], broken: String(error) });
      }
    });
  });
}

/** @param {string} output */
function readResult(output) {
  const { testResults } = JSON.parse(readFileSync(output, 'utf8'));
  /** @type {{ status: string; fullName: string }[]} */
  const tests = testResults.flatMap((/** @type {{ assertionResults: unknown[] }} */ one) => one.assertionResults);
  const ran = tests.filter((test) => test.status === 'passed' || test.status === 'failed');
  const broken = testResults.find(
    (/** @type {{ status: string; assertionResults: unknown[] }} */ one) =>
      one.status === 'failed' && one.assertionResults.length === 0,
  );
  return {
    ran: ran.length,
    failed: ran.filter((test) => test.status === 'failed').map((test) => test.fullName.trim().split('\n')[0] ?? ''),
    broken: broken ? String(broken.message) : null,
  };
}

/**
 * Tests that fail, or find nothing, without any mutation would prove nothing.
 *
 * @param {typeof MUTATIONS} mutations
 */
async function checkUnbroken(mutations) {
  /** @type {Map<string, string[]>} */
  const patterns = new Map();
  for (const [file, pattern] of mutations.flatMap((one) => one.tests)) {
    patterns.set(file, [...(patterns.get(file) ?? []), pattern]);
  }
  for (const [file, list] of patterns) {
    const { ran, failed, broken } = await runTests(
      file,
      list.includes('') ? '' : list.map((one) => `(?:${one})`).join('|'),
    );
    if (broken !== null || failed.length > 0 || ran === 0) {
      throw new Error(`${file} does not pass as it is: ${broken ?? (failed.join(', ') || 'no test was run')}`);
    }
  }
}

/** @param {(typeof MUTATIONS)[number]} mutation */
async function tryMutation({ file, find, replace, tests }) {
  const target = path.join(copy, file);
  const text = readFileSync(target, 'utf8');
  if (text.split(find).length !== 2) throw new Error(`${file} does not have this exactly once: ${find}`);
  writeFileSync(
    target,
    text.replace(find, () => replace),
  );
  try {
    let ran = 0;
    /** @type {string[]} */
    const failed = [];
    for (const [test, pattern] of tests) {
      const result = await runTests(test, pattern);
      if (result.broken !== null) throw new Error(`the mutation does not run: ${result.broken}`);
      ran += result.ran;
      failed.push(...result.failed);
    }
    if (ran === 0) throw new Error(`no test has a name like ${tests.map(([, pattern]) => pattern).join(', ')}`);
    return { ran, failed };
  } finally {
    writeFileSync(target, text);
  }
}

async function main() {
  const wanted = process.argv.slice(2);
  const mutations = MUTATIONS.filter((one) => wanted.length === 0 || wanted.includes(one.name));
  const unknown = wanted.filter((name) => !mutations.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`no such mutation: ${unknown.join(', ')}`);
  makeCopy();
  console.error('running the tests as they are …');
  await checkUnbroken(mutations);
  const lines = ['| mutation | law or rule | noticed | by |', '|---|---|---|---|'];
  let survived = 0;
  for (const mutation of mutations) {
    console.error(`${mutation.name} …`);
    const { ran, failed } = await tryMutation(mutation);
    if (failed.length === 0) survived++;
    const noticed = failed.length > 0 ? `${failed.length} of ${ran}` : `**no** (${ran} passed)`;
    lines.push(
      `| ${mutation.name} | ${mutation.law} | ${noticed} | ${failed[0]?.split(' is migrated to ')[0] ?? ''} |`,
    );
  }
  console.log(lines.join('\n'));
  console.log(`\n${mutations.length - survived} of ${mutations.length} mutations were noticed.`);
  return survived > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  tidy();
}
