/** `tools.execute` in its forms: slug, body, account, and what its result is used for. */
import type { Draft, Limit } from './draft.js';

interface Piece {
  text: string;
  setup?: string[];
}

interface SlugPiece extends Piece {
  limit: Limit;
}

const slugs = (...values: string[]): Limit => ({ kind: 'slugs', values });
const ANY: Limit = { kind: 'none' };

export const SLUGS = {
  literal: () => ({ text: `'GITHUB_GET_A_REPOSITORY'`, limit: slugs('GITHUB_GET_A_REPOSITORY') }),
  slack: () => ({ text: `'SLACK_SEND_MESSAGE'`, limit: slugs('SLACK_SEND_MESSAGE') }),
  /** The helpers let it fail, or throw. */
  fails: () => ({ text: `'GITHUB_FAILS'`, limit: slugs('GITHUB_FAILS') }),
  throws: () => ({ text: `'GITHUB_THROWS'`, limit: slugs('GITHUB_THROWS') }),
  constant: (draft) => {
    draft.declarations.add(`const SLUG = 'GMAIL_SEND_EMAIL';`);
    return { text: 'SLUG', limit: slugs('GMAIL_SEND_EMAIL') };
  },
  choice: () => ({
    text: `input.flag ? 'GITHUB_GET_A_REPOSITORY' : 'SLACK_SEND_MESSAGE'`,
    limit: slugs('GITHUB_GET_A_REPOSITORY', 'SLACK_SEND_MESSAGE'),
  }),
  ambiguous: () => ({ text: `'TWITTER_MEDIA_UPLOAD'`, limit: slugs('TWITTER_MEDIA_UPLOAD') }),
  unknown: () => ({ text: `'NOWHERE_GO'`, limit: ANY }),
  dynamic: () => ({ text: 'input.slug', limit: ANY }),
  enumerated: (draft) => ({ text: `${draft.helper('Slug')}.Repository`, limit: slugs('GITHUB_GET_A_REPOSITORY') }),
  mapped: (draft) => {
    draft.declarations.add(`const SLUGS = { send: 'GMAIL_SEND_EMAIL', post: 'SLACK_SEND_MESSAGE' };`);
    return { text: 'SLUGS.post', limit: slugs('SLACK_SEND_MESSAGE') };
  },
  mappedKey: (draft) => {
    draft.declarations.add(`const SLUGS_OF = { a: 'GMAIL_SEND_EMAIL', b: 'SLACK_SEND_MESSAGE' };`);
    return { text: 'SLUGS_OF[input.kind]', limit: ANY };
  },
  template: () => ({ text: "`GITHUB_${input.flag ? 'GET' : 'LIST'}_REPOSITORIES`", limit: ANY }),
  changing: (draft) => ({ text: draft.changing('slug'), limit: ANY }),
  noted: (draft) => ({ text: draft.noted('slug', `'SLACK_SEND_MESSAGE'`), limit: slugs('SLACK_SEND_MESSAGE') }),
  meta: () => ({ text: `'COMPOSIO_SEARCH_TOOLS'`, limit: ANY }),
} satisfies Record<string, (draft: Draft) => SlugPiece>;

export type SlugForm = keyof typeof SLUGS;

export const makeSlug = (form: SlugForm, draft: Draft): SlugPiece =>
  (SLUGS[form] as (draft: Draft) => SlugPiece)(draft);

export const ARGUMENTS = {
  none: () => null,
  empty: () => ({ text: '{}' }),
  literal: () => ({ text: `{ repo: 'octo/site' }` }),
  member: () => ({ text: '{ repo: input.repo }' }),
  lines: () => ({ text: `{\n  ‖repo: input.repo,‗\n  title: 'x'¤\n}` }),
  noted: (draft) => ({ text: draft.noted('arguments', `{ repo: 'octo/site' }`) }),
  notedInside: (draft) => ({ text: `{ repo: ${draft.noted('repo', 'input.repo')} }` }),
  changing: (draft) => ({ text: `{ repo: ${draft.changing('repo')} }` }),
  constant: (draft) => {
    const name = draft.name('args');
    return { text: name, setup: [`const ${name} = { repo: input.repo };`] };
  },
  mutated: (draft) => {
    const name = draft.name('args');
    const setup = [`const ${name}«: Record<string, unknown>» = {};`, `${name}.repo = input.repo;`];
    return { text: name, setup };
  },
  spread: () => ({ text: '{ ...input.extra, repo: input.repo }' }),
  asserted: () => ({ text: `{ repo: input.repo }« as Record<string, unknown>»` }),
  awaited: (draft) => ({ text: `{ repo: await ${draft.helper('noteLater')}('repo', input.repo) }` }),
  awaitedWhole: (draft) => ({ text: `await ${draft.helper('noteLater')}('arguments', { repo: input.repo })` }),
  chosen: () => ({ text: `input.flag ? { repo: input.repo } : { title: 'x' }` }),
  callback: (draft) => ({ text: `{ repo: (() => ${draft.noted('inner', 'input.repo')})() }` }),
  closure: (draft) => ({ text: `{ repo: String(() => ${draft.changing('repo')}) && input.repo }` }),
  nested: () => ({ text: `{ deep: { list: [input.repo, { url: input.url }] }, title: 'x' }` }),
  shorthand: (draft) => {
    if (!draft.takes('repo')) return { text: '{ repo: input.repo }' };
    return { text: '{ repo }', setup: ['const { repo } = input;'] };
  },
  reassigned: (draft) => {
    const name = draft.name('title');
    return { text: `{ title: ${name} }`, setup: [`let ${name} = 'a';`, `if (input.flag) ${name} = 'b';`] };
  },
  counted: (draft) => {
    const name = draft.name('count');
    return { text: `{ page: ${name}++ }`, setup: [`let ${name} = 1;`] };
  },
} satisfies Record<string, (draft: Draft) => Piece | null>;

export type ArgumentsForm = keyof typeof ARGUMENTS;

export const makeArguments = (form: ArgumentsForm, draft: Draft): Piece | null =>
  (ARGUMENTS[form] as (draft: Draft) => Piece | null)(draft);

export const ACCOUNTS = {
  none: () => null,
  literal: () => `connectedAccountId: 'ca_1'`,
  member: () => 'connectedAccountId: input.account',
  maybe: () => 'connectedAccountId: input.maybe',
  conditional: () => '...(input.maybe ? { connectedAccountId: input.maybe } : {})',
  ternary: () => `connectedAccountId: input.flag ? input.account : undefined`,
  logical: () => '...(input.maybe ? { connectedAccountId: input.maybe } : undefined)',
  fallback: () => `connectedAccountId: input.maybe ?? 'ca_9'`,
  changing: (draft) => `connectedAccountId: ${draft.changing('account')}`,
  notedMaybe: (draft) => `connectedAccountId: ${draft.noted('account', 'input.maybe')}`,
  noted: (draft) => `connectedAccountId: ${draft.noted('account', `'ca_2'`)}`,
} satisfies Record<string, (draft: Draft) => string | null>;

export type AccountForm = keyof typeof ACCOUNTS;

export const EXTRAS = {
  none: () => [],
  skip: () => ['dangerouslySkipVersionCheck: true'],
  version: () => [`¶version: '20250101_00'`],
  latest: () => [`version: 'latest'`],
  member: () => ['version: input.version', 'dangerouslySkipVersionCheck: input.flag'],
  text: () => [`text: 'please'`],
  tracing: () => ['allowTracing: true'],
} satisfies Record<string, (draft: Draft) => string[]>;

export type ExtraForm = keyof typeof EXTRAS;

/** How the body is written: at the call, in a constant before it, with a part of it spread. */
export type BodyForm = (typeof BODIES)[number];

export const BODIES = [
  'literal',
  'lines',
  'argumentsFirst',
  'constant',
  'base',
  'asserted',
  'filled',
  'chosen',
  'shorthand',
] as const;

export function bodyOf(form: BodyForm, entries: { user: string; others: string[] }, draft: Draft): Required<Piece> {
  const user = `userId: ${entries.user}`;
  const { others } = entries;
  if (form === 'lines') {
    return {
      text: `{\n${[user, ...others].map((line) => `  ‖${line.replace(/\n/g, '\n  ')}`).join(',‗\n')}¤\n}`,
      setup: [],
    };
  }
  if (form === 'constant') {
    const name = draft.name('body');
    return { text: name, setup: [`const ${name} = { ${[user, ...others].join(', ')} };`] };
  }
  if (form === 'base') {
    const name = draft.name('base');
    return { text: `{ ${[`...${name}`, ...others].join(', ')} }`, setup: [`const ${name} = { ${user} };`] };
  }
  if (form === 'filled') {
    const name = draft.name('body');
    const [first, ...rest] = [user, ...others];
    return {
      text: name,
      setup: [
        `const ${name}«: Record<string, any>» = { ${first} };`,
        ...rest
          .filter((one) => !one.startsWith('...') && !one.includes('¶'))
          .map((one) => `${name}.${one.replace(':', ' =')};`),
      ],
    };
  }
  if (form === 'shorthand' && draft.takes('userId')) {
    return { text: `{ ${['userId', ...others].join(', ')} }`, setup: [`const userId = ${entries.user};`] };
  }
  if (form === 'chosen') {
    const all = [user, ...others].join(', ');
    return { text: `input.flag ? { ${all} } : { ${user} }`, setup: [] };
  }
  if (form === 'asserted') return { text: `({ ${[user, ...others].join(', ')} }« as any»)`, setup: [] };
  const list = form === 'argumentsFirst' ? [...others, user] : [user, ...others];
  return { text: `{ ${list.join(', ')} }`, setup: [] };
}
