/** Runs a program before and after its migration, and compares what it did. */
import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import type { Driver } from './draft.js';
import type { Program } from './programs.js';
import { ANY, createWorld, type Trace } from './world.js';

type Evaluate = (
  require: (id: string) => unknown,
  module: { exports: Record<string, unknown> },
  exports: Record<string, unknown>,
  process: unknown,
) => Promise<void>;

const AsyncFunction = (async () => {}).constructor as new (...code: string[]) => Evaluate;

const ENVIRONMENT = {
  GITHUB_AUTH_CONFIG_ID: 'ac_github_env',
  GCALENDAR_AUTH_CONFIG_ID: 'ac_googlecalendar_env',
  COMPOSIO_API_KEY: 'key',
};

const INPUT = {
  userId: 'alice',
  other: 'bob',
  flag: true,
  kind: 'a',
  items: ['x', 'y'],
  upper: ['GITHUB', 'Slack'],
  toolkit: 'github',
  maybeToolkits: ['github'],
  slugs: ['GITHUB_CREATE_AN_ISSUE'],
  slug: 'GMAIL_SEND_EMAIL',
  repo: 'octo/site',
  url: 'https://example.com/back',
  account: 'ca_7',
  maybe: 'ca_8',
  authConfigId: 'ac_slack_given',
  extra: { deep: 1 },
  options: { callbackUrl: 'https://example.com/given' },
  session: { user: { id: 'carol' } },
  version: '20250909_00',
};

/** The inputs with which every function is run, so that each branch is taken and left. */
const INPUTS: readonly Record<string, unknown>[] = [
  INPUT,
  { ...INPUT, flag: false, kind: 'b', toolkit: 'slack', maybe: undefined, items: ['z'], session: undefined },
];
const NO_ITEMS = { ...INPUT, items: [] };

function compile(path: string, text: string): Evaluate {
  const { outputText } = ts.transpileModule(text.replace(/^#!.*/, ''), {
    // The extensions .mts and .mjs would keep the module as it is.
    fileName: path.endsWith('x') ? 'program.tsx' : 'program.ts',
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      allowJs: true,
      jsx: ts.JsxEmit.React,
      jsxFactory: 'Array.of',
    },
  });
  return new AsyncFunction('require', 'module', 'exports', 'process', outputText);
}

interface Run {
  trace: Trace;
}

async function run(evaluate: Evaluate, drivers: readonly Driver[], input: Record<string, unknown>): Promise<Run> {
  const module = { exports: {} as Record<string, unknown> };
  const exported = (name: string) => () => (module.exports[name] as (() => void) | undefined)?.();
  // What runs at the same time comes to its traces in an order of its own.
  const concurrent = drivers.some((driver) => driver.concurrent);
  const world = createWorld(input, exported('change'), concurrent ? () => undefined : exported('settle'));
  const require = (id: string): unknown => (id.startsWith('@composio/') ? world.core : world.helpers);
  const guarded = async (work: () => unknown): Promise<void> => {
    try {
      const value = await work();
      if (value !== undefined) world.trace.push(['returned', value]);
    } catch (error) {
      world.trace.push(['threw', String(error)]);
    }
    for (let index = 0; index < 8; index++) await new Promise((resolve) => setImmediate(resolve));
  };
  await guarded(() => evaluate(require, module, module.exports, { env: ENVIRONMENT }));
  for (const driver of drivers) {
    if (driver.how === 'module') continue;
    await guarded(() => drive(driver, module.exports, world.core, input, world.trace));
  }
  return { trace: world.trace };
}

async function drive(
  { name, how }: Driver,
  exported: Record<string, unknown>,
  core: Record<string, unknown>,
  input: unknown,
  trace: Trace,
): Promise<unknown> {
  const holder =
    typeof exported.Service === 'function' ? new (exported.Service as new () => Record<string, unknown>)() : exported;
  const callable = holder[name] as (...values: unknown[]) => unknown;
  const client = how === 'client' ? [new (core.Composio as new () => unknown)()] : [];
  const result = callable.call(holder, ...client, input);
  if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result)) return result;
  for await (const value of result as AsyncIterable<unknown>) trace.push(['yielded', value]);
  return undefined;
}

/** @returns the first difference in what the program does, in words; null when there is none */
export async function behaviourDiffers(program: Program, after: string): Promise<string | null> {
  const first = compile(program.path, program.text);
  const second = compile(program.path, after);
  const concurrent = program.drivers.some((driver) => driver.concurrent);
  // A session made before a loop is one request more when the loop is empty, which lets other code run.
  const inputs = program.mutable ? INPUTS : [...INPUTS, NO_ITEMS];
  for (const input of inputs) {
    const was = (await run(first, program.drivers, input)).trace.map(normal);
    const is = (await run(second, program.drivers, input)).trace.map(normal);
    const difference = firstDifference(concurrent ? inOrder(was) : was, concurrent ? inOrder(is) : is);
    if (difference) return `with ${JSON.stringify({ flag: input.flag, items: input.items })}: ${difference}`;
  }
  return null;
}

/** The keys of results in one order: a result that is put together has them in another one. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, normal(item)]),
  );
}

const inOrder = (trace: unknown[]): unknown[] =>
  [...trace].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

function firstDifference(was: unknown[], is: unknown[]): string | null {
  for (let index = 0; index < Math.max(was.length, is.length); index++) {
    if (!same(was[index], is[index])) {
      return `step ${index + 1} was ${JSON.stringify(was[index])} and is ${JSON.stringify(is[index])}`;
    }
  }
  return null;
}

function same(was: unknown, is: unknown): boolean {
  if (was === ANY) return typeof is === 'string';
  if (Array.isArray(was) && Array.isArray(is)) {
    return was.length === is.length && was.every((item, index) => same(item, is[index]));
  }
  return isDeepStrictEqual(was, is);
}
