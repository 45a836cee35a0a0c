import { describe, expect, it } from 'vitest';
import type { ModifiersFact } from '../../src/analyze/facts.js';
import { modifiersFact } from '../../src/analyze/modifiers.js';
import { snippets } from './toolsSnippets.js';

const call = (modifiers: string, before = ''): string =>
  `${before}\nexport const load = (userId: string) => composio.tools.get(userId, 'GITHUB_X', ${modifiers});\n`;
const hook = (body: string): string => call(`{ beforeExecute: ${body} }`);

const CASES: Record<string, string> = {
  schema: call('{ modifySchema: ({ schema }) => schema }'),
  schemaElsewhere: call('{ modifySchema: change }', 'declare const change: any;'),
  constant: call('MODIFIERS', 'const MODIFIERS = { modifySchema: ({ schema }: any) => schema };'),
  parameter:
    'export const load = (userId: string, modifiers: any) => composio.tools.get(userId, "GITHUB_X", modifiers);',
  spread: call('{ ...BASE, modifySchema: (c: any) => c.schema }', 'declare const BASE: object;'),
  unknownKey: call('{ cache: true }'),
  upload: call('{ beforeFileUpload: () => false }'),
  none: call('{}'),
  nothing: call('undefined'),
  untouched: hook('({ params }) => params'),
  logged: hook('({ toolSlug, params }) => { console.log(toolSlug, params); return params; }'),
  member: hook('({ params }) => { params.arguments.owner = "acme"; return params; }'),
  optional: hook('({ params }) => { console.log(params.arguments?.owner, params.arguments!["repo"]); return params; }'),
  whole: hook('({ params: p }) => { p.arguments = { ...p.arguments, a: 1 }; return p; }'),
  spreadReturn: hook('({ params }) => ({ ...params, arguments: { ...params.arguments, a: 1 } })'),
  context: hook('(context) => { context.params.arguments.a = 1; return context.params; }'),
  method: call('{ async beforeExecute({ params }) { delete params.arguments.a; return params; } }'),
  cast: hook('({ params }) => { (params as any).arguments.a = 1; return params; }'),
  userId: hook('({ params }) => { console.log(params.userId); return params; }'),
  extra: hook('({ params }) => ({ ...params, connectedAccountId: "ca_1" })'),
  handedOn: hook('({ params }) => change(params)'),
  contextHandedOn: hook('(context) => { audit(context); return context.params; }'),
  typed: hook('({ params }: { params: ToolExecuteParams }) => params'),
  noReturn: hook('({ params }) => { params.arguments.a = 1; }'),
  elsewhere: call('{ beforeExecute: audit }', 'declare function audit(context: object): any;'),
  after: call('{ afterExecute: ({ result }) => { console.log(result.successful, result.error); return result; } }'),
  afterData: call('{ afterExecute: ({ result }) => ({ ...result, data: { rows: result.data.rows } }) }'),
  afterInfo: call('{ afterExecute: ({ result }) => { console.log(result.sessionInfo); return result; } }'),
  slugTest: call("{ modifySchema: ({ toolSlug, schema }) => (toolSlug === 'GITHUB_X' ? schema : schema) }"),
  slugSwitch: call('{ modifySchema: (c) => { switch (c.toolkitSlug) { default: return c.schema; } } }'),
  signal: call('{ signal }', 'declare const signal: AbortSignal;'),
  signalBeside: call(
    '{ modifySchema: ({ schema }) => schema, signal: controller.signal }',
    'declare const controller: AbortController;',
  ),
  signalFirst: call(
    '{ signal: controller.signal, beforeExecute: ({ params }) => { params.arguments.a = 1; return params; } }',
    'declare const controller: AbortController;',
  ),
};

const shown = snippets(CASES);

/** The modifiers of a case and their text as it would be written. */
function read(name: string, kind: 'tools' | 'execute' = 'tools'): ModifiersFact & { text: string } {
  const [node] = shown.calls(name, (one) => one.arguments.length === 3);
  const argument = node!.arguments[2]!;
  const fact = modifiersFact(argument, kind, shown.facts);
  const source = argument.getSourceFile().text;
  let text = source.slice(0, argument.getEnd());
  for (const { start, end, text: to } of [...fact.rewrites].sort((a, b) => b.start - a.start))
    text = text.slice(0, start) + to + text.slice(end);
  return { ...fact, text: text.slice(argument.getStart()) };
}

describe('modifiers of session.tools', () => {
  it.each(['schema', 'schemaElsewhere', 'constant', 'untouched', 'logged', 'after', 'none', 'nothing'])(
    'stay as they are: %s',
    (name) => {
      expect(read(name)).toMatchObject({ problem: null, rewrites: [] });
    },
  );

  it.each([
    ['member', '{ beforeExecute: ({ params }) => { params.owner = "acme"; return params; } }'],
    ['optional', '{ beforeExecute: ({ params }) => { console.log(params?.owner, params!["repo"]); return params; } }'],
    ['whole', '{ beforeExecute: ({ params: p }) => { p = { ...p, a: 1 }; return p; } }'],
    ['spreadReturn', '{ beforeExecute: ({ params }) => ({ ...params, a: 1 }) }'],
    ['context', '{ beforeExecute: (context) => { context.params.a = 1; return context.params; } }'],
    ['method', '{ async beforeExecute({ params }) { delete params.a; return params; } }'],
    ['cast', '{ beforeExecute: ({ params }) => { params.a = 1; return params; } }'],
  ])('get the arguments as params: %s', (name, text) => {
    expect(read(name)).toMatchObject({ problem: null, text });
  });

  it.each([
    ...['parameter', 'spread', 'unknownKey', 'upload', 'userId', 'extra', 'handedOn', 'contextHandedOn', 'typed'],
    ...['noReturn', 'elsewhere', 'afterInfo'],
  ])('are left when they are not simple: %s', (name) => {
    expect(read(name).problem).not.toBeNull();
  });

  it.each(['slugTest', 'slugSwitch', 'member', 'afterData'])('are meant for certain tools: %s', (name) => {
    expect(read(name).dependsOnTools).not.toBeNull();
  });

  it.each(['schema', 'logged', 'after'])('are meant for any tool: %s', (name) => {
    expect(read(name).dependsOnTools).toBeNull();
  });

  it('give a signal away', () => {
    expect(read('signal')).toMatchObject({ signal: 'signal', withoutSignal: null, restStable: true });
    expect(read('signalBeside')).toMatchObject({
      signal: 'controller.signal',
      withoutSignal: '{ modifySchema: ({ schema }) => schema }',
    });
    expect(read('signalFirst').withoutSignal).toBe(
      '{ beforeExecute: ({ params }) => { params.a = 1; return params; } }',
    );
  });
});

describe('modifiers of session.execute', () => {
  it('have no place, except a signal', () => {
    expect(read('schema', 'execute').problem).toContain('takes no modifySchema');
    expect(read('signal', 'execute')).toMatchObject({ problem: null, signal: 'signal' });
  });
});
