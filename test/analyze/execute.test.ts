import { describe, expect, it } from 'vitest';
import { factOf, prepared } from './executeHelpers.js';

function keysOf(body: string): Record<string, string> {
  const { body: fact } = factOf(body);
  if (fact.shape === 'unknown') throw new Error(fact.reason ?? 'unknown');
  return Object.fromEntries(
    fact.keys.map((key) => [key.key, `${key.value?.text}${key.conditional ? ` if ${key.conditional}` : ''}`]),
  );
}

describe('the body of tools.execute', () => {
  it.each(
    prepared([
      [
        'a literal',
        `await composio.tools.execute(slug, { userId: 'u', arguments: { a: 1 } });`,
        { userId: `'u'`, arguments: '{ a: 1 }' },
      ],
      [
        'shorthand',
        `await composio.tools.execute(slug, { userId, arguments: args });`,
        { userId: 'userId', arguments: 'args' },
      ],
      [
        'a cast',
        `await composio.tools.execute(slug, { userId, arguments: args } as any);`,
        { userId: 'userId', arguments: 'args' },
      ],
      [
        'quoted keys',
        `await composio.tools.execute(slug, { 'userId': userId, ["arguments"]: args });`,
        { userId: 'userId', arguments: 'args' },
      ],
      [
        'an inline spread',
        `await composio.tools.execute(slug, { userId, ...{ arguments: args } });`,
        { userId: 'userId', arguments: 'args' },
      ],
      [
        'a spread constant',
        `const base = { userId, version: '1' };\nawait composio.tools.execute(slug, { ...base, arguments: args });`,
        { userId: 'userId', version: `'1'`, arguments: 'args' },
      ],
      [
        'a later key wins',
        `const base = { userId: 'other', version: '1' };\nawait composio.tools.execute(slug, { ...base, userId });`,
        { version: `'1'`, userId: 'userId' },
      ],
      [
        'a conditional spread with &&',
        `await composio.tools.execute(slug, { userId, ...(accountId && { connectedAccountId: accountId }) });`,
        { userId: 'userId', connectedAccountId: 'accountId if accountId' },
      ],
      [
        'a conditional spread with ?:',
        `await composio.tools.execute(slug, { userId, ...(accountId ? { connectedAccountId: accountId } : {}) });`,
        { userId: 'userId', connectedAccountId: 'accountId if accountId' },
      ],
      [
        'a constant built before',
        `const body = { userId, arguments: args };\nawait composio.tools.execute(slug, body);`,
        { userId: 'userId', arguments: 'args' },
      ],
      [
        'a constant whose version is set later',
        `const body: any = { userId, arguments: args };\nif (slug) body.version = '2';\nawait composio.tools.execute(slug, body);`,
        { userId: 'userId', arguments: 'args', version: `'2' if set later` },
      ],
      [
        'a constant that cannot be taken apart',
        `const body = { userId, arguments: { at: Date.now() } };\nawait composio.tools.execute(slug, body);`,
        { userId: 'userId', arguments: 'body.arguments' },
      ],
      [
        'a spread whose type names every key',
        `const load = async (params: { connectedAccountId: string; arguments: any }) =>\n  composio.tools.execute(slug, { userId, ...params });`,
        { userId: 'userId', connectedAccountId: 'params.connectedAccountId', arguments: 'params.arguments' },
      ],
    ]),
  )('%s', (_, body, keys) => {
    expect(keysOf(body)).toEqual(keys);
  });

  it.each(
    prepared([
      ['a parameter', `await composio.tools.execute(slug, args as any);`, 'not made in reach'],
      ['a call', `await composio.tools.execute(slug, makeBody());`, 'is made elsewhere'],
      [
        'a constant changed later',
        `const body: any = { userId };\nbody.arguments = args;\nawait composio.tools.execute(slug, body);`,
        'arguments of the body body is set',
      ],
      [
        'a constant used elsewhere',
        `const body = { userId };\nchange(body);\nawait composio.tools.execute(slug, body);`,
        'used elsewhere',
      ],
      [
        'a let',
        `let body = { userId };\nbody = { userId: slug };\nawait composio.tools.execute(slug, body);`,
        'assigned again',
      ],
      ['an unknown spread', `await composio.tools.execute(slug, { userId, ...args });`, 'whose keys are not known'],
      [
        'a mutated spread',
        `const base: any = { userId };\nbase.text = slug;\nawait composio.tools.execute(slug, { ...base });`,
        'whose keys are not known',
      ],
      ['a computed key', `await composio.tools.execute(slug, { userId, [slug]: 1 } as any);`, 'computed'],
      [
        'a key twice, once under a condition',
        `await composio.tools.execute(slug, { userId, ...(slug ? { userId: slug } : {}) });`,
        'given twice',
      ],
      ['one object', `await composio.tools.execute({ slug, userId } as any);`, 'in the place of the slug'],
      ['no body', `await composio.tools.execute(slug);`, 'no second argument'],
      ['spread arguments', `await composio.tools.execute(...([slug, { userId }] as const));`, 'spread from a list'],
    ]),
  )('is unknown: %s', (_, body, reason) => {
    expect(() => keysOf(body)).toThrow(reason);
  });

  it('a constant read by the call alone goes with its line, one that others read stays', () => {
    const alone = factOf(`const body = { userId, arguments: args };\nawait composio.tools.execute(slug, body);`);
    expect(alone.body.declaration?.remove).not.toBeNull();
    const read = factOf(
      `const body = { userId, arguments: args };\nconsole.log(body.userId);\nawait composio.tools.execute(slug, body);`,
    );
    expect(read.body.declaration).toEqual({ name: 'body', remove: null, drop: [] });
  });

  it('a value that means something else at the call is read from the constant', () => {
    const keys = keysOf(
      `const body = { userId, arguments: {} };\n{\n  const userId = 1;\n  await composio.tools.execute(slug, body);\n  console.log(userId);\n}`,
    );
    expect(keys.userId).toBe('body.userId');
  });

  it('knows what is the same for every call', () => {
    const constant = (value: string): boolean | undefined =>
      factOf(`const fixed = 'x'; await composio.tools.execute(slug, { userId: ${value} });`).body.keys[0]?.constant;
    expect(constant(`'default'`)).toBe(true);
    expect(constant('fixed')).toBe(true);
    expect(constant('process.env.USER_ID!')).toBe(true);
    expect(constant(`process.env.USER_ID || 'default'`)).toBe(true);
    expect(constant('userId')).toBe(false);
    expect(constant('getUser()')).toBe(false);
    expect(constant('`user-${userId}`')).toBe(false);
  });

  it('knows a literally missing user', () => {
    for (const value of ['undefined', 'null as any', 'void 0']) {
      expect(factOf(`await composio.tools.execute(slug, { userId: ${value} });`).body.keys[0]?.missing).toBe(true);
    }
  });

  it('reads literals behind constants and both branches of a condition', () => {
    const slugs = (slug: string): string[] | null =>
      factOf(`const FIXED = 'GMAIL_A' as const; await composio.tools.execute(${slug}, { userId });`).slug.literals;
    expect(slugs('FIXED')).toEqual(['GMAIL_A']);
    expect(slugs(`userId ? 'GMAIL_A' : 'SLACK_B'`)).toEqual(['GMAIL_A', 'SLACK_B']);
    expect(slugs('slug')).toBeNull();
  });
});

describe('comments inside of the call', () => {
  const comments = (body: string): string[] => factOf(body).looseComments.map((comment) => comment.text);

  it('those behind or directly above a property that goes, go with it', () => {
    expect(
      comments(
        `await composio.tools.execute(slug, {\n  userId, // who\n  arguments: args,\n  // until May\n  version: '1', // pinned\n});`,
      ),
    ).toEqual(['// who']);
    expect(
      comments(
        `await composio.tools.execute(slug, {\n  // about all\n\n  version: '1',\n  /* who */ userId, /* fast */ dangerouslySkipVersionCheck: true });`,
      ),
    ).toEqual(['// about all', '/* who */']);
  });

  it('those on lines of their own, or behind what stays, are kept', () => {
    expect(
      comments(
        `await composio.tools.execute(slug, {\n  // the user who signed in\n  userId,\n  arguments: args, // as they came\n  // last\n});`,
      ),
    ).toEqual(['// the user who signed in', '// as they came', '// last']);
  });

  it('those inside of the arguments move with them', () => {
    expect(comments(`await composio.tools.execute(slug, { userId, arguments: { /* a */ a: 1 } });`)).toEqual([]);
  });
});
