// Fails when the command costs more than its budgets allow. Timed, and so no part of `npm test`: run it on a quiet
// machine.
//
//   node scripts/budgets.mjs [options of bench/run.mjs]   measures, then judges
//   node scripts/budgets.mjs --from <results.json>        judges what `bench/run.mjs --json` wrote
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { judge } from '../bench/budgets.mjs';
import { budgetTable } from '../bench/tables.mjs';

const NEEDED = 'help,version,one,20k,20k-none,20k-many,100k';

const budgets = judge(results(process.argv.slice(2)).rows);
process.stdout.write(budgetTable(budgets));
// A budget that nothing was measured for is not kept.
process.exitCode = budgets.every(({ value, isOver }) => value !== undefined && !isOver) ? 0 : 1;

/** @param {string[]} given */
function results(given) {
  if (given[0] === '--from') return JSON.parse(readFileSync(given[1] ?? '', 'utf8'));
  const runner = fileURLToPath(new URL('../bench/run.mjs', import.meta.url));
  const text = execFileSync(process.execPath, [runner, '--only', NEEDED, '--json', '-', ...given], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(text);
}
