import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/support/slowFirst.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    // Half of the tests wait for a process of their own: a worker for each core, not one less.
    maxWorkers: '100%',
    // A compiler is loaded, and parses its library, once for a worker instead of once for each file.
    isolate: false,
    // Whatever order an earlier run left: short files fill the cores at the end.
    sequence: { sequencer: SlowFirst },
    setupFiles: ['test/support/ownMachineOnly.ts'],
    // The command asks no registry in a process of its own, unless a test names one of this machine.
    env: { npm_config_offline: 'true' },
    // Far more than any test needs: the machine may be busy with other things.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
