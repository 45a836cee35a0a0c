// Loaded into a run of the command with `node --import`: hands the run's timeline and memory over when it ends.
import { writeFileSync } from 'node:fs';

const file = process.env.BENCH_TIMELINE;

if (file) {
  process.on('exit', () => {
    const stages = performance.getEntriesByType('measure').map(({ name, startTime, duration, detail }) => {
      return { name, startTime, duration, detail };
    });
    writeFileSync(file, JSON.stringify({ stages, total: performance.now() }));
  });
}
