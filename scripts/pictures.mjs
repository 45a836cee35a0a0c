// Records the terminal pictures of the README: real runs of the built command on a copy of demo/sample, in a real
// pseudo-terminal, drawn from the screen of a terminal emulator. The same pictures every time.
//
//   npm run build && node scripts/pictures.mjs           writes docs/pictures/*.svg
//   npm run build && node scripts/pictures.mjs --check   exit code 1 when one of them is not what the command shows now
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { pictureOf } from './terminalPicture.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const command = path.join(root, 'dist/cli.js');
const COLUMNS = 100;

/**
 * @typedef {object} Scene
 * @property {string} name of the file
 * @property {string} title above the picture, for those who cannot see it
 * @property {string[]} args
 * @property {[wanted: string, keys: string][]} [keys] text to wait for, and what is typed then
 * @property {string} [last] text that stands on the screen when the picture is taken; without it, the end of the run
 * @property {string} [from] the picture begins with the line that holds this text
 * @property {boolean} [exitCode] whether the exit code is shown
 */

/** @type {Scene[]} */
const SCENES = [
  {
    name: 'one-off',
    title: 'A run on a whole project: what was migrated, what will behave differently, what needs you, what comes next',
    args: [],
  },
  {
    name: 'dry-run',
    title: 'A dry run on one file, with its diff',
    args: ['--dry-run', 'src/agents/digest.ts'],
  },
  {
    name: 'check',
    title: 'The check for CI: exit code 1 while anything is left to do',
    args: ['--check', 'src/routes'],
    exitCode: true,
  },
  {
    name: 'interactive',
    title: 'Interactive mode: the change of one file, and the keys',
    args: ['-i'],
    keys: [
      ['❯ leave it', '\r'],
      ['Apply these changes?', 'y'],
      ['Apply these changes?', '\x1b[B'],
    ],
    last: '❯ y  apply this file',
    from: 'src/agents/triage.ts',
  },
  {
    name: 'question',
    title: 'Interactive mode asks for the toolkit of an auth config, and remembers the answer',
    args: ['-i'],
    keys: [['❯ leave it', 'google']],
    last: '❯ google',
  },
];

const folder = path.join(root, 'docs/pictures');
mkdirSync(folder, { recursive: true });
const check = process.argv.includes('--check');
let stale = 0;
for (const scene of SCENES) {
  const file = path.join(folder, `${scene.name}.svg`);
  const picture = await record(scene);
  if (!check) writeFileSync(file, picture);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== picture) {
    console.error(`docs/pictures/${scene.name}.svg is not what the command shows; run node scripts/pictures.mjs`);
    stale++;
  }
}
process.exitCode = stale > 0 ? 1 : 0;

/** @param {Scene} scene */
async function record(scene) {
  const cwd = sample();
  const rows = 400;
  const terminal = new xterm.Terminal({ cols: COLUMNS, rows, allowProposedApi: true });
  const typed = `composio-to-sessions ${scene.args.join(' ')}`.trim();
  const write = (/** @type {string} */ text) => new Promise((done) => terminal.write(text, () => done(undefined)));
  await write(`\x1b[1;32m$\x1b[0m \x1b[1m${typed}\x1b[0m\r\n`);

  const { GITHUB_ACTIONS: _actions, NO_COLOR: _plain, ...inherited } = process.env;
  // The command sees a screen of an ordinary height; the picture has room for all that it prints.
  const child = pty.spawn(process.execPath, [command, ...scene.args], {
    name: 'xterm-256color',
    cols: COLUMNS,
    rows: 60,
    cwd,
    env: { ...inherited, FORCE_COLOR: '1' },
  });
  let raw = '';
  /** @type {number | undefined} */
  let code;
  let written = Promise.resolve();
  child.onData((data) => {
    raw += data;
    written = written.then(() => write(data)).then(() => undefined);
  });
  child.onExit(({ exitCode }) => (code = exitCode));
  try {
    let seen = 0;
    const until = async (/** @type {string} */ wanted) => {
      for (const deadline = Date.now() + 120_000; ; await sleep(20)) {
        const at = stripVTControlCharacters(raw).indexOf(wanted, seen);
        if (at >= 0) return void (seen = at + wanted.length);
        if (code !== undefined || Date.now() > deadline) throw new Error(`${scene.name}: no ‘${wanted}’ in\n${raw}`);
      }
    };
    for (const [wanted, keys] of scene.keys ?? []) {
      await until(wanted);
      for (const key of keys.startsWith('\x1b') ? [keys] : keys) child.write(key);
    }
    if (scene.last !== undefined) await until(scene.last);
    else while (code === undefined) await sleep(20);
    // What belongs to the same screen is there in no time.
    await sleep(300);
    await written;
  } finally {
    if (code === undefined) child.kill('SIGKILL');
    rmSync(cwd, { recursive: true, force: true });
  }
  if (scene.exitCode) await write(`\r\n\x1b[1;32m$\x1b[0m \x1b[1mecho $?\x1b[0m\r\n${code}\r\n`);
  return pictureOf(terminal, scene);
}

/** A copy of the sample project in a repository of its own. */
function sample() {
  const cwd = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'composio-to-sessions-picture-')));
  cpSync(path.join(root, 'demo/sample'), cwd, { recursive: true });
  const identity = ['-c', 'user.name=Demo', '-c', 'user.email=demo@example.com', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'Before the migration'],
  ]) {
    execFileSync('git', [...identity, ...args], { cwd });
  }
  return cwd;
}
