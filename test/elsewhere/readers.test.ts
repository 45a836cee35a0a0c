import { describe, expect, it } from 'vitest';
import { readersElsewhere } from '../../src/elsewhere/index.js';

const words = (path: string, ...lines: string[]): string[] =>
  readersElsewhere([{ path, text: ['// composio', ...lines].join('\n') }]).map((reader) => reader.words);

describe('readers of toolkit versions outside TypeScript (rules §2, §6)', () => {
  it.each(['App.vue', 'App.svelte', 'index.astro'])('are found in %s', (path) => {
    expect(words(path, 'await composio.tools.get(user, {});', 'await composio.triggers.create(user, "X");')).toEqual([
      `tools.get in ${path}:2`,
      `triggers.create in ${path}:3`,
    ]);
  });

  it('are found in notebooks, under the names of Python', () => {
    const lines = [
      '"composio = Composio()\\n",',
      '"composio.tools.get_raw_composio_tools()\\n",',
      '"composio.tools.execute(1)"',
    ];
    expect(words('agent.ipynb', ...lines)).toEqual([
      'tools.get_raw_composio_tools in agent.ipynb:3',
      'tools.execute in agent.ipynb:4',
    ]);
  });

  it.each([
    ['a call that reads none', 'App.vue', 'await composio.connectedAccounts.link(user, id);'],
    ['a comment', 'App.vue', '<!-- composio.tools.get(user) --> // composio.tools.get(user)'],
    ['another receiver', 'App.vue', 'cache.tools.get(user)'],
    ['a document', 'README.md', '```ts\ncomposio.tools.get(user)\n```'],
    ['a session', 'App.vue', 'await session.tools()'],
  ])('not: %s', (_name, path, text) => {
    expect(words(path, text)).toEqual([]);
  });
});
