import { describe, expect, it } from 'vitest';
import { factOf, prepared, rewriteReads, type Options } from './executeHelpers.js';

const CALL = `composio.tools.execute('GITHUB_GET_REPO', { userId, arguments: {} })`;

function kindOf(body: string, options: Options = {}): string {
  const { kind, escape } = factOf(body, options).result;
  return escape === null ? kind : `${kind}: ${escape}`;
}

describe('reads of the result that a session result has too are plain', () => {
  it.each(
    prepared([
      ['a statement', `await ${CALL};`, 'unused'],
      ['void', `void ${CALL};`, 'unused'],
      ['.data', `const result = await ${CALL}; return result.data;`, 'plain'],
      ['?.data', `const result = await ${CALL}; return result?.data;`, 'plain'],
      ['!.data', `const result = await ${CALL}; return result!.data;`, 'plain'],
      ['an element', `const result = await ${CALL}; return result['data'];`, 'plain'],
      ['a cast around the read', `const result = await ${CALL}; return (result as any).data;`, 'plain'],
      ['a cast of the read', `const result = await ${CALL}; return result.data as { id: string };`, 'plain'],
      ['.error and .logId', `const result = await ${CALL}; return [result.error, result.logId];`, 'plain'],
      ['an inline read', `return (await ${CALL}).data;`, 'plain'],
      ['destructuring', `const { data, error } = await ${CALL}; return data ?? error;`, 'plain'],
      [
        'renames and defaults',
        `const { data: repo = {}, logId: id = '' } = await ${CALL}; return [repo, id];`,
        'plain',
      ],
      [
        'a test whether there is a result',
        `const result = await ${CALL}; if (result && result.data) return 1;`,
        'plain',
      ],
      [
        'an optional test',
        `const result = await ${CALL}; if (!result || result == null) return 1; return result.data;`,
        'plain',
      ],
      ['a chain that reads it', `return ${CALL}.then((result) => result.data);`, 'plain'],
      ['a chain that destructures it', `return ${CALL}.then(({ data }) => data);`, 'plain'],
      ['a let that nothing assigns', `let result = await ${CALL}; return result.data;`, 'plain'],
    ]),
  )('%s', (_, body, kind) => {
    expect(kindOf(body)).toBe(kind);
  });

  it('also in JavaScript', () => {
    expect(kindOf(`const result = await ${CALL}; return result.data;`, { extension: 'js' })).toBe('plain');
  });
});

describe('everything else needs the shape of a direct result', () => {
  it.each(
    prepared([
      [
        'alias',
        `const result = await ${CALL}; const other = result; return other.data;`,
        'another variable holds it too',
      ],
      ['cast', `const result = (await ${CALL}) as any; return result.foo;`, 'it is cast'],
      ['cast of the promise', `const result = await (${CALL} as any); return result.foo;`, 'it is cast'],
      ['cast of the variable', `const result = await ${CALL}; return use(result as any);`, 'it is cast'],
      [
        'any annotation',
        `const result: any = await ${CALL}; return result.data;`,
        'its variable has a type annotation',
      ],
      ['other property', `const result = await ${CALL}; return result.response;`, 'its response is read'],
      [
        'computed property',
        `const result = await ${CALL}; return result[userId];`,
        'a property of it is read by a computed name',
      ],
      ['??', `const result = await ${CALL}; return result.data ?? result;`, 'it stands beside ??'],
      ['||', `const result = await ${CALL}; return result.data || result;`, 'it stands beside ||'],
      ['spread', `const result = await ${CALL}; return { ...result };`, 'it is spread'],
      ['rest', `const { data, ...rest } = await ${CALL}; return rest;`, 'the rest of it is taken'],
      ['in', `const result = await ${CALL}; return 'error' in result;`, 'it stands beside in'],
      ['argument', `const result = await ${CALL}; console.log(result);`, 'it is passed to console.log'],
      ['direct argument', `return JSON.stringify(await ${CALL});`, 'it is passed to JSON.stringify'],
      ['return', `return await ${CALL};`, 'it is returned'],
      ['return of the variable', `const result = await ${CALL}; return result;`, 'it is returned'],
      ['return of the promise', `return ${CALL};`, 'its promise is returned'],
      ['arrow body', `const load = () => ${CALL};`, 'its promise is returned'],
      ['closure', `const result = await ${CALL}; return () => result.data;`, 'a function inside captures it'],
      ['assignment', `let result; result = await ${CALL};`, 'it is assigned to another variable'],
      ['second assignment', `let result = await ${CALL}; result = null as never;`, 'its variable is assigned again'],
      ['written property', `const result = await ${CALL}; result.error = null;`, 'its error is written'],
      ['property of an object', `return { result: await ${CALL} };`, 'an object holds it'],
      ['shorthand', `const result = await ${CALL}; return { result };`, 'an object holds it'],
      ['list of promises', `await Promise.all([${CALL}]);`, 'its promise is one of a list'],
      ['kept promise', `const promise = ${CALL}; await promise;`, 'its promise is kept'],
      ['catch in a chain', `await ${CALL}.catch(() => null);`, 'its promise is chained with .catch'],
      ['callback that is a name', `${CALL}.then(use);`, 'its promise is chained with .then'],
      ['type query', `const result = await ${CALL}; type R = typeof result;`, 'its type is used'],
      ['conditional', `const result = userId ? await ${CALL} : null; return result?.data;`, 'it is one of two values'],
    ]),
  )('%s', (_, body, escape) => {
    expect(kindOf(body)).toBe(`escapes: ${escape}`);
  });

  it('knows the statement that takes the result, but not behind a cast of the promise', () => {
    const takerOf = (body: string): string | null => factOf(body).result.taker?.name ?? null;
    expect(takerOf(`const result = await ${CALL}; return result;`)).toBe('result');
    expect(takerOf(`const report = (await ${CALL}) as any; return report;`)).toBe('report');
    expect(takerOf(`const report = await (${CALL} as any); return report;`)).toBeNull();
    expect(takerOf(`return (await ${CALL})!;`)).toBe('result');
    expect(takerOf(`let last; last = await ${CALL}; return last;`)).toBe('last');
    expect(takerOf(`let last; return (last = await ${CALL});`)).toBeNull();
    expect(takerOf(`return use(await ${CALL});`)).toBeNull();
    expect(takerOf(`const { rest, ...others } = await ${CALL}; return others;`)).toBeNull();
  });

  it('finds reads of sessionInfo, destructured ones as well', () => {
    expect(factOf(`const r = await ${CALL}; return r.sessionInfo;`).result.readsSessionInfo).toBe(true);
    expect(factOf(`const { sessionInfo } = await ${CALL}; return sessionInfo;`).result.readsSessionInfo).toBe(true);
    expect(factOf(`const { data } = await ${CALL}; return data;`).result.readsSessionInfo).toBe(false);
  });

  it('an optional client may give no result, so success cannot be told from the error', () => {
    const body = `const result = await composio?.tools.execute('A_B', { userId }); return result?.successful;`;
    expect(kindOf(body)).toBe('escapes: there is none where its client is missing');
  });
});

describe('.successful becomes the plainest read of .error that means the same', () => {
  const codeOf = (code: string): string => `const r = await ${CALL};\n${code}`;
  const read = (code: string): string => rewriteReads(codeOf(code)).split('\n').slice(1).join('\n');

  it.each(
    prepared(
      [
        ['if (r.successful) go();', 'if (!r.error) go();'],
        ['if (!r.successful) go();', 'if (r.error) go();'],
        ['if (!(r.successful)) go();', 'if ((r.error)) go();'],
        ['if (!!r.successful) go();', 'if (!r.error) go();'],
        ['if (!r.successful || !r.data) go();', 'if (r.error || !r.data) go();'],
        ['if (r.successful === true) go();', 'if (!r.error) go();'],
        ['if (r.successful === false) go();', 'if (r.error) go();'],
        ['if (r.successful !== false) go();', 'if (!r.error) go();'],
        ['if (r.successful != true) go();', 'if (r.error) go();'],
        ['if (false === r.successful) go();', 'if (r.error) go();'],
        ['while (!r.successful) go();', 'while (r.error) go();'],
        ['return r.successful;', 'return !r.error;'],
        ['return !r.successful;', 'return !!r.error;'],
        ['return r.successful === false;', 'return !!r.error;'],
        ['return !r.successful && go();', 'return !!r.error && go();'],
        ['return r.successful ? r.data : null;', 'return !r.error ? r.data : null;'],
        ['return !r.successful ? null : r.data;', 'return r.error ? null : r.data;'],
        ['return r?.successful;', 'return !r?.error;'],
        ['return r?.successful ?? false;', 'return !r?.error;'],
        [`return r['successful'];`, `return !r['error'];`],
        ['return (r as any).successful;', 'return !(r as any).error;'],
        ['return r.successful.toString();', 'return (!r.error).toString();'],
        ['return `${r.successful}`;', 'return `${!r.error}`;'],
        ['return { ok: r.successful };', 'return { ok: !r.error };'],
        ['return r.successful || true;', 'return !r.error || true;'],
        ['return typeof r.successful;', 'return typeof !r.error;'],
        ['go(r.successful, r.data);', 'go(!r.error, r.data);'],
      ],
      ([before]) => codeOf(before),
    ),
  )('%s', (before, after) => {
    expect(read(before)).toBe(after);
  });

  it('leaves reads that cannot be turned to the wrapped shape', () => {
    expect(() => read('return r.successful ?? other();')).toThrow('cannot be turned');
    expect(() => read('return r.successful! && 1;')).toThrow('cannot be turned');
  });

  it('inline reads', () => {
    expect(rewriteReads(`if (!(await ${CALL}).successful) return;`)).toBe(`if ((await ${CALL}).error) return;`);
    expect(rewriteReads(`return (await ${CALL}).successful;`)).toBe(`return !(await ${CALL}).error;`);
  });

  it('in a chain', () => {
    expect(rewriteReads(`return ${CALL}.then((r) => r.successful);`)).toBe(`return ${CALL}.then((r) => !r.error);`);
  });
});

describe('a destructured successful goes, its error takes over', () => {
  it.each(
    prepared(
      [
        [
          `const { data, successful, error } = await ${CALL};\nif (!successful) throw new Error(error ?? '');\nreturn data;`,
          `const { data, error } = await ${CALL};\nif (error) throw new Error(error ?? '');\nreturn data;`,
        ],
        [
          `const { data, successful } = await ${CALL};\nreturn successful ? data : null;`,
          `const { data, error } = await ${CALL};\nreturn !error ? data : null;`,
        ],
        [`const { successful: ok } = await ${CALL};\nreturn ok;`, `const { error } = await ${CALL};\nreturn !error;`],
        [
          `const { successful = false } = await ${CALL};\nreturn { successful };`,
          `const { error } = await ${CALL};\nreturn { successful: !error };`,
        ],
        [
          `const { error: problem, successful } = await ${CALL};\nreturn successful;`,
          `const { error: problem } = await ${CALL};\nreturn !problem;`,
        ],
        [
          `const error = 1;\nconst { successful } = await ${CALL};\nreturn successful && error;`,
          `const error = 1;\nconst { error: executionError } = await ${CALL};\nreturn !executionError && error;`,
        ],
        [
          `const {\n  data,\n  successful,\n  error,\n} = await ${CALL};\nreturn [data, successful, error];`,
          `const {\n  data,\n  error,\n} = await ${CALL};\nreturn [data, !error, error];`,
        ],
      ],
      ([before]) => before,
    ),
  )('%s', (before, after) => {
    expect(rewriteReads(before)).toBe(after);
  });

  it.each(
    prepared([
      ['assigned again', `let { successful } = await ${CALL}; successful = true; return successful;`],
      ['captured', `const { successful } = await ${CALL}; return () => successful;`],
      ['an error with a default', `const { successful, error = 'none' } = await ${CALL}; return [successful, error];`],
      [
        'a shadowed error',
        `const { successful, error } = await ${CALL}; { const error = 1; return [error, successful]; }`,
      ],
    ]),
  )('not where it is %s', (_, body) => {
    expect(kindOf(body)).toMatch(/^escapes/);
  });
});
