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
  unknown: () => ({ text: `'ac_slack_x1'`, toolkit: 'slack' }),
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
  shorthand: (draft) => {
    // The name is taken once: a second one would not be valid in the same function.
    if (!draft.takes('callbackUrl')) return { text: '{ callbackUrl: input.url }' };
    return { text: '{ callbackUrl }', setup: ['const callbackUrl = input.url;'] };
  },
} satisfies Record<string, (draft: Draft) => OptionsPiece>;

export type LinkOptionsForm = keyof typeof LINK_OPTIONS;

export const makeLinkOptions = (form: LinkOptionsForm, draft: Draft): OptionsPiece =>
  (LINK_OPTIONS[form] as (draft: Draft) => OptionsPiece)(draft);
