import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, repositoryWith } from '../cli/command.js';
import { MANIFEST, toolsOf } from './projects.js';
import { Dialogue, type TerminalOptions } from './terminal.js';

beforeAll(ensureBuilt);

const open: Dialogue[] = [];
function talk(options: TerminalOptions): Dialogue {
  const dialogue = new Dialogue(options);
  open.push(dialogue);
  return dialogue;
}
afterEach(() => open.splice(0).forEach((dialogue) => dialogue.kill()));
const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

describe('a file', () => {
  it('y', async () => {
    const folder = await repositoryWith({ 'package.json': MANIFEST, 'a.ts': toolsOf('GITHUB') });
    const dialogue = talk({ cwd: folder });
    await dialogue.answer('Apply these changes?', 'y');
    const code = await dialogue.ended();
    console.log(dialogue.text(), code);
    expect(read(folder, 'a.ts')).toContain('session.tools()');
  });
});
