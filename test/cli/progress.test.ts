import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from '../../src/commands/progress.js';
import { captureShell, type CapturedShell } from './shell.js';

let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

function terminal(columns = 80): CapturedShell {
  const shell = captureShell('/');
  shell.stderr.isTTY = true;
  shell.stderr.columns = columns;
  return shell;
}

describe('the progress bar', () => {
  it('shows phase and files after one second, and leaves an empty line', () => {
    const shell = terminal();
    const progress = new Progress(shell, false);
    now = 900;
    progress.update('Searching', 1, 10);
    expect(shell.err).toBe('');
    now = 1100;
    progress.update('Searching', 5, 10);
    expect(shell.err).toMatch(/Searching +█{12}░{12} 5\/10 files$/);
    now = 1110;
    progress.update('Searching', 6, 10);
    expect(shell.err).not.toContain('6/10');
    progress.clear();
    expect(shell.err.endsWith('\r\x1b[2K')).toBe(true);
  });

  it('fits a narrow terminal', () => {
    const shell = terminal(20);
    const progress = new Progress(shell, false);
    now = 2000;
    progress.update('Transforming', 5, 10);
    expect(shell.err.replace('\r\x1b[2K', '').length).toBeLessThan(20);
  });

  it('shows nothing when stderr is no terminal, when quiet, and in a dumb terminal', () => {
    const pipe = captureShell('/');
    const dumb = { ...terminal(), env: { TERM: 'dumb' } };
    const quiet = terminal();
    for (const progress of [new Progress(pipe, false), new Progress(dumb, false), new Progress(quiet, true)]) {
      now = 5000;
      progress.update('Searching', 1, 2);
      progress.clear();
    }
    expect(pipe.err + dumb.err + quiet.err).toBe('');
  });
});
