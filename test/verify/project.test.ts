/** Verification as the project itself would do it: its tsconfigs, its packages, and what it says when it cannot. */
import { describe, expect, it } from 'vitest';
import { OTHERS_MANAGED } from '../support/fixtureCases.js';
import { checkOptions, type RawOptions } from '../../src/commands/options.js';
import { findFiles } from '../../src/find/index.js';
import { runPipeline } from '../../src/migrate.js';
import type { PipelineResult } from '../../src/pipeline-types.js';
import { folderWith } from '../cli/command.js';

async function migrate(files: Record<string, string>, raw: RawOptions = {}): Promise<PipelineResult> {
  const cwd = await folderWith(files);
  const options = checkOptions(
    [],
    { authConfig: [OTHERS_MANAGED], tools: 'meta', ...raw },
    { cwd, env: {}, warn: () => undefined },
  );
  const found = await findFiles({ cwd, paths: [], ignore: [], gitignore: true, extensions: options.extensions });
  return runPipeline({ root: found.root, files: found.candidates, found, options });
}

/** `src/a.ts:3 outcome code` of every site. */
const sites = ({ report }: PipelineResult): string[] =>
  report.files.flatMap((file) =>
    file.sites.map(({ line, outcome, code }) => `${file.path}:${line} ${[outcome, code ?? ''].join(' ').trim()}`),
  );

const limits = ({ report }: PipelineResult): string[] =>
  [...report.notes, ...report.files.flatMap((file) => file.notes.map((note) => ({ path: file.path, ...note })))]
    .filter((note) => note.code === 'verify-limited')
    .map((note) => `${note.path}: ${note.message}`);

const manifest = (core: string, more: object = {}): string =>
  JSON.stringify({ name: 'app', dependencies: { '@composio/core': core }, ...more });

const tsconfig = (compilerOptions: object, more: object = {}): string => JSON.stringify({ compilerOptions, ...more });

/** The client is of type `any`, so that the parameter of the chain has no type: an error with `noImplicitAny` only. */
const UNTYPED = `declare const composio: any;
export function star(userId: string) {
  return composio.tools.execute('GITHUB_STAR_A_REPOSITORY', { userId, arguments: {} });
}
`;

/** An SDK of this version whose sessions give another type for \`data\`. */
const installed = (version: string): Record<string, string> => ({
  'node_modules/@composio/core/package.json': JSON.stringify({
    name: '@composio/core',
    version,
    types: 'index.d.ts',
  }),
  'node_modules/@composio/core/index.d.ts': `export interface Session {
  execute(slug: string, args: object): Promise<{ data: string; error: string | null; logId: string }>;
  tools(): Promise<unknown>;
}
export class Composio {
  constructor(config?: object);
  create(userId: string, config?: object): Promise<Session>;
  tools: {
    get(userId: string, filter: object): Promise<unknown>;
    execute(slug: string, body: object): Promise<{ data: any; error: string | null; successful: boolean }>;
  };
}
`,
});

const READS_DATA = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function title(userId: string): Promise<string> {
  const result = await composio.tools.execute('GITHUB_GET_AN_ISSUE', { userId, arguments: {} });
  return result.data.title;
}

export async function list(userId: string) {
  return composio.tools.get(userId, { toolkits: ['github'] });
}
`;

describe('the types of the installed SDK', () => {
  const strict = { 'tsconfig.json': tsconfig({ strict: true, module: 'esnext', moduleResolution: 'bundler' }) };

  it('count where they are of the version that the package has: the site is taken back, the rest stays', async () => {
    const result = await migrate({
      'package.json': manifest('^0.11.0'),
      ...strict,
      'src/a.ts': READS_DATA,
      ...installed('0.11.0'),
    });
    expect(sites(result)).toEqual(['src/a.ts:6 manual type-check-failed', 'src/a.ts:11 migrated']);
    expect(result.report.files[0]?.sites[0]?.message).toContain("Property 'title' does not exist on type 'string'");
    const [{ after = '' } = {}] = result.changes;
    expect(after).toContain("composio.tools.execute('GITHUB_GET_AN_ISSUE', { userId, arguments: {} })");
    expect(after).toContain('session.tools()');
    expect(limits(result)).toEqual([]);
  });

  it('are asked unless --no-verify is given', async () => {
    const files = { 'package.json': manifest('^0.11.0'), ...strict, 'src/a.ts': READS_DATA, ...installed('0.11.0') };
    const result = await migrate(files, { verify: false });
    expect(sites(result)).toEqual(['src/a.ts:6 migrated', 'src/a.ts:11 migrated']);
    expect(limits(result)).toEqual([]);
  });

  it('do not count where the package gets another version, and a note says so', async () => {
    const result = await migrate({
      'package.json': manifest('^0.2.0'),
      ...strict,
      'src/a.ts': READS_DATA,
      ...installed('0.2.0'),
    });
    expect(sites(result)).toEqual(['src/a.ts:6 migrated', 'src/a.ts:11 migrated']);
    expect(limits(result)).toEqual([
      'package.json: the SDK that is installed is not of the version that the package gets, so that its types were checked as the tool describes them',
    ]);
  });

  it('are described by the tool where nothing is installed, and a note says so', async () => {
    const result = await migrate({ 'package.json': manifest('^0.11.0'), ...strict, 'src/a.ts': READS_DATA });
    expect(sites(result)).toEqual(['src/a.ts:6 migrated', 'src/a.ts:11 migrated']);
    expect(limits(result)).toEqual([
      'package.json: @composio/core is not installed: the SDK was checked as the tool describes it, and what else is missing counts as any type',
    ]);
  });
});

describe('the tsconfigs of the project', () => {
  const base = { 'package.json': manifest('^0.11.0') };
  const outcome = async (files: Record<string, string>): Promise<string[]> =>
    sites(await migrate({ ...base, ...files }));

  it('say how strict the check is', async () => {
    const at = 'src/a.ts:3';
    expect(await outcome({ 'tsconfig.json': tsconfig({ strict: true }), 'src/a.ts': UNTYPED })).toEqual([
      `${at} manual type-check-failed`,
    ]);
    expect(await outcome({ 'tsconfig.json': tsconfig({ strict: false }), 'src/a.ts': UNTYPED })).toEqual([
      `${at} migrated`,
    ]);
    expect(
      await outcome({ 'tsconfig.json': tsconfig({ strict: true, noImplicitAny: false }), 'src/a.ts': UNTYPED }),
    ).toEqual([`${at} migrated`]);
  });

  it('hold a file that several of them list to all of their checks', async () => {
    const files = {
      'tsconfig.json': tsconfig({ strict: false }, { include: ['src'] }),
      'tsconfig.strict.json': tsconfig({ strict: true }, { files: ['src/a.ts'] }),
      'src/a.ts': UNTYPED,
      'src/b.ts': UNTYPED.replace('star', 'other'),
    };
    expect(await outcome(files)).toEqual(['src/a.ts:3 manual type-check-failed', 'src/b.ts:3 migrated']);
  });

  it('take over what they extend, comments and trailing commas or not', async () => {
    const files = {
      'config/base.json': '{ "compilerOptions": { "strict": true } }',
      'tsconfig.base.json': '{ // shared\n  "extends": ["./config/base.json"],\n}\n',
      'tsconfig.json': '{ "extends": "./tsconfig.base.json", "include": ["src"], }',
      'src/a.ts': UNTYPED,
    };
    expect(await outcome(files)).toEqual(['src/a.ts:3 manual type-check-failed']);
  });

  it('are the nearest ones in project references', async () => {
    const files = {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./packages/a" }, { "path": "./packages/b" }] }',
      'packages/a/tsconfig.json': tsconfig({ strict: true, composite: true }),
      'packages/b/tsconfig.json': tsconfig({ strict: false, composite: true }),
      'packages/a/a.ts': UNTYPED,
      'packages/b/b.ts': UNTYPED,
    };
    expect(await outcome(files)).toEqual(['packages/a/a.ts:3 manual type-check-failed', 'packages/b/b.ts:3 migrated']);
  });

  it('say where imports lead (paths), and what is JSX', async () => {
    const files = {
      'tsconfig.json': tsconfig({ strict: true, jsx: 'preserve', baseUrl: '.', paths: { '@/*': ['./src/*'] } }),
      'src/lib/client.ts': `import { Composio } from '@composio/core';\nexport const composio = new Composio();\n`,
      'src/page.tsx': `import { composio } from '@/lib/client';

export async function Page({ userId }: { userId: string }) {
  const result = await composio.tools.execute('GITHUB_GET_AN_ISSUE', { userId, arguments: {} });
  const title: number = result.data.title;
  return <h1>{title}</h1>;
}
`,
    };
    // What was wrong before (unknown is no number) is no reason to take anything back.
    const result = await migrate({ ...base, ...files });
    expect(sites(result)).toEqual(['src/page.tsx:4 migrated']);
    expect(result.changes[0]?.after).toContain('session.execute(');
  });

  it('say whether JavaScript is held to types', async () => {
    const script = `import { Composio } from '@composio/core';
const composio = new Composio();
/** @param {string} userId */
export async function star(userId) {
  /** @type {{ data: Record<string, unknown>, error: string | null, successful: boolean }} */
  const result = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', { userId, arguments: {} });
  return result.data;
}
`;
    const held = async (options: object, text = script): Promise<string[]> =>
      outcome({ 'tsconfig.json': tsconfig({ strict: true, allowJs: true, ...options }), 'src/a.js': text });
    expect(await held({ checkJs: true })).toEqual(['src/a.js:6 manual type-check-failed']);
    expect(await held({ checkJs: false })).toEqual(['src/a.js:6 migrated']);
    expect(await held({ checkJs: false }, `// @ts-check\n${script}`)).toEqual(['src/a.js:7 manual type-check-failed']);
  });

  it('are spoken of where they cannot be read, or where there is none', async () => {
    const broken = await migrate({ ...base, 'tsconfig.json': '{ "compilerOptions": {', 'src/a.ts': READS_DATA });
    expect(sites(broken)).toEqual(['src/a.ts:6 migrated', 'src/a.ts:11 migrated']);
    expect(limits(broken)).toContainEqual(expect.stringMatching(/^tsconfig\.json: what could be read of it is /));
    const none = await migrate({ ...base, 'src/a.ts': READS_DATA });
    expect(limits(none)).toContain(
      'package.json: no tsconfig.json covers its changed files, which were checked as strict code',
    );
  });
});

describe('verification never makes a file worse', () => {
  it('keeps exactly the errors that were there, wherever their lines have gone', async () => {
    const text = `import { Composio } from '@composio/core';
const composio = new Composio();
export async function run(userId: string) {
  const count: number = 'many';
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  const more: number = 'more';
  return [count, tools, more];
}
`;
    const result = await migrate({
      'package.json': manifest('^0.11.0'),
      'tsconfig.json': tsconfig({ strict: true }),
      'a.ts': text,
    });
    expect(sites(result)).toEqual(['a.ts:5 migrated']);
  });
});
