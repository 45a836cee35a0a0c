import { describe, expect, it } from 'vitest';
import { nextSteps, type NextStepsInput } from '../../src/report/nextSteps.js';

const steps = (given: Partial<NextStepsInput> = {}): string[] =>
  nextSteps({
    mode: 'write',
    changes: true,
    install: [{ command: 'npm install', folder: '' }],
    format: [{ command: 'npx prettier --write a.ts', folder: 'apps/web' }],
    wayToRoot: '',
    isRepository: true,
    sites: [],
    ...given,
  });

describe('next steps', () => {
  it('are install, format and look, in this order', () => {
    expect(steps()).toEqual(['npm install', 'npx prettier --write a.ts  (in apps/web)', 'Read the changes: git diff']);
  });

  it('are none when nothing changes', () => {
    expect(steps({ changes: false, sites: [{ outcome: 'manual', code: 'no-user' }] })).toEqual([]);
  });

  it('name git only where it keeps the files', () => {
    expect(steps({ isRepository: false }).join()).not.toContain('git');
  });

  it('say where to run a command when that is not the folder one is in', () => {
    expect(steps({ wayToRoot: 'apps', isRepository: false })).toEqual([
      'npm install  (in apps)',
      'npx prettier --write a.ts  (in apps/apps/web)',
    ]);
    const above = { command: 'npm install', folder: '..' };
    expect(steps({ wayToRoot: 'src', install: [above], format: [], isRepository: false })).toEqual(['npm install']);
    expect(steps({ install: [above], format: [], isRepository: false })).toEqual(['npm install  (in ..)']);
  });

  it('begin with the run itself where nothing was written', () => {
    expect(steps({ mode: 'dry-run' })[0]).toBe('Make these changes: run again without --dry-run');
    expect(steps({ mode: 'check' })[0]).toBe('Make these changes: run again without --check');
  });

  it('name the code that most of the manual sites have', () => {
    const site = (code: 'no-user' | 'strict') => ({ outcome: 'manual', code }) as const;
    const sites = [site('strict'), site('no-user'), site('no-user'), { outcome: 'migrated' } as const];
    expect(steps({ sites }).at(-1)).toBe('Read why 3 sites need you: npx composio-to-sessions explain no-user');
    expect(steps({ sites: [site('strict')] }).at(-1)).toBe(
      'Read why 1 site needs you: npx composio-to-sessions explain strict',
    );
  });
});
