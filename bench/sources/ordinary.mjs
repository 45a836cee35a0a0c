// Files as they fill a monorepo: none of them has anything to do with Composio.
import { capital, fieldsOf, nounOf, verbOf } from './words.mjs';

/** Kinds with their share; files of a real repository were counted for it. */
const KINDS = [
  ...Array(6).fill(serviceFile),
  ...Array(5).fill(componentFile),
  ...Array(3).fill(routeFile),
  ...Array(3).fill(typesFile),
  ...Array(3).fill(testFile),
];

/**
 * @param random see random.mjs
 * @param {{ at: number, folder: string, siblings: { folder: string, stem: string, exports: string[] }[], flat: boolean }} place
 *   files made before in the same package: this one imports some of them
 * @returns {{ stem: string, extension: string, exports: string[], text: string }} 1 to 12 KB of text
 */
export function ordinaryFile(random, place) {
  const { at, folder, siblings, flat } = place;
  const here = flat ? [] : siblings.filter((sibling) => sibling.folder === folder);
  // The last file of a folder hands on the others.
  if (here.length === 11) return barrelFile(here);
  const noun = nounOf(random);
  const imported = [];
  for (let count = random.integer(0, Math.min(4, siblings.length)); count > 0; count--) {
    const sibling = siblings[siblings.length - 1 - random.integer(0, Math.min(siblings.length - 1, 30))];
    if (sibling.exports.length > 0 && !imported.includes(sibling)) imported.push(sibling);
  }
  const imports = imported.map((sibling) => `import { ${sibling.exports[0]} } from '${wayTo(folder, sibling)}';`);
  return random.pick(KINDS)(random, { at, noun, imports, used: imported.map((sibling) => sibling.exports[0]) });
}

function wayTo(folder, sibling) {
  return folder === sibling.folder ? `./${sibling.stem}` : `@/${sibling.folder.replace(/^src\//, '')}/${sibling.stem}`;
}

function barrelFile(siblings) {
  const lines = siblings
    .filter((sibling) => sibling.exports.length > 0)
    .map((sibling) => `export { ${sibling.exports.join(', ')} } from './${sibling.stem}';`);
  return { stem: 'index', extension: '.ts', exports: [], text: `${lines.join('\n')}\n` };
}

function method(random, noun, fields) {
  const verb = verbOf(random);
  const [one, two] = fields;
  return random.pick([
    `  /** ${capital(verb)}s one ${noun} and says what became of it. */
  async ${verb}${capital(one)}(${one}: string, options: { limit?: number; cursor?: string } = {}): Promise<Record<string, unknown>[]> {
    const query = new URLSearchParams({ ${one}, limit: String(options.limit ?? 50) });
    if (options.cursor) query.set('cursor', options.cursor);
    const response = await fetch(\`\${this.baseUrl}/${noun}s?\${query.toString()}\`, { headers: this.headers });
    if (!response.ok) throw new Error(\`${noun} \${response.status}: \${await response.text()}\`);
    const body = (await response.json()) as { data: Record<string, unknown>[]; next?: string };
    this.cache.set(\`${noun}:\${${one}}\`, body.data.length);
    return body.data.filter((entry) => entry['${two}'] !== null);
  }`,
    `  ${verb}All(entries: readonly { ${one}: string; ${two}: number }[]): Map<string, number> {
    const totals = new Map<string, number>();
    for (const entry of entries) {
      const known = totals.get(entry.${one}) ?? 0;
      if (entry.${two} < 0) continue;
      totals.set(entry.${one}, known + entry.${two});
      if (totals.size > this.limit) {
        console.warn('too many ${noun}s', { size: totals.size, limit: this.limit });
        break;
      }
    }
    return totals;
  }`,
    `  private ${verb}Text(value: unknown, fallback = '${noun}'): string {
    switch (typeof value) {
      case 'string':
        return value.trim().replace(/\\s+/g, ' ') || fallback;
      case 'number':
      case 'bigint':
        return value.toLocaleString('en');
      case 'boolean':
        return value ? 'yes' : 'no';
      default:
        return value === null || value === undefined ? fallback : JSON.stringify(value);
    }
  }`,
  ]);
}

function serviceFile(random, { at, noun, imports, used }) {
  const name = `${capital(noun)}Service${at}`;
  const methods = new Map();
  for (let count = random.integer(6, 24); count > 0; count--) {
    const text = method(random, noun, fieldsOf(random, 2));
    const key = /(\w+)\(/.exec(text)[1];
    if (!methods.has(key)) methods.set(key, text);
  }
  const text = `import { randomUUID } from 'node:crypto';
${imports.join('\n')}

/** Works on ${noun}s: everything that the routes and jobs of this feature need. */
export class ${name} {
  private readonly cache = new Map<string, number>();
  private readonly id = randomUUID();

  constructor(
    private readonly baseUrl: string,
    private readonly headers: Record<string, string>,
    private readonly limit = 1000,
  ) {}

${[...methods.values()].join('\n\n')}

  describe(): string {
    return [this.id, this.cache.size, ${used.map((one) => `typeof ${one}`).join(', ')}].join(' ');
  }
}
`;
  return { stem: `${noun}-service-${at}`, extension: '.ts', exports: [name], text };
}

function componentFile(random, { at, noun, imports, used }) {
  const name = `${capital(noun)}Panel${at}`;
  const fields = fieldsOf(random, random.integer(6, 18));
  const rows = fields.map(
    (field) => `          <div key="${field}" className="grid grid-cols-3 gap-2 border-b py-2 text-sm">
            <span className="text-muted-foreground">{labels['${field}'] ?? '${capital(field)}'}</span>
            <span className={active === '${field}' ? 'font-semibold' : ''}>{String(${noun}['${field}'] ?? '—')}</span>
            <button type="button" onClick={() => setActive('${field}')} aria-pressed={active === '${field}'}>Edit</button>
          </div>`,
  );
  const text = `'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
${imports.join('\n')}

export interface ${name}Props {
  ${noun}: Record<string, unknown>;
  onSave(values: Record<string, unknown>): Promise<void>;
  labels?: Record<string, string>;
}

export function ${name}({ ${noun}, onSave, labels = {} }: ${name}Props) {
  const [active, setActive] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const complete = useMemo(() => Object.values(${noun}).every((value) => value !== ''), [${noun}]);

  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setActive(null), 30_000);
    return () => clearTimeout(timer);
  }, [active]);

  const save = useCallback(async () => {
    setPending(true);
    try {
      await onSave({ ...${noun}, helpers: [${used.map((one) => `typeof ${one}`).join(', ')}] });
    } finally {
      setPending(false);
    }
  }, [${noun}, onSave]);

  return (
    <section className="rounded-lg border p-4 shadow-sm">
      <h2 className="mb-4 text-lg font-medium">${capital(noun)}</h2>
${rows.join('\n')}
      <footer className="mt-4 flex justify-end">
        <button type="submit" disabled={pending || !complete} onClick={() => void save()}>
          {pending ? 'Saving…' : 'Save'}
        </button>
      </footer>
    </section>
  );
}
`;
  return { stem: `${noun}-panel-${at}`, extension: '.tsx', exports: [name], text };
}

function routeFile(random, { at, noun, imports, used }) {
  const name = `${noun}Routes${at}`;
  const handlers = [];
  for (let count = random.integer(4, 14); count > 0; count--) {
    const [field, other] = fieldsOf(random, 2);
    handlers.push(`  router.get('/${noun}s/${count}/:${field}', async (request, response) => {
    const { ${field} } = request.params;
    if (!${field} || ${field}.length > 64) return response.status(400).json({ error: 'bad ${field}' });
    const found = await store.get(\`${noun}:\${${field}}\`);
    if (!found) return response.status(404).json({ error: 'no such ${noun}' });
    const tools = request.query.tools === 'all' ? ['${field}', '${other}'] : ['${field}'];
    return response.json({ ${field}, ${other}: found['${other}'] ?? null, tools, at: new Date().toISOString() });
  });`);
  }
  const text = `import type { Router } from 'express';
${imports.join('\n')}

interface Store {
  get(key: string): Promise<Record<string, unknown> | undefined>;
  set(key: string, value: Record<string, unknown>): Promise<void>;
}

export function ${name}(router: Router, store: Store): Router {
${handlers.join('\n\n')}

  router.get('/${noun}s/health', (_request, response) => response.json({ ok: [${used.join(', ')}].length >= 0 }));
  return router;
}
`;
  return { stem: `${noun}-routes-${at}`, extension: '.ts', exports: [name], text };
}

function typesFile(random, { at, noun }) {
  const name = `${capital(noun)}Shape${at}`;
  const shapes = [];
  for (let count = random.integer(4, 16); count > 0; count--) {
    const fields = fieldsOf(random, random.integer(4, 12));
    shapes.push(`/** What the API says about a ${noun}, version ${count}. */
export interface ${name}V${count} {
${fields.map((field) => `  /** The ${field} as it is stored. */\n  ${field}: ${random.pick(['string', 'number', 'boolean', 'string | null', 'readonly string[]'])};`).join('\n')}
}`);
  }
  const text = `${shapes.join('\n\n')}

export const ${noun}Fields${at} = ['${fieldsOf(random, 5).join("', '")}'] as const;

export type ${name} = ${name}V1;
`;
  return { stem: `${noun}-types-${at}`, extension: '.ts', exports: [`${noun}Fields${at}`], text };
}

function testFile(random, { at, noun, imports, used }) {
  const cases = [];
  for (let count = random.integer(6, 20); count > 0; count--) {
    const [one, two] = fieldsOf(random, 2);
    cases.push(`  it('${verbOf(random)}s ${noun}s by ${one} (${count})', async () => {
    const ${noun} = { ${one}: 'x${count}', ${two}: ${random.integer(1, 900)} };
    const execute = vi.fn().mockResolvedValue({ data: [${noun}] });
    const result = await execute(${noun}.${one});
    expect(result.data[0]).toMatchObject({ ${two}: ${noun}.${two} });
    expect(execute).toHaveBeenCalledTimes(1);
  });`);
  }
  const text = `import { describe, expect, it, vi } from 'vitest';
${imports.join('\n')}

describe('${noun} ${at}', () => {
${cases.join('\n\n')}

  it('has what it needs', () => expect([${used.join(', ')}]).toBeDefined());
});
`;
  return { stem: `${noun}-${at}.test`, extension: '.ts', exports: [], text };
}
