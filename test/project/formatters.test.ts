import { describe, expect, it } from 'vitest';
import { formatCommands, type FormatInput } from '../../src/formatters.js';

const json = (value: unknown): string => JSON.stringify(value);

/** Commands as `folder: command`. */
function commands(manifests: Record<string, unknown>, rest: Partial<FormatInput> = {}): string[] {
  return formatCommands({
    root: '/p',
    changed: ['src/a.ts'],
    manifests: Object.entries(manifests).map(([path, value]) => ({ path, text: json(value) })),
    names: new Map(),
    managerOf: () => 'npm',
    ...rest,
  }).map(({ folder, command }) => `${folder}: ${command}`);
}

describe('the formatter and linter that a project has (issue: next steps)', () => {
  it.each([
    ['prettier', { devDependencies: { prettier: '^3' } }, ['npx prettier --write src/a.ts']],
    ['biome', { devDependencies: { '@biomejs/biome': 'catalog:' } }, ['npx biome check --write src/a.ts']],
    ['dprint', { dependencies: { dprint: '*' } }, ['npx dprint fmt src/a.ts']],
    ['eslint', { devDependencies: { eslint: '^9' } }, ['npx eslint --fix src/a.ts']],
    [
      'formatter before linter',
      { devDependencies: { eslint: '^9', prettier: '^3' } },
      ['npx prettier --write src/a.ts', 'npx eslint --fix src/a.ts'],
    ],
    ['a script', { scripts: { fmt: 'tsc && prettier --write .' } }, ['npx prettier --write src/a.ts']],
    ['a word in another script', { scripts: { a: 'run-prettier-ish', b: 'node eslint.js' } }, []],
    ['none', {}, []],
    ['odd shapes', { devDependencies: [], scripts: { a: 5 } }, []],
  ])('%s', (_name, manifest, expected) => {
    expect(commands({ 'package.json': manifest })).toEqual(expected.map((command) => `: ${command}`));
  });

  it.each([
    ['.prettierrc', 'prettier'],
    ['prettier.config.mjs', 'prettier'],
    ['biome.jsonc', 'biome'],
    ['dprint.json', 'dprint'],
    ['eslint.config.ts', 'eslint'],
    ['.eslintrc.cjs', 'eslint'],
  ])('is told by %s too', (name, tool) => {
    const [command] = commands({ 'package.json': {} }, { names: new Map([['', [name, 'a.md']]]) });
    expect(command).toContain(`npx ${tool} `);
  });

  it.each([
    ['npm', 'npx prettier'],
    ['pnpm', 'pnpm exec prettier'],
    ['yarn', 'yarn prettier'],
    ['bun', 'bun x prettier'],
  ] as const)('is run by %s', (manager, start) => {
    const [command] = commands(
      { 'package.json': { devDependencies: { prettier: '3' } } },
      { managerOf: () => manager },
    );
    expect(command).toBe(`: ${start} --write src/a.ts`);
  });

  it('is that of the nearest package, run there', () => {
    const manifests = {
      'package.json': { devDependencies: { prettier: '3' } },
      'apps/web/package.json': { devDependencies: { '@biomejs/biome': '2' } },
      '../package.json': { devDependencies: { eslint: '9' } },
    };
    expect(commands(manifests, { root: '/repo/p', changed: ['lib/a.ts', 'apps/web/app/[id]/page.tsx'] })).toEqual([
      ': npx prettier --write "apps/web/app/[id]/page.tsx" lib/a.ts',
      'apps/web: npx biome check --write "app/[id]/page.tsx"',
      '..: npx eslint --fix "p/apps/web/app/[id]/page.tsx" p/lib/a.ts',
    ]);
  });

  it('names the folder that many files share', () => {
    const changed = Array.from({ length: 9 }, (_, index) => `src/${index % 2 ? 'a/' : ''}f${index}.ts`);
    const manifests = { 'package.json': { devDependencies: { prettier: '3' } } };
    expect(commands(manifests, { changed })).toEqual([': npx prettier --write src']);
    expect(commands(manifests, { changed: [...changed, 'b.ts'] })).toEqual([': npx prettier --write .']);
  });

  it('can be pasted into a shell whatever the files are called', () => {
    const changed = ['-a.ts', 'it’s a b.ts', "$(x)'y.ts"];
    expect(commands({ 'package.json': { devDependencies: { prettier: '3' } } }, { changed })).toEqual([
      `: npx prettier --write '$(x)'\\''y.ts' ./-a.ts "it’s a b.ts"`,
    ]);
  });

  it('is not asked of a package.json that is none', () => {
    const manifests = [{ path: 'package.json', text: '{' }];
    expect(
      formatCommands({ root: '/p', changed: ['a.ts'], manifests, names: new Map(), managerOf: () => 'npm' }),
    ).toEqual([]);
  });
});
