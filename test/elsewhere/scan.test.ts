import { describe, expect, it } from 'vitest';
import { kindOf, scanElsewhere } from '../../src/elsewhere/index.js';

/** Notes of one file as `line code`. */
function found(path: string, text: string): string[] {
  return scanElsewhere([{ path, text }]).map((note) => `${note.line} ${note.code}`);
}

const fenced = (language: string, ...lines: string[]): string =>
  ['# Composio', '', `\`\`\`${language}`, ...lines, '```', ''].join('\n');

describe('which files are looked into', () => {
  it.each([
    ['README.md', 'document'],
    ['docs/a.mdx', 'document'],
    ['src/App.vue', 'component'],
    ['src/App.svelte', 'component'],
    ['src/pages/index.astro', 'component'],
    ['agent.ipynb', 'notebook'],
    ['agent.py', null],
    ['.env', 'environment'],
    ['apps/a/.env.local', 'environment'],
    ['.env.example', 'environment'],
    ['env.example', 'environment'],
    ['prod.env', 'environment'],
    ['Dockerfile', 'environment'],
    ['docker/Dockerfile.prod', 'environment'],
    ['docker-compose.yml', 'environment'],
    ['compose.prod.yaml', 'environment'],
    ['.github/workflows/ci.yml', 'environment'],
    ['.gitlab-ci.yml', 'environment'],
    ['Jenkinsfile', 'environment'],
    ['cloudbuild.yaml', 'environment'],
    ['src/env.ts', null],
    ['.env.ts', null],
    ['env.d.ts', null],
    ['src/a.ts', null],
    ['config.yml', null],
    ['environment', null],
    ['package.json', null],
  ])('%s: %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });
});

describe('direct code in documents', () => {
  it('is found in fenced blocks, one note for each call, in the line of the method', () => {
    const text = fenced(
      'ts',
      'const tools = await composio.tools',
      "  .get(userId, { toolkits: ['GITHUB'] });",
      'await composio.tools.execute(slug, {});',
    );
    expect(found('README.md', text)).toEqual(['5 direct-code-in-document', '6 direct-code-in-document']);
  });

  it.each([
    ['prose', 'Call composio.tools.get(user) to get tools with Composio.\n'],
    ['inline code', 'Call `composio.tools.get(user)` to get tools with Composio.\n'],
    [
      'a comment in a block',
      fenced('ts', '// before: composio.tools.get(user, filter)', '/* composio.tools.execute(x) */'),
    ],
    [
      'sessions',
      fenced(
        'ts',
        'const session = await composio.create(user);',
        'await session.tools(); await session.execute(x, {});',
      ),
    ],
    ['a Map called tools', fenced('ts', 'const value = registry.tools.get(name); this.tools.get(name);')],
    ['another client', fenced('ts', 'prisma.composioConnection.create({}); client.tools.get(x);')],
    ['a document without Composio', '```ts\nclient.tools.get(user, {});\n```\n'],
    [
      'raw methods',
      fenced(
        'ts',
        'composio.tools.getRawComposioTools({}); composio.toolkits.get("x"); composio.triggers.create(u, s);',
      ),
    ],
  ])('is not: %s', (_name, text) => {
    expect(found('README.md', text)).toEqual([]);
  });

  it.each([
    [
      'a client of another name',
      "import { Composio } from '@composio/core';\nconst client = new Composio();\nclient.tools.get(u, {});",
      3,
    ],
    ['an inline getter', 'await getComposio().toolkits.authorize(user, "github");', 1],
    ['an awaited getter', '(await getComposio()).connectedAccounts.initiate(u, a);', 1],
    ['a member', 'await this.composio.connectedAccounts.link(u, a);', 1],
    ['optional chains', 'await composio?.tools?.execute?.(slug, {});', 1],
    ['a provider method', 'await composio.provider.handleToolCalls(user, completion);', 1],
    ['versions', 'new Composio({ toolkitVersions: { github: "1" } });', 1],
  ])('is: %s', (_name, code, line) => {
    expect(found('README.md', fenced('ts', ...code.split('\n')))).toEqual([`${line + 3} direct-code-in-document`]);
  });

  it('in Python blocks, blocks in lists and quotes, with tildes, and unclosed ones', () => {
    expect(
      found(
        'a.md',
        fenced('python', 'tools = composio.tools.get(user_id=user, toolkits=["X"])  # composio.tools.get(1)'),
      ),
    ).toHaveLength(1);
    expect(found('a.md', '- Composio:\n\n  ```js\n  composio.tools.get(u, {});\n  ```\n')).toEqual([
      '4 direct-code-in-document',
    ]);
    expect(found('a.md', '> ~~~\n> composio.tools.get(u, {});\n> ~~~\n')).toEqual(['2 direct-code-in-document']);
    expect(found('a.md', '````md\n```ts\ncomposio.tools.get(u, {});\n```\n````\ncomposio.tools.get(u)\n')).toEqual([
      '3 direct-code-in-document',
    ]);
    expect(found('a.md', '```ts\ncomposio.tools.get(u, {});\n')).toEqual(['2 direct-code-in-document']);
  });

  it('in MDX also outside blocks, but not in inline code', () => {
    const text = "export const tools = await composio.tools.get('u', {});\n\nCall `composio.tools.get()`.\n";
    expect(found('a.mdx', text)).toEqual(['1 direct-code-in-document']);
  });

  it('keeps its lines in files with CRLF', () => {
    expect(found('README.md', fenced('ts', 'a;', 'composio.tools.get(u, {});').replaceAll('\n', '\r\n'))).toEqual([
      '5 direct-code-in-document',
    ]);
  });
});

describe('direct code in components', () => {
  it('is found in scripts and templates, not in comments', () => {
    const text = [
      '<!-- composio.tools.get(u, {}) -->',
      '<script setup lang="ts">',
      "import { composio } from './composio'; // see https://composio.dev",
      "const url = 'https://x'; const tools = await composio.tools.get('u', {});",
      '// composio.tools.execute(slug, {})',
      '</script>',
      '<button @click="composio.connectedAccounts.link(u, a)">Don\'t</button>',
    ].join('\n');
    expect(found('App.vue', text)).toEqual(['4 direct-code-in-component', '7 direct-code-in-component']);
  });
});

describe('direct code in notebooks', () => {
  /** Cells as an editor writes them: one line of code on one line of JSON. */
  const notebook = (kind: string, ...lines: string[]): string =>
    JSON.stringify({ cells: [{ cell_type: kind, source: lines.map((line) => `${line}\n`) }] }, null, 1);

  it('is found on its lines, not in comments, strings and docstrings', () => {
    const text = notebook(
      'code',
      'from composio import Composio',
      'client = Composio()',
      '"""composio.tools.get(user)"""',
      '# composio.tools.get(user)',
      'tools = client.tools.get(user_id="u", toolkits=["GITHUB"])',
      'request = client.connected_accounts.initiate(user, "ac_1")',
      'Composio(toolkit_versions={"github": "1"})',
      'self.tools.get("x")',
      'text = "composio.tools.get(1)"',
    );
    const lineOf = (code: string): number => text.split('\n').findIndex((line) => line.includes(code)) + 1;
    expect(found('agent.ipynb', text)).toEqual(
      ['client.tools.get', 'initiate', 'toolkit_versions'].map((code) => `${lineOf(code)} direct-code-in-notebook`),
    );
  });

  it('names the legacy SDK with today’s terms', () => {
    const text = notebook('code', 'from composio_openai import ComposioToolSet', 'x = ComposioToolSet()');
    const [note] = scanElsewhere([{ path: 'a.ipynb', text }]);
    expect(note?.message).toContain('today: Composio of composio, with a provider');
  });

  it('is not looked for in Python files, whose direct calls are sites', () => {
    expect(found('agent.py', 'composio.tools.get(user_id=user)')).toEqual([]);
  });
});

describe('version pins', () => {
  it('are listed by name, never by value', () => {
    const files = [
      { path: '.env', text: 'COMPOSIO_API_KEY=secret-1\nCOMPOSIO_TOOLKIT_VERSION_GITHUB=secret-2\n' },
      { path: 'Dockerfile', text: 'FROM node:24\nENV COMPOSIO_TOOLKIT_VERSION_SLACK="secret-3"\n' },
      {
        path: 'compose.yml',
        text: 'services:\n  app:\n    environment:\n      - COMPOSIO_TOOLKIT_VERSION_GMAIL=secret-4\n',
      },
      { path: 'README.md', text: 'Set COMPOSIO_TOOLKIT_VERSION_NOTION=secret-5.\n' },
    ];
    const notes = scanElsewhere(files);
    expect(notes.map((note) => `${note.path}:${note.line} ${note.code}`)).toEqual([
      '.env:2 version-pin',
      'Dockerfile:2 version-pin',
      'compose.yml:4 version-pin',
      'README.md:1 version-pin',
    ]);
    expect(JSON.stringify(notes)).not.toContain('secret');
  });

  it('are not listed in the templates that lose them in this run', () => {
    const files = ['.env.example', '.env'].map((path) => ({ path, text: 'COMPOSIO_TOOLKIT_VERSION_GITHUB=1\n' }));
    expect(
      scanElsewhere(files, new Map([['.env.example', [{ start: 0, end: 1000 }]]])).map((note) => note.path),
    ).toEqual(['.env']);
  });
});

it('takes long odd files in its stride', () => {
  const started = Date.now();
  const texts = [
    'composio '.repeat(50_000),
    `composio ${'('.repeat(100_000)}`,
    `composio ${'a.'.repeat(100_000)}`,
    `composio ${'/*'.repeat(100_000)}`,
    `composio ${"'".repeat(100_001)}`,
    '```composio\n'.repeat(20_000),
  ];
  for (const text of texts) {
    for (const path of ['a.md', 'a.mdx', 'a.vue', 'a.py', '.env']) scanElsewhere([{ path, text }]);
  }
  expect(Date.now() - started).toBeLessThan(20_000);
});
