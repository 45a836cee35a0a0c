import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/edit/apply.js';
import { parse } from '../../src/edit/parse.js';
import type { ConfigEntry, FilePlan, SessionPlan, SitePlan } from '../../src/plan/plan.js';
import { openFile } from '../../transforms/context.js';
import { find } from '../../transforms/create-session.js';
import { argumentText, findCall, replaceCall, textAt } from '../../transforms/sessionCall.js';

const AUTH: ConfigEntry = {
  kind: 'property',
  key: { kind: 'name', name: 'authConfigs' },
  value: { kind: 'object', entries: [property('github', 'ac_1')] },
};

function property(name: string, value: string): ConfigEntry {
  return { kind: 'property', key: { kind: 'name', name }, value: { kind: 'string', value } };
}

function session(change: Partial<SessionPlan>): SessionPlan {
  return {
    id: 's',
    group: 's',
    form: 'statement',
    name: 'session',
    clientText: 'composio',
    clientOptional: false,
    userText: 'userId',
    config: [],
    insertAt: 0,
    indent: '',
    ownLine: true,
    captures: [],
    lookups: [],
    listed: null,
    comments: [],
    ...change,
  };
}

function site(text: string, call: string): SitePlan {
  const start = text.indexOf(call);
  return {
    id: 'x',
    start,
    end: start + call.length,
    session: 's',
    group: 's',
    action: { kind: 'remove-versions' },
    report: { line: 1, column: 1, api: 'tools.get', outcome: 'migrated', transform: 'tools-get', notes: [] },
  };
}

function file(change: Partial<FilePlan>): FilePlan {
  return { path: 'a.ts', sites: [], sessions: [], imports: [], ...change };
}

function insert(text: string, change: Partial<SessionPlan>): string {
  const after = applyEdits(text, find(openFile(file({ sessions: [session(change)] }), text)));
  parse(after, 'a.ts');
  return after;
}

describe('a statement for a session', () => {
  it('ends in a semicolon where the next line would be taken for more of it', () => {
    expect(insert('const a = 1\n;[a]\n', { insertAt: 12 })).toContain('create(userId)\n;[a]');
    const bare = 'const a = 1\n// why\n(a as any).b()\n';
    expect(insert(bare, { insertAt: 12 })).toBe(
      'const a = 1\nconst session = await composio.create(userId);\n// why\n(a as any).b()\n',
    );
    expect(insert('const a = 1\nconst b = 2\n', { insertAt: 12 })).toBe(
      'const a = 1\nconst session = await composio.create(userId)\nconst b = 2\n',
    );
  });

  it('keeps comments above it, also on a line that it shares', () => {
    const comments = ['// for */ the agent', '/* and */'];
    expect(insert('a();\n', { comments })).toBe(
      '// for */ the agent\n/* and */\nconst session = await composio.create(userId);\na();\n',
    );
    expect(insert('if (x) { a(); }\n', { comments, insertAt: 9, ownLine: false })).toBe(
      'if (x) { /* for * / the agent */ /* and */ const session = await composio.create(userId); a(); }\n',
    );
  });

  it('captures what must be evaluated before it', () => {
    const text = 'f(first(), call());\n';
    const captures = [{ name: 'value', text: 'first()', range: { start: 2, end: 9 } }];
    const plan = file({ sessions: [session({ captures })], sites: [site(text, 'call()')] });
    expect(applyEdits(text, find(openFile(plan, text)))).toBe(
      'const value = first();\nconst session = await composio.create(userId);\nf(value, call());\n',
    );
  });
});

describe('entries for a session that is there already', () => {
  const extend = (text: string): string =>
    insert(text, { id: `a.ts#${text.indexOf('composio.create')}`, form: 'existing', config: [AUTH] });

  it.each([
    [
      'const s = await composio.create(userId);',
      "const s = await composio.create(userId, { authConfigs: { github: 'ac_1' } });",
    ],
    [
      'const s = await composio.create(userId, {});',
      "const s = await composio.create(userId, { authConfigs: { github: 'ac_1' } });",
    ],
    [
      'const s = await composio.create(userId, { tags });',
      "const s = await composio.create(userId, { tags, authConfigs: { github: 'ac_1' } });",
    ],
    [
      'const s = await composio.create(userId, {\n  tags,\n});',
      "const s = await composio.create(userId, {\n  tags,\n  authConfigs: { github: 'ac_1' },\n});",
    ],
    [
      'const s = await composio.create(userId, {\n  tags // all\n});',
      "const s = await composio.create(userId, {\n  tags,\n  authConfigs: { github: 'ac_1' } // all\n});",
    ],
  ])('%j', (text, expected) => expect(extend(text)).toBe(expected));

  it('are an error where they cannot be added', () => {
    expect(() => extend('const s = await composio.create(userId, config);')).toThrow(/not an object literal/);
  });
});

describe('the call in the text', () => {
  it('is found through parentheses, casts and optional chaining', () => {
    for (const call of ['(composio as any).tools.get(a)', 'composio!.tools?.get(a)', '(await c()).tools\n  .get(a)']) {
      const text = `const x = (${call})!;\n`;
      const context = openFile(file({}), text);
      const { start, end } = findCall(context, site(text, call)).node as unknown as { start: number; end: number };
      expect(text.slice(start, end)).toBe(call);
    }
    const text = 'f();';
    expect(() => findCall(openFile(file({}), text), { ...site(text, 'f()'), end: 2 })).toThrow(/no call at a.ts:1/);
  });

  it('gives its arguments with their parentheses, and with captured values by name', () => {
    const text = 'g((a, b), { callbackUrl: h(), x: h() });';
    const at = (index: number) => ({ start: text.split('h()', index + 1).join('h()').length, end: 0 });
    const ranges = [0, 1].map(at).map(({ start }) => ({ start, end: start + 3 }));
    const captures = [
      { name: 'callbackUrl', text: 'h()', range: ranges[0]! },
      { name: 'value', text: 'h()', range: ranges[1]! },
    ];
    const plan = file({ sessions: [session({ captures })] });
    const context = openFile(plan, text);
    const { node } = findCall(context, site(text, text.slice(0, -1)));
    expect(argumentText(context, node.arguments[0]!)).toBe('(a, b)');
    expect(argumentText(context, node.arguments[1]!)).toBe('{ callbackUrl, x: value }');
    expect(textAt(context, ranges[1]!)).toBe('value');
  });

  it.each([
    ['statement', 'session.tools()'],
    ['existing', 'session.tools()'],
    ['inline', '(await composio.create(userId)).tools()'],
    ['chain', 'composio.create(userId).then((session) => session.tools())'],
  ] as const)('becomes the %s form', (form, expected) => {
    const text = 'const x = composio.tools.get(userId);\n';
    const call = site(text, 'composio.tools.get(userId)');
    const replaced = (change: Partial<SessionPlan>, then?: string): string => {
      const context = openFile(file({ sessions: [session({ form, ...change })], sites: [call] }), text);
      return replaceCall(context, call, 'tools()', then === undefined ? {} : { then }).text;
    };
    expect(replaced({})).toBe(expected);
    expect(replaced({}, '(x) => x')).toBe(`${expected}.then((x) => x)`);
    const optional = expected
      .replace('composio.create', 'composio?.create')
      .replace(/^(session|\(await .*\))\./, '$1?.');
    expect(replaced({ clientOptional: true })).toBe(optional);
  });
});
