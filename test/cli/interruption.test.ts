import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrate } from '../../src/commands/migrate.js';
import { undo } from '../../src/commands/undo.js';
import { repositoryWith, folderWith } from './command.js';
import { captureShell, loadWords, migrateIn } from './shell.js';

// Others who listen in this process, the test runner among them, would end it.
let others: NodeJS.SignalsListener[] = [];
beforeEach(async () => {
  vi.stubEnv('XDG_CACHE_HOME', await folderWith({}));
  others = process.listeners('SIGINT') as NodeJS.SignalsListener[];
  process.removeAllListeners('SIGINT');
});
afterEach(() => {
  for (const listener of others) process.on('SIGINT', listener);
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const DIRECT = '// composio\ndirect();\n';
const SESSION = '// composio\nsession();\n';

describe('Ctrl-C (bad input, row 14)', () => {
  it('ends at once, with 130 and a JSON document, before anything is written', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT });
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const shell = captureShell(folder);
    const raw = { format: 'json' };
    await migrate([], raw, shell, async () => {
      process.emit('SIGINT');
      expect(exit).toHaveBeenCalledWith(130);
      expect(JSON.parse(shell.out)).toMatchObject({ schemaVersion: 1, files: [], summary: { files: { changed: 0 } } });
      expect(shell.err).toContain('Nothing was written');
      return loadWords();
    });
    expect(exit).toHaveBeenCalledTimes(1);
  });

  it('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGINT');
    await migrateIn(await repositoryWith({ 'a.ts': DIRECT }));
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  it('while writing: every file is old or new, the report and stderr say which, exit code 130, undo works', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `f${String(index).padStart(3, '0')}.ts`);
    const folder = await repositoryWith(Object.fromEntries(names.map((name) => [name, DIRECT])));
    const stop = setInterval(() => {
      const some = names.some((name) => readFileSync(path.join(folder, name), 'utf8') === SESSION);
      if (some) process.emit('SIGINT');
    }, 0);
    const ran = await migrateIn(folder, [], { format: 'json' }).finally(() => clearInterval(stop));
    const texts = names.map((name) => readFileSync(path.join(folder, name), 'utf8'));
    expect(new Set(texts)).toEqual(new Set([DIRECT, SESSION]));
    expect(ran.code).toBe(130);
    const changed = ran.report.files.filter((file) => file.status === 'changed').map((file) => file.path);
    expect(changed).toEqual(names.filter((_, index) => texts[index] === SESSION));
    expect(ran.report.summary.sites).toMatchObject({
      total: 200,
      migrated: changed.length,
      manual: 200 - changed.length,
    });
    expect(ran.err).toContain(`new: ${changed.join(', ')}\n`);
    expect(readdirSync(folder).filter((name) => name !== '.git')).toEqual(names);
    expect(await undo({}, captureShell(folder))).toBe(0);
    expect(names.every((name) => readFileSync(path.join(folder, name), 'utf8') === DIRECT)).toBe(true);
  });
});
