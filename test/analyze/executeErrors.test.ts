import { describe, expect, it } from 'vitest';
import { testsForExistingConnection } from '../../src/analyze/errorTests.js';
import { factOf, open, prepared } from './executeHelpers.js';

const CALL = `composio.tools.execute('A_B', { userId })`;
const inTry = (handler: string): string => `try {\n  await ${CALL};\n} ${handler}`;

describe('handlers that test for errors of the SDK', () => {
  it.each(
    prepared([
      ['.code', inTry(`catch (error: any) { if (error.code === 'X') return; throw error; }`), 'reads error.code'],
      ['?.code', inTry(`catch (error: any) { if (error?.code) return; }`), 'reads error?.code'],
      ['a cast', inTry(`catch (error) { return (error as any).code; }`), 'reads (error as any).code'],
      ['an alias', inTry(`catch (error) { const known = error as any; return known.code; }`), 'reads known.code'],
      ['destructured', inTry(`catch (error: any) { const { code } = error; return code; }`), 'reads code of the error'],
      [
        'instanceof',
        inTry(`catch (error) { if (error instanceof ComposioToolExecutionError) return; }`),
        'tests error instanceof ComposioToolExecutionError',
      ],
      ['in', inTry(`catch (error: any) { if ('code' in error) return; }`), `tests 'code' in error`],
      [
        'the name',
        inTry(`catch (error: any) { if (error.name === 'ComposioToolNotFoundError') return; }`),
        'tests for ComposioToolNotFoundError',
      ],
      ['a rejection handler', `await ${CALL}.catch((error) => error.code);`, 'reads error.code'],
      ['the second argument of then', `await ${CALL}.then(() => 1, (error) => error.code);`, 'reads error.code'],
      [
        'a helper',
        `const check = (problem: any) => problem.code === 'X';\n${inTry(`catch (error) { if (check(error)) return; }`)}`,
        'reads problem.code',
      ],
      [
        'an outer try',
        `try {\n${inTry('finally { done(); }')}\n} catch (error: any) { return error.code; }`,
        'reads error.code',
      ],
      [
        'around a callback',
        `try {\n  await Promise.all([1].map(async () => { await ${CALL}; }));\n} catch (error: any) { return error.code; }`,
        'reads error.code',
      ],
    ]),
  )('%s', (_, body, what) => {
    expect(factOf(body).testsForErrors?.what).toBe(what);
  });

  it.each(
    prepared([
      ['the message', inTry(`catch (error: any) { console.error(error.message); }`)],
      ['another class', inTry(`catch (error) { if (error instanceof Error) throw error; }`)],
      ['the code of something else', inTry(`catch (error) { console.error(error); response.code = 500; }`)],
      ['a catch that is not around it', `try { other(); } catch (error: any) { return error.code; }\nawait ${CALL};`],
      ['in the catch itself', `try { other(); } catch (error: any) { await ${CALL}; return error.code; }`],
    ]),
  )('not %s', (_, body) => {
    expect(factOf(body).testsForErrors).toBeNull();
  });

  it('says the line of the test', () => {
    expect(factOf(inTry(`catch (error: any) {\n  return error.code;\n}`)).testsForErrors?.line).toBe(7);
  });

  it('an error that nothing looks at makes no difference', () => {
    expect(factOf(inTry('catch { return null; }')).errorIgnored).toBe(true);
    expect(factOf(inTry('catch (error) { return null; }')).errorIgnored).toBe(true);
    expect(factOf(inTry('catch (error) { console.error(error); }')).errorIgnored).toBe(false);
    expect(factOf(`await ${CALL};`).errorIgnored).toBe(false);
    expect(factOf(`await ${CALL}.catch(() => null);`).errorIgnored).toBe(true);
  });
});

describe('handlers that test for an existing connection', () => {
  const linkIn = (handler: string): string =>
    `try {\n  await composio.connectedAccounts.link(userId, 'ac_1');\n} ${handler}`;
  const found = (handler: string): string | undefined => {
    const { call, facts } = open(linkIn(handler), { method: 'link' });
    return testsForExistingConnection(call, facts)?.what;
  };

  it.each(
    prepared(
      [
        ['the class', 'catch (e) { if (e instanceof ComposioMultipleConnectedAccountsError) return; }'],
        ['the name', `catch (e: any) { if (e.name === 'ComposioMultipleConnectedAccountsError') return; }`],
        ['the code', `catch (e: any) { if (e.code === 'TS-SDK::MULTIPLE_CONNECTED_ACCOUNTS') return; }`],
        ['the message', `catch (e: any) { if (e.message.includes('Multiple connected accounts')) return; }`],
        ['other words', `catch (e: any) { if (String(e).toLowerCase().includes('already connected')) return; }`],
        ['a pattern', `catch (e: any) { if (/already|exists/i.test(e.message)) return; }`],
        ['a case', `catch (e: any) { switch (e.code) { case 'MULTIPLE_CONNECTED_ACCOUNTS': return; } }`],
      ],
      ([, handler]) => linkIn(handler),
      { method: 'link' },
    ),
  )('%s', (_, handler) => {
    expect(found(handler)).toBeDefined();
  });

  it.each(
    prepared(
      [
        ['other errors', `catch (e: any) { if (e.message.includes('not found')) return; }`],
        ['words that only are shown', `catch (e) { console.error('already tried', e); }`],
        ['nothing', 'catch (e) { throw e; }'],
      ],
      ([, handler]) => linkIn(handler),
      { method: 'link' },
    ),
  )('not %s', (_, handler) => {
    expect(found(handler)).toBeUndefined();
  });
});
