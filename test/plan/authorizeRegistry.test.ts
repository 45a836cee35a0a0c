/** Lifting auth configs: what the project knows, and what a file can carry (rules §6). */
import { describe, expect, it } from 'vitest';
import type { RuleOptions } from '../../src/plan/context.js';
import { buildRegistry, lift, type Lifted } from '../../src/plan/registry.js';
import { factsOf } from '../analyze/authConfigHelpers.js';

const NO_MAPPINGS: RuleOptions['mappings'] = new Map();
const IMPORT = "import { Composio } from '@composio/core';\nconst composio = new Composio();\n";

function liftIn(
  path: string,
  files: Record<string, string>,
  toolkit = 'github',
  mappings = NO_MAPPINGS,
): Lifted | null {
  const facts = factsOf(files);
  return lift(buildRegistry(facts, mappings), toolkit, facts.get(path)!);
}

const shortly = (lifted: Lifted | null): string => {
  if (!lifted) return 'nothing';
  if ('unlifted' in lifted) return lifted.unlifted.refusal.code;
  const { value } = lifted;
  const text = value.kind === 'literal' ? `'${value.value}'` : value.text + (value.mayBeUnset ? '?' : '');
  return lifted.import ? `${text} from ${lifted.import.from}` : text;
};

const agent = `${IMPORT}export const tools = (user: string) => composio.tools.get(user, { toolkits: ['github'] });\n`;
const linking = (id: string, head = ''): string =>
  `${head}${IMPORT}export const connect = (user: string) => composio.connectedAccounts.link(user, ${id});\n`;

describe('the registry', () => {
  it('knows nothing of a toolkit that no auth config belongs to', () => {
    expect(liftIn('agent.ts', { 'agent.ts': agent })).toBeNull();
  });

  it('collects sites, maps, constants and mappings', () => {
    expect(
      shortly(liftIn('agent.ts', { 'agent.ts': agent, 'a.ts': linking('process.env.GITHUB_AUTH_CONFIG_ID!') })),
    ).toBe('process.env.GITHUB_AUTH_CONFIG_ID?');
    expect(
      shortly(
        liftIn(
          'agent.ts',
          { 'agent.ts': agent },
          'github',
          new Map([['ac_9', { toolkit: 'github', source: 'option' }]]),
        ),
      ),
    ).toBe("'ac_9'");
    const map = "export const AUTH_CONFIGS = { github: 'ac_g', slack: 'ac_s' };";
    expect(shortly(liftIn('agent.ts', { 'agent.ts': agent, 'ids.ts': map }))).toBe('AUTH_CONFIGS.github from ids.ts');
    const constant = "export const GITHUB_AUTH_CONFIG_ID = 'ac_g';";
    expect(shortly(liftIn('agent.ts', { 'agent.ts': agent, 'ids.ts': constant }))).toBe(
      'GITHUB_AUTH_CONFIG_ID from ids.ts',
    );
    const nested = "export const APPS = { github: { label: 'GitHub', authConfigId: process.env.GH_AUTH_CONFIG! } };";
    expect(shortly(liftIn('agent.ts', { 'agent.ts': agent, 'ids.ts': nested }))).toBe(
      'APPS.github.authConfigId? from ids.ts',
    );
  });

  it('takes an answer about an id of a script for no auth config of the application', () => {
    const files = { 'agent.ts': agent, 'scripts/try.ts': linking("'ac_9'") };
    const by = (source: 'answers' | 'api' | 'option') => new Map([['ac_9', { toolkit: 'github', source }]]);
    expect(liftIn('agent.ts', files, 'github', by('answers'))).toBeNull();
    expect(liftIn('agent.ts', files, 'github', by('api'))).toBeNull();
    expect(shortly(liftIn('agent.ts', files, 'github', by('option')))).toBe("'ac_9'");
    const both = { ...files, 'link.ts': linking("'ac_9'") };
    expect(shortly(liftIn('agent.ts', both, 'github', by('answers')))).toBe("'ac_9'");
    const facts = factsOf(files);
    const own = buildRegistry(facts, by('answers'), undefined, 'scripts/try.ts');
    expect(shortly(lift(own, 'github', facts.get('scripts/try.ts')!))).toBe("'ac_9'");
  });

  it('leaves out values that are no auth configs, and keys that disagree with their values', () => {
    const others =
      "export const LABELS = { github: 'GitHub' }; export const TOKENS = { github: process.env.GITHUB_TOKEN };";
    expect(liftIn('agent.ts', { 'agent.ts': agent, 'ids.ts': others })).toBeNull();
    const wrong = 'export const AUTH_CONFIGS = { github: process.env.SLACK_AUTH_CONFIG_ID };';
    expect(liftIn('agent.ts', { 'agent.ts': agent, 'ids.ts': wrong })).toBeNull();
  });

  it('takes spellings of one auth config for one', () => {
    const files = {
      'agent.ts': agent,
      'a.ts': linking('process.env.GITHUB_AUTH_CONFIG_ID!'),
      'b.ts': linking('process.env.GITHUB_AUTH_CONFIG_ID ?? ""'),
      'ids.ts': 'export const GITHUB_AUTH_CONFIG_ID = process.env.GITHUB_AUTH_CONFIG_ID;',
    };
    expect(shortly(liftIn('agent.ts', files))).toBe('process.env.GITHUB_AUTH_CONFIG_ID?');
  });

  it('lifts neither of two', () => {
    const files = {
      'agent.ts': agent,
      'a.ts': linking("'ac_1'"),
      'b.ts': linking('process.env.GITHUB_AUTH_CONFIG_ID!'),
    };
    const mappings: RuleOptions['mappings'] = new Map([['ac_1', { toolkit: 'github', source: 'answers' }]]);
    expect(shortly(liftIn('agent.ts', files, 'github', mappings))).toBe('auth-config-ambiguous');
  });

  it('says when the only one cannot be written', () => {
    const listed = `${IMPORT}export async function connect(user: string) {
      const c = await composio.authConfigs.list({ toolkit: 'github' });
      return composio.connectedAccounts.link(user, c.items[0].id);
    }`;
    const lifted = liftIn('agent.ts', { 'agent.ts': agent, 'a.ts': listed, 'b.ts': listed });
    expect(shortly(lifted)).toBe('auth-config-unknown');
  });
});

describe('where a constant can stand', () => {
  const plain = "export const AUTH_CONFIGS = { github: 'ac_g' };";

  it('in its own file, exported or not', () => {
    expect(shortly(liftIn('agent.ts', { 'agent.ts': `const AUTH_CONFIGS = { github: 'ac_g' };\n${agent}` }))).toBe(
      'AUTH_CONFIGS.github',
    );
  });

  it('where it is imported, under its local name', () => {
    const named = "import { AUTH_CONFIGS as ids } from './ids';\n";
    expect(shortly(liftIn('agent.ts', { 'agent.ts': named + agent, 'ids.ts': `import './boot';\n${plain}` }))).toBe(
      'ids.github',
    );
    const space = "import * as ids from './ids';\n";
    expect(shortly(liftIn('agent.ts', { 'agent.ts': space + agent, 'ids.ts': plain }))).toBe('ids.AUTH_CONFIGS.github');
  });

  it('where its module is imported already, whatever the module does', () => {
    const busy = `import './boot';\nexport const start = () => 1;\n${plain}\nstart();`;
    const head = "import { start } from './ids';\nstart();\n";
    expect(shortly(liftIn('agent.ts', { 'agent.ts': head + agent, 'ids.ts': busy }))).toBe(
      'AUTH_CONFIGS.github from ids.ts',
    );
    const types = "import type { Ids } from './ids';\nexport type X = Ids;\n";
    expect(shortly(liftIn('agent.ts', { 'agent.ts': types + agent, 'ids.ts': busy }))).toBe("'ac_g'");
  });

  it('nowhere else when loading its module does something: then what it holds', () => {
    expect(shortly(liftIn('agent.ts', { 'agent.ts': agent, 'ids.ts': `console.log('hello');\n${plain}` }))).toBe(
      "'ac_g'",
    );
    const computed = "import { read } from './boot';\nexport const AUTH_CONFIGS = { github: read() };";
    expect(liftIn('agent.ts', { 'agent.ts': agent, 'ids.ts': computed })).toBeNull();
  });

  it('not across a client boundary or into another package', () => {
    expect(shortly(liftIn('agent.ts', { 'agent.ts': agent, 'ids.ts': `'use client';\n${plain}` }))).toBe("'ac_g'");
    expect(shortly(liftIn('agent.ts', { 'agent.ts': `'use client';\n${agent}`, 'ids.ts': plain }))).toBe("'ac_g'");
    expect(shortly(liftIn('apps/a/agent.ts', { 'apps/a/agent.ts': agent, 'apps/b/ids.ts': plain }))).toBe("'ac_g'");
    expect(shortly(liftIn('apps/a/agent.ts', { 'apps/a/agent.ts': agent, 'apps/a/ids.ts': plain }))).toBe(
      'AUTH_CONFIGS.github from apps/a/ids.ts',
    );
  });

  it('not where its name is taken, or where modules are required', () => {
    const taken = agent.replace('composio.tools.get', '((AUTH_CONFIGS: string) => composio.tools.get)(user)');
    const inner = `${IMPORT}export function f(user: string) { const AUTH_CONFIGS = 1; return [AUTH_CONFIGS, composio.tools.get(user, { toolkits: ['github'] })]; }`;
    expect(taken).toContain('AUTH_CONFIGS');
    expect(shortly(liftIn('agent.ts', { 'agent.ts': inner, 'ids.ts': plain }))).toBe("'ac_g'");
    const required =
      "const { Composio } = require('@composio/core');\nconst composio = new Composio();\nexports.f = (user) => composio.tools.get(user, { toolkits: ['github'] });";
    expect(shortly(liftIn('agent.js', { 'agent.js': required, 'ids.ts': plain }))).toBe("'ac_g'");
  });
});
