// Prints “N passed, N failed” and ends with 0 only when nothing failed.
// Usage: count.mjs <vitest's JSON report, which may be missing> <exit code of what ran>
import { existsSync, readFileSync } from 'node:fs';

const [file, code] = process.argv.slice(2);
let passed = 0;
let failed = 0;
if (existsSync(file)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  // A test file that does not even load has no failed test in it.
  for (const { status, assertionResults } of report.testResults) {
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) failed += 1;
  }
}
if (code !== '0' && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
