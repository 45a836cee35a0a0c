/** Direct calls: their arbitraries, and their text. */
import fc from 'fast-check';
import type { Draft } from './draft.js';
import {
  ACCOUNTS,
  ARGUMENTS,
  BODIES,
  bodyOf,
  EXTRAS,
  makeArguments,
  makeSlug,
  SLUGS,
  type AccountForm,
  type ArgumentsForm,
  type BodyForm,
  type ExtraForm,
  type SlugForm,
} from './executions.js';
import {
  EVIDENCE,
  LINK_OPTIONS,
  makeEvidence,
  makeLinkOptions,
  type EvidenceForm,
  type LinkOptionsForm,
} from './links.js';
import { FILTERS, makeFilter, MODIFIERS, type FilterForm, type ModifierForm } from './lists.js';

export type CallModel =
  | { api: 'get'; filter: FilterForm; modifiers: ModifierForm; layout: Layout }
  | {
      api: 'link' | 'initiate' | 'authorize' | 'authorizeWith';
      evidence: EvidenceForm;
      options: LinkOptionsForm;
      layout: Layout;
    }
  | {
      api: 'execute';
      slug: SlugForm;
      args: ArgumentsForm;
      account: AccountForm;
      extra: ExtraForm;
      body: BodyForm;
      layout: Layout;
    };

/** How the call is written: on one line, an argument per line, a link per line, with odd parentheses. */
export type Layout = 'flat' | 'arguments' | 'chain' | 'parentheses';

export interface Expression {
  /** The call, not awaited. */
  text: string;
  setup: string[];
  result: 'tools' | 'link' | 'executed';
}

export interface CallContext {
  client: string;
  /** `?.` for a client that may be missing. */
  dot: string;
  user: string;
  /** Something can be awaited where the call stands. */
  canAwait: boolean;
  /** So can it in the parts of the call. */
  mayAwait: boolean;
}

const keys = <T extends string>(table: Record<T, unknown>): T[] => Object.keys(table) as T[];

/** The first half of the forms are the plain ones, which most programs are made of. */
const usually = <T>(plain: readonly T[], all: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...plain) }, { weight: 3, arbitrary: fc.constantFrom(...all) });

const layout = usually<Layout>(['flat'], ['flat', 'arguments', 'chain', 'parentheses']);

const get = fc.record({
  api: fc.constant('get' as const),
  filter: usually<FilterForm>(['toolkit', 'toolkits', 'tools'], keys(FILTERS)),
  modifiers: usually<ModifierForm>(['none'], keys(MODIFIERS)),
  layout,
});

const connect = fc.record({
  api: fc.constantFrom(
    'link' as const,
    'link' as const,
    'initiate' as const,
    'authorize' as const,
    'authorizeWith' as const,
  ),
  evidence: usually<EvidenceForm>(['mapped', 'member', 'environment'], keys(EVIDENCE)),
  options: usually<LinkOptionsForm>(['none', 'callback'], keys(LINK_OPTIONS)),
  layout,
});

const execute = fc.record({
  api: fc.constant('execute' as const),
  slug: usually<SlugForm>(['literal', 'slack'], keys(SLUGS)),
  args: usually<ArgumentsForm>(['literal', 'member', 'lines'], keys(ARGUMENTS)),
  account: usually<AccountForm>(['none'], keys(ACCOUNTS)),
  extra: usually<ExtraForm>(['none', 'skip', 'version'], keys(EXTRAS)),
  body: usually<BodyForm>(['literal', 'lines'], [...BODIES]),
  layout,
});

/** Calls whose parts leave traces, or change while a request is under way: for the order of evaluation. */
const tellingExecute = fc.record({
  api: fc.constant('execute' as const),
  slug: fc.constantFrom<SlugForm>('literal', 'dynamic', 'noted', 'changing'),
  args: fc.constantFrom<ArgumentsForm>('noted', 'notedInside', 'changing', 'counted', 'closure', 'awaited'),
  account: fc.constantFrom<AccountForm>('none', 'noted', 'changing'),
  extra: fc.constantFrom<ExtraForm>('none', 'skip'),
  body: fc.constantFrom<BodyForm>('literal', 'lines', 'argumentsFirst'),
  layout,
});

const tellingConnect = fc.record({
  api: fc.constant('link' as const),
  evidence: fc.constantFrom<EvidenceForm>('mapped', 'member', 'noted', 'changing'),
  options: fc.constantFrom<LinkOptionsForm>('noted', 'changing', 'shorthand'),
  layout,
});

export const callModel: fc.Arbitrary<CallModel> = fc.oneof(
  { weight: 3, arbitrary: get },
  { weight: 3, arbitrary: connect },
  { weight: 5, arbitrary: execute },
  { weight: 2, arbitrary: tellingExecute },
  { weight: 1, arbitrary: tellingConnect },
);

export function makeCall(model: CallModel, draft: Draft, context: CallContext): Expression {
  if (model.api === 'get') return getCall(model, draft, context);
  if (model.api === 'execute') return executeCall(model, draft, context);
  return connectCall(model, draft, context);
}

function getCall(model: Extract<CallModel, { api: 'get' }>, draft: Draft, context: CallContext): Expression {
  const filter = makeFilter(model.filter, draft);
  const modifiers = (MODIFIERS[model.modifiers] as (draft: Draft) => string | null)(draft);
  const site = draft.site('tools.get', filter.limit);
  const list = [context.user, filter.text, ...(modifiers === null ? [] : [modifiers])];
  return {
    text: written(model.layout, context, 'tools', `${site}get`, list),
    setup: filter.setup ?? [],
    result: 'tools',
  };
}

function connectCall(
  model: Extract<CallModel, { api: 'link' | 'initiate' | 'authorize' | 'authorizeWith' }>,
  draft: Draft,
  context: CallContext,
): Expression {
  const plain = makeEvidence(model.evidence, draft, `${context.client}${context.dot === '?.' ? '!' : ''}`);
  const evidence = plain.awaits && !context.canAwait ? makeEvidence('mapped', draft, context.client) : plain;
  const setup = [...(evidence.setup ?? [])];
  const limit = { kind: 'link', toolkit: evidence.toolkit } as const;
  if (model.api === 'authorize' || model.api === 'authorizeWith') {
    const site = draft.site('toolkits.authorize', limit);
    const toolkit = evidence.toolkit === null ? 'input.toolkit' : `'${evidence.toolkit}'`;
    const list = [context.user, toolkit, ...(model.api === 'authorizeWith' ? [evidence.text] : [])];
    return { text: written(model.layout, context, 'toolkits', `${site}authorize`, list), setup, result: 'link' };
  }
  const options = makeLinkOptions(model.options, draft);
  setup.push(...(options.setup ?? []));
  const site = draft.site(`connectedAccounts.${model.api}`, limit);
  const list = [context.user, evidence.text, ...(options.text === null ? [] : [options.text])];
  return { text: written(model.layout, context, 'connectedAccounts', site + model.api, list), setup, result: 'link' };
}

function executeCall(model: Extract<CallModel, { api: 'execute' }>, draft: Draft, context: CallContext): Expression {
  const slug = makeSlug(model.slug, draft);
  const args = makeArguments(awaitable(model.args, context), draft);
  const account = (ACCOUNTS[model.account] as (draft: Draft) => string | null)(draft);
  const others = [
    ...(args ? [args.text === 'arguments' ? 'arguments' : `arguments: ${args.text}`] : []),
    ...(account === null ? [] : [account]),
    ...(EXTRAS[model.extra] as (draft: Draft) => string[])(draft),
  ];
  const body = bodyOf(model.body, { user: context.user, others }, draft);
  const site = draft.site('tools.execute', slug.limit);
  return {
    text: written(model.layout, context, 'tools', `${site}execute`, [slug.text, body.text]),
    setup: [...(slug.setup ?? []), ...(args?.setup ?? []), ...body.setup],
    result: 'executed',
  };
}

/** Arguments that await stand only where something can be awaited. */
const awaitable = (form: ArgumentsForm, { canAwait, mayAwait }: CallContext): ArgumentsForm =>
  form.startsWith('awaited') && !(canAwait && mayAwait) ? 'member' : form;

function written(layout: Layout, { client, dot }: CallContext, space: string, method: string, list: string[]): string {
  // Parentheses end an optional chain.
  const holder = layout === 'parentheses' && dot === '.' ? `(${client}${dot}${space})` : `${client}${dot}${space}`;
  const head = layout === 'chain' ? `${holder}\n  .${method}` : `${holder}¶.${method}`;
  if (layout !== 'arguments') return `${head}(¶${list.join(', ')}¶)`;
  const lines = list.map((item) => `  ‖${item.replace(/\n/g, '\n  ')}`);
  return `${head}(\n${lines.join(',‗\n')}¤\n)`;
}
