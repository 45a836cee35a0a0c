// The main job on a sample project: shows what would change, then changes a copy of it. Needs no network.
// Run by `npm run demo`, which builds the command first.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const COMMAND = path.join(HERE, '../dist/cli.js');

const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'composio-to-sessions-demo-')), 'triage-bot');
cpSync(path.join(HERE, 'sample'), folder, { recursive: true });
const hasGit = spawnSync('git', ['--version']).status === 0;
if (hasGit) commitAll();

say('A copy of demo/sample, a small Express app with two agents, is in', folder);

say('composio-to-sessions --dry-run');
command('--dry-run');

say('composio-to-sessions');
command('--quiet');

if (hasGit) {
  say('git diff --stat');
  git('inherit', 'diff', '--stat');
} else {
  say('git is not installed, so there is no summary of the changed files here.');
}

say('composio-to-sessions   (a second time: nothing is left to change)');
command('--quiet');

say('Have a look at the result, or take it back with “undo”:', `cd ${folder}`, `node ${COMMAND} undo`);

/** Runs the command in the copy; a demo in which it fails has failed. */
function command(...args) {
  run(process.execPath, [COMMAND, ...args], 'inherit');
}

function commitAll() {
  git('ignore', 'init', '-q');
  git('ignore', 'add', '-A');
  git('ignore', 'commit', '-q', '-m', 'Before the migration');
}

function git(stdout, ...args) {
  const identity = ['-c', 'user.name=Demo', '-c', 'user.email=demo@example.com', '-c', 'commit.gpgsign=false'];
  run('git', [...identity, '--no-pager', ...args], stdout);
}

function run(file, args, stdout) {
  const { status, error } = spawnSync(file, args, { cwd: folder, stdio: ['ignore', stdout, 'inherit'] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function say(...lines) {
  process.stdout.write(`\n▶ ${lines.join('\n  ')}\n\n`);
}
