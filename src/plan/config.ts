/** A session need as the config that is written. */
import type { PortableValue } from '../analyze/facts.js';
import type { ListNeed, SessionNeed, ToolkitKey, ValueNeed } from './intent.js';
import { listInLowerCase, slugText } from './receiver.js';
import type { AccountLookup, ConfigEntry, ConfigKey, ConfigValue } from './plan.js';

export interface ConfigOptions {
  /** `--no-manage-connections`, `--no-sandbox`: switch these meta tools off. */
  manageConnections: boolean;
  sandbox: boolean;
  sandboxKey: 'sandbox' | 'workbench';
  /** Text that stands for an expression: its source, or the name it was captured under. */
  textOf(expression: { start: number; end: number; text: string }): string;
  /** The SDK takes connected accounts as lists. */
  accountLists: boolean;
  /** Accounts that are looked up before the session, each under the name that it has there. */
  lookups?: readonly AccountLookup[];
  /** Name of the auth config that is asked for before the session. */
  listedAs?: string | undefined;
}

export function configOf(need: SessionNeed, options: ConfigOptions): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  const add = (name: string, value: ConfigValue): void => {
    entries.push({ kind: 'property', key: { kind: 'name', name }, value });
  };
  if (need.preset) add('sessionPreset', { kind: 'string', value: need.preset });
  if (need.toolkits) add('toolkits', listValue(need.toolkits, options));
  if (need.tools) add('tools', { kind: 'object', entries: need.tools.map(toolLimit) });
  if (need.tags) add('tags', listValue(need.tags, options));
  if (need.preload) {
    const tools = preloadedTools(need.preload, options);
    add('preload', {
      kind: 'object',
      entries: [{ kind: 'property', key: { kind: 'name', name: 'tools' }, value: tools }],
    });
  }
  entries.push(...authConfigEntries(need.authConfigs ?? [], options));
  entries.push(...listedEntry(need, options));
  entries.push(...accountEntries(need.connectedAccounts ?? [], options));
  entries.push(...lookupEntries(options.lookups ?? [], options));
  // A slug that is known at run time only may come from a model or a request, and a direct call ran no meta tool.
  const runsAnything = need.purpose === 'execute' && !need.toolkits;
  if (runsAnything || (need.purpose === 'agent' && !need.preset)) {
    const off: ConfigValue = {
      kind: 'object',
      entries: [{ kind: 'property', key: { kind: 'name', name: 'enable' }, value: { kind: 'boolean', value: false } }],
    };
    if (runsAnything || !options.manageConnections) add('manageConnections', { kind: 'boolean', value: false });
    if (runsAnything || !options.sandbox) add(options.sandboxKey, off);
  }
  return entries;
}

function listValue(list: ListNeed, options: ConfigOptions): ConfigValue {
  if (list.kind === 'constant') {
    return { kind: 'array', items: list.values.map((value) => ({ kind: 'string', value })) };
  }
  const text = options.textOf(list.value);
  if (list.kind === 'single') return { kind: 'array', items: [{ kind: 'text', text: slugText(text, list.form) }] };
  return { kind: 'text', text: list.toLowerCase ? listInLowerCase(text) : text };
}

function preloadedTools(preload: NonNullable<SessionNeed['preload']>, { textOf }: ConfigOptions): ConfigValue {
  if (preload.kind === 'slugs')
    return { kind: 'array', items: preload.slugs.map((value) => ({ kind: 'string', value })) };
  const text = textOf(preload.value);
  return { kind: 'text', text: text === preload.value.text ? preload.text : text };
}

function toolLimit(entry: { toolkit: string; slugs: string[] }): ConfigEntry {
  const items: ConfigValue[] = entry.slugs.map((value) => ({ kind: 'string', value }));
  return { kind: 'property', key: { kind: 'name', name: entry.toolkit }, value: { kind: 'array', items } };
}

function authConfigEntries(list: NonNullable<SessionNeed['authConfigs']>, options: ConfigOptions): ConfigEntry[] {
  if (list.length === 0) return [];
  const entries = list.map(({ toolkit, value }) => {
    const text = valueText(value, options);
    const entry: ConfigEntry = { kind: 'property', key: keyOf(toolkit, options), value: text };
    const guard = value.kind === 'portable' && mayBeUnset(value.value) ? value.value : null;
    return { entry, guard: guard && guard.kind !== 'literal' ? guard.text : null };
  });
  const [only] = entries;
  if (entries.length === 1 && only?.guard) {
    return [{ kind: 'guarded', condition: only.guard, entries: [authConfigHolder([only.entry])], lifted: true }];
  }
  return [
    authConfigHolder(
      entries.map(({ entry, guard }) =>
        guard ? { kind: 'guarded', condition: guard, entries: [entry], lifted: true } : entry,
      ),
    ),
  ];
}

function authConfigHolder(entries: ConfigEntry[]): ConfigEntry {
  return { kind: 'property', key: { kind: 'name', name: 'authConfigs' }, value: { kind: 'object', entries } };
}

/** Where the project has none, the session makes one, as the direct call did. */
function listedEntry({ listed }: SessionNeed, options: ConfigOptions): ConfigEntry[] {
  const { listedAs } = options;
  if (!listed || listedAs === undefined) return [];
  const value: ConfigValue = { kind: 'text', text: `${listedAs}.id` };
  const entry: ConfigEntry = { kind: 'property', key: keyOf(listed.toolkit, options), value };
  return [{ kind: 'guarded', condition: listedAs, entries: [authConfigHolder([entry])] }];
}

function mayBeUnset(value: PortableValue): boolean {
  return value.kind !== 'literal' && value.mayBeUnset;
}

function valueText(value: ValueNeed, options: ConfigOptions): ConfigValue {
  if (value.kind === 'expression') return { kind: 'text', text: options.textOf(value.value) };
  if (value.value.kind === 'literal') return { kind: 'string', value: value.value.value };
  return { kind: 'text', text: value.value.text, lifted: true };
}

function keyOf(key: ToolkitKey, options: ConfigOptions): ConfigKey {
  return key.kind === 'constant'
    ? { kind: 'name', name: key.slug }
    : { kind: 'computed', text: slugText(options.textOf(key.value), key.form) };
}

function accountEntries(list: NonNullable<SessionNeed['connectedAccounts']>, options: ConfigOptions): ConfigEntry[] {
  return list.map(({ toolkit, value, guarded }) => {
    const text = options.textOf(value);
    const entry = accountHolder([accountEntry(toolkit, text, options)]);
    return guarded ? { kind: 'guarded', condition: text, entries: [entry] } : entry;
  });
}

/** An account that was not found is not given: the session says so when it needs one. */
function lookupEntries(lookups: readonly AccountLookup[], options: ConfigOptions): ConfigEntry[] {
  const entries = lookups.map(({ toolkit, name }) => ({ name, entry: accountEntry(toolkit, `${name}.id`, options) }));
  const [only] = entries;
  if (!only) return [];
  if (entries.length === 1) return [{ kind: 'guarded', condition: only.name, entries: [accountHolder([only.entry])] }];
  return [accountHolder(entries.map(({ name, entry }) => ({ kind: 'guarded', condition: name, entries: [entry] })))];
}

function accountHolder(entries: ConfigEntry[]): ConfigEntry {
  return {
    kind: 'property',
    key: { kind: 'name', name: 'connectedAccounts' },
    value: { kind: 'object', entries },
  };
}

function accountEntry(toolkit: string, text: string, { accountLists }: ConfigOptions): ConfigEntry {
  const value: ConfigValue = accountLists ? { kind: 'array', items: [{ kind: 'text', text }] } : { kind: 'text', text };
  return { kind: 'property', key: { kind: 'name', name: toolkit }, value };
}

/** The config as one line without style, as the analysis writes those of existing sessions (`canonicalConfig`). */
export function canonicalConfig(entries: ConfigEntry[]): string {
  const inner = entries.map((entry) => {
    if (entry.kind === 'guarded') return `...(${squeeze(entry.condition)}?${canonicalConfig(entry.entries)}:{})`;
    const key = entry.key.kind === 'name' ? entry.key.name : `[${squeeze(entry.key.text)}]`;
    return `${key}:${canonicalValue(entry.value)}`;
  });
  return `{${inner.join(',')}}`;
}

function canonicalValue(value: ConfigValue): string {
  if (value.kind === 'string') return JSON.stringify(value.value);
  if (value.kind === 'boolean') return String(value.value);
  if (value.kind === 'text') return squeeze(value.text);
  if (value.kind === 'object') return canonicalConfig(value.entries);
  return `[${value.items.map(canonicalValue).join(',')}]`;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ');
}
