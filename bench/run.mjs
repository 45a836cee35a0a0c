// Measures the command beside its peers on generated trees. See README.md beside this file.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { judge } from './budgets.mjs';
import { keptTree } from './generate.mjs';
import { measure, measureInTurn } from './measure.mjs';
import { peers } from './peers.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { budgetTable, resultTable, stageTable } from './tables.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

const USAGE = `node bench/run.mjs [options]
  --runs <n>          counted runs of each command, in turn (default: 5)
  --only <names>      scenarios, with commas: ${SCENARIOS.map(({ name }) => name).join(', ')}
  --no-peers          measure ours alone
  --cli <file>        the command's entry (default: dist/cli.js)
  --before <file>     the entry of another build, measured beside as ‘before’
  --trees <folder>    where trees and peers are kept (default: in the folder for temporary files)
  --json <file>       everything as JSON, ‘-’ for standard output instead of the tables`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
    'no-peers': { type: 'boolean', default: false },
    cli: { type: 'string', default: path.join(HERE, '../dist/cli.js') },
    before: { type: 'string' },
    trees: { type: 'string', default: path.join(os.tmpdir(), 'composio-to-sessions-bench') },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(`${USAGE}\n`);
else process.stdout.write(print(run()));

function run() {
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs cannot be ${values.runs}`);
  const names = values.only?.split(',');
  const unknown = names?.find((name) => !SCENARIOS.some((scenario) => scenario.name === name));
  if (unknown !== undefined) throw new Error(`there is no scenario ${unknown}\n${USAGE}`);
  const folder = path.resolve(values.trees);
  mkdirSync(folder, { recursive: true });
  const others = values['no-peers'] ? new Map() : peers(path.join(folder, 'peers'));
  const rows = [];
  const stages = [];
  for (const scenario of SCENARIOS.filter(({ name }) => !names || names.includes(name))) {
    tell(`${scenario.name}: tree`);
    const cwd = keptTree(folder, scenario.tree);
    const commands = commandsOf(scenario, cwd, others);
    for (const [command, result] of measureInTurn(commands, runs, (text) => tell(`${scenario.name}: ${text}`))) {
      rows.push({ scenario: scenario.name, command, ...result });
    }
    if (scenario.ours.includes('--dry-run')) stages.push({ scenario: scenario.name, ...timelineOf(scenario, cwd) });
  }
  tell('');
  return { machine: machine(), runs, peers: versions(others), rows, stages, budgets: judge(rows) };
}

function commandsOf({ ours, exits, searchers, transformers }, cwd, others) {
  const commands = new Map();
  const node = (cli) => ({ command: [process.execPath, path.resolve(cli), ...ours], cwd, exits });
  commands.set('ours', node(values.cli));
  if (values.before) commands.set('before', node(values.before));
  if (values['no-peers']) return commands;
  commands.set('node -e 0', { command: [process.execPath, '-e', '0'], cwd });
  for (const [name, peer] of others) {
    const wanted = name.startsWith('jscodeshift') ? transformers : searchers;
    // A search that finds nothing ends with 1.
    if (wanted) commands.set(name, { command: peer.command, cwd, exits: [0, 1] });
  }
  return commands;
}

/** One more run, that tells what its stages took and did. */
function timelineOf({ ours, exits }, cwd) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const file = path.join(folder, 'timeline.json');
  try {
    const observer = pathToFileURL(path.join(HERE, 'observe.mjs')).href;
    const command = [process.execPath, '--import', observer, path.resolve(values.cli), ...ours];
    measure({ command, cwd, exits, env: { BENCH_TIMELINE: file } });
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function machine() {
  const [cpu] = os.cpus();
  const gibibytes = Math.round(os.totalmem() / 2 ** 30);
  const load = os.loadavg().map((value) => Number(value.toFixed(1)));
  return { cpu: cpu?.model ?? 'unknown', cores: os.availableParallelism(), gibibytes, load, node: process.version };
}

function versions(others) {
  return Object.fromEntries([...others].map(([name, { version }]) => [name, version]));
}

function print(results) {
  const text = `${JSON.stringify(results, null, 2)}\n`;
  if (values.json === '-') return text;
  if (values.json !== undefined) writeFileSync(values.json, text);
  return [resultTable(results), stageTable(results), budgetTable(results.budgets)].join('\n');
}

function tell(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}
