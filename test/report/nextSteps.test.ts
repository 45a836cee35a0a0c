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
    decisions: [],
    ...given,
  });

describe('next steps', () => {
  it('are install, format and look, in this order', () => {
    expect(steps()).toEqual(['npm install', 'npx prettier --write a.ts  (in apps/web)', 'Read the changes: git diff']);
  });

  it('are only what is left when nothing changes', () => {
    expect(steps({ changes: false })).toEqual([]);
    expect(steps({ changes: false, sites: [{ outcome: 'manual', code: 'no-user' }] })).toEqual([
      'See to 1 call yourself, with a work list: npx composio-to-sessions --dry-run --format prompt -o sessions-todo.md',
    ]);
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

  it('end with what is left: decisions, versions, and what a person sees to', () => {
    const site = (code: 'no-user' | 'peer-conflict' | 'sdk-too-old') => ({ outcome: 'manual', code }) as const;
    const left = steps({
      sites: [
        site('no-user'),
        site('sdk-too-old'),
        site('peer-conflict'),
        site('peer-conflict'),
        { outcome: 'migrated' },
      ],
      decisions: [
        { calls: 3, waiting: 3, condition: 'if it may', option: '--accept single-account' },
        { calls: 0, waiting: 1, condition: 'once it is said', option: '--auth-config <id or variable>=linear' },
      ],
    });
    expect(left.slice(3)).toEqual([
      'Migrate 3 more calls, if it may: npx composio-to-sessions --accept single-account',
      'Needed by 1 call, beside other things: npx composio-to-sessions --auth-config <id or variable>=linear',
      'Settle the versions that 3 calls wait for: npx composio-to-sessions explain peer-conflict',
      'See to 1 call yourself, with a work list: npx composio-to-sessions --dry-run --format prompt -o sessions-todo.md',
    ]);
  });
});
