/** `link`, `initiate` and `authorize` with each form of evidence for the toolkit, and their options. */
import type { Draft } from './draft.js';

export interface EvidencePiece {
  /** The auth config. */
  text: string;
  /** Null: known when it runs. */
  toolkit: string | null;
  setup?: string[];
  awaits?: boolean;
}

type Make = (draft: Draft, client: string) => EvidencePiece;

const MAP = `const AUTH_CONFIGS = { github: 'ac_github', slack: 'ac_slack' };`;

export const EVIDENCE = {
  /** Told by an option of the run. */
  mapped: () => ({ text: `'ac_mapped'`, toolkit: 'github' }),
  unknown: () => ({ text: `'ac_7Uv3yW'`, toolkit: 'slack' }),
  /** Ids that say it themselves, and one whose words do not. */
  spelled: () => ({ text: `'ac_your_slack_config'`, toolkit: 'slack' }),
  spelledNot: () => ({ text: `'ac_close_dialog'`, toolkit: 'slack' }),
  shortForm: () => ({ text: 'process.env.GCALENDAR_AUTH_CONFIG_ID«!»', toolkit: 'googlecalendar' }),
  list: (draft, client) => {
    const name = draft.name('configs');
    const setup = [`const ${name} = await ${client}.authConfigs.list({ toolkit: 'github' });`];
    return { text: `${name}.items[0].id`, toolkit: 'github', setup, awaits: true };
  },
  created: (draft, client) => {
    const name = draft.name('created');
    return {
      text: `${name}.id`,
      toolkit: 'slack',
      setup: [
        `const ${name} = await ${client}.authConfigs.create('slack', { type: 'use_composio_managed_auth', name: 'x' });`,
      ],
      awaits: true,
    };
  },
  member: (draft) => {
    draft.declarations.add(MAP);
    return { text: 'AUTH_CONFIGS.github', toolkit: 'github' };
  },
  lookup: (draft) => {
    draft.declarations.add(MAP);
    return { text: 'AUTH_CONFIGS[input.toolkit]', toolkit: null };
  },
  environment: () => ({ text: 'process.env.GITHUB_AUTH_CONFIG_ID«!»', toolkit: 'github' }),
  named: (draft) => {
    draft.declarations.add(`const gmailAuthConfigId = process.env.GMAIL_AUTH_CONFIG_ID ?? 'ac_gmail';`);
    return { text: 'gmailAuthConfigId', toolkit: 'gmail' };
  },
  branch: (draft) => {
    const name = draft.name('authConfigId');
    const setup = [
      `let ${name};`,
      `if (input.toolkit === 'github') {`,
      `  ${name} = 'ac_github_b';`,
      `} else {`,
      `  ${name} = 'ac_slack_b';`,
      `}`,
    ];
    return { text: name, toolkit: null, setup };
  },
  first: (draft, client) => {
    const name = draft.name('first');
    const setup = [`const { items: [${name}] } = await ${client}.authConfigs.list({ toolkit: 'slack' });`];
    return { text: `${name}«!».id`, toolkit: 'slack', setup, awaits: true };
  },
  foundOrCreated: (draft, client) => {
    const [list, name] = [draft.name('list'), draft.name('config')];
    const setup = [
      `const ${list} = await ${client}.authConfigs.list({ toolkit: 'github' });`,
      `const ${name} = ${list}.items[0] ?? (await ${client}.authConfigs.create('github'));`,
    ];
    return { text: `${name}.id`, toolkit: 'github', setup, awaits: true };
  },
  dynamicList: (draft, client) => {
    const name = draft.name('configs');
    const setup = [`const ${name} = await ${client}.authConfigs.list({ toolkit: input.toolkit });`];
    return { text: `${name}.items[0].id`, toolkit: null, setup, awaits: true };
  },
  helper: (draft) => {
    draft.declarations.add(
      `function authConfigFor(toolkit«: string») {\n  return toolkit === 'github' ? 'ac_github_h' : 'ac_slack_h';\n}`,
    );
    return { text: 'authConfigFor(input.toolkit)', toolkit: null };
  },
  helperConstant: (draft) => {
    draft.declarations.add(
      `function authConfigFor(toolkit«: string») {\n  return toolkit === 'github' ? 'ac_github_h' : 'ac_slack_h';\n}`,
    );
    return { text: `authConfigFor('github')`, toolkit: 'github' };
  },
  switched: (draft) => {
    const name = draft.name('authConfigId');
    const setup = [
      `let ${name};`,
      'switch (input.toolkit) {',
      `  case 'github':`,
      `    ${name} = 'ac_github_s';`,
      '    break;',
      '  default:',
      `    ${name} = 'ac_slack_s';`,
      '}',
    ];
    return { text: name, toolkit: null, setup };
  },
  imported: (draft) => ({ text: draft.helper('SLACK_AUTH_CONFIG_ID'), toolkit: 'slack' }),
  fallback: () => ({ text: `process.env.GITHUB_AUTH_CONFIG_ID ?? 'ac_github_d'`, toolkit: 'github' }),
  changing: (draft) => {
    const text = draft.changing('config');
    return { text, toolkit: null };
  },
  parameter: () => ({ text: 'input.authConfigId', toolkit: null }),
  noted: (draft) => ({ text: draft.noted('config', `'ac_mapped'`), toolkit: null }),
} satisfies Record<string, Make>;

export type EvidenceForm = keyof typeof EVIDENCE;

export const makeEvidence = (form: EvidenceForm, draft: Draft, client: string): EvidencePiece =>
  (EVIDENCE[form] as Make)(draft, client);

interface OptionsPiece {
  text: string | null;
  setup?: string[];
}

export const LINK_OPTIONS = {
  none: () => ({ text: null }),
  callback: () => ({ text: '{ callbackUrl: input.url }' }),
  lines: () => ({ text: '{\n  ‖callbackUrl: input.url,‗\n  allowMultiple: true¤‗\n}' }),
  multiple: () => ({ text: '{ callbackUrl: input.url, ¶allowMultiple: true }' }),
  onlyMultiple: () => ({ text: '{ allowMultiple: true }' }),
  single: () => ({ text: '{ allowMultiple: false }' }),
  noted: (draft) => ({ text: `{ callbackUrl: ${draft.noted('options', 'input.url')} }` }),
  changing: (draft) => ({ text: `{ callbackUrl: ${draft.changing('url')} }` }),
  variable: (draft) => {
    const name = draft.name('options');
    return { text: name, setup: [`const ${name} = { callbackUrl: input.url };`] };
  },
  alias: () => ({ text: `{ callbackUrl: input.url, alias: 'work' }` }),
  spread: () => ({ text: '{ ...(input.flag ? { callbackUrl: input.url } : {}) }' }),
  conditional: () => ({ text: 'input.flag ? { callbackUrl: input.url } : undefined' }),
  notedMultiple: (draft) => ({
    text: `{ callbackUrl: input.url, allowMultiple: ${draft.noted('multiple', 'true')} }`,
  }),
  mutated: (draft) => {
    const name = draft.name('options');
    const setup = [
      `const ${name}«: { callbackUrl?: string }» = {};`,
      `if (input.flag) ${name}.callbackUrl = input.url;`,
    ];
    return { text: name, setup };
  },
  whole: () => ({ text: 'input.options' }),
  shorthand: (draft) => {
    // The name is taken once: a second one would not be valid in the same function.
    if (!draft.takes('callbackUrl')) return { text: '{ callbackUrl: input.url }' };
    return { text: '{ callbackUrl }', setup: ['const callbackUrl = input.url;'] };
  },
} satisfies Record<string, (draft: Draft) => OptionsPiece>;

export type LinkOptionsForm = keyof typeof LINK_OPTIONS;

export const makeLinkOptions = (form: LinkOptionsForm, draft: Draft): OptionsPiece =>
  (LINK_OPTIONS[form] as (draft: Draft) => OptionsPiece)(draft);
