import { describe, expect, it } from 'vitest';
import type { SiteIntent } from '../../src/plan/intent.js';
import { toolCallsRule } from '../../src/plan/rules/toolCalls.js';
import { toolsGetRule } from '../../src/plan/rules/toolsGet.js';
import { sitesOf, type Given } from './toolsSites.js';

const HEADS = {
  core: "import { Composio } from '@composio/core';\nconst composio = new Composio();\n",
  responses:
    "import { Composio } from '@composio/core';\nimport { OpenAIResponsesProvider } from '@composio/openai';\nconst composio = new Composio({ provider: new OpenAIResponsesProvider() });\n",
  anthropic:
    "import { Composio } from '@composio/core';\nimport { AnthropicProvider } from '@composio/anthropic';\nconst composio = new Composio({ provider: new AnthropicProvider() });\n",
  google:
    "import { Composio } from '@composio/core';\nimport { GoogleProvider } from '@composio/google';\nconst composio = new Composio({ provider: new GoogleProvider() });\n",
};

interface Flow {
  head?: string;
  filter?: string;
  call?: string;
  given?: Given;
}

/** An agent's loop: what becomes of its tools and of their calls. */
function flow({ head = HEADS.core, filter = "{ toolkits: ['github'] }", call, given }: Flow): SiteIntent[] {
  const sites = sitesOf({
    'main.ts': `${head}export async function run(userId: string, ask: any) {
  const tools = await composio.tools.get(userId, ${filter});
  for (;;) {
    const answer = await ask.chat.completions.create({ tools });
    if (!answer) return;
    await composio.provider.${call ?? 'handleToolCalls(userId, answer)'};
  }
}
`,
  });
  const context = sites.context(given);
  const [get] = sites.of('tools.get');
  const call_ = [...context.sites.values()].find((site) => site.provider);
  return [toolsGetRule(get!, context), toolCallsRule(call_!, context)];
}

const outcomes = (intents: SiteIntent[]): string[] =>
  intents.map((intent) => (intent.outcome === 'migrate' ? 'migrate' : intent.code));

describe('provider methods', () => {
  it.each([
    ['core', '0.17.0', {}],
    ['responses', '0.17.0', { '@composio/openai': '0.12.0' }],
    ['anthropic', '0.17.0', { '@composio/anthropic': '0.11.0' }],
  ] as const)('take the session together with its tools: %s', (name, core, providers) => {
    const intents = flow({ head: HEADS[name], given: { core, providers } });
    expect(outcomes(intents)).toEqual(['migrate', 'migrate']);
    expect(intents[0]).toMatchObject({ together: [expect.stringContaining('main.ts:')] });
    expect(intents[1]).toMatchObject({
      action: { kind: 'provider-call' },
      together: [expect.stringContaining('main.ts:')],
    });
  });

  it.each([
    ['core', '0.14.1', {}],
    ['responses', '0.17.0', { '@composio/openai': '0.9.2' }],
    ['anthropic', '0.17.0', { '@composio/anthropic': '0.10.1' }],
    ['google', '0.19.0', { '@composio/google': '0.11.1' }],
  ] as const)(
    'stay where they take a user id only, and their tools are never meta tools: %s',
    (name, core, providers) => {
      const given = { core, providers };
      const head = HEADS[name];
      expect(outcomes(flow({ head, given }))).toEqual(['tool-calls', 'tool-calls']);
      const named = flow({ head, given, filter: "{ tools: ['GITHUB_X'] }" });
      expect(outcomes(named)).toEqual(['migrate', 'provider-takes-user']);
      expect(named[0]).toMatchObject({ need: { preset: 'direct_tools' } });
      expect(named[0]).not.toHaveProperty('together');
      for (const tools of ['meta', 'direct'] as const) {
        const chosen = flow({ head, given: { ...given, options: { tools } } });
        const expected = tools === 'direct' ? ['migrate', 'provider-takes-user'] : ['tool-calls', 'tool-calls'];
        expect(outcomes(chosen)).toEqual(expected);
      }
    },
  );

  it.each([
    'handleResponse(userId, answer)',
    'handleAssistantMessage(userId, answer)',
    "handleToolCalls(userId, answer, { connectedAccountId: 'ca_1' })",
    "handleToolCalls('someone else', answer)",
    "executeTool('GITHUB_X', { userId, arguments: answer })",
  ])('stay when the session cannot stand in the place of the user: %s', (call) => {
    const [tools, calls] = flow({ call, head: HEADS.responses });
    expect(calls).toMatchObject({ outcome: 'manual', code: 'tool-calls' });
    expect(tools).not.toMatchObject({ outcome: 'migrate', together: expect.anything() });
  });

  it('stay with their tools, and say why these stay', () => {
    const [tools, calls] = flow({ filter: "{ search: 'issues' }" });
    expect(tools).toMatchObject({ code: 'no-session-filter' });
    expect(calls).toMatchObject({ code: 'tool-calls', message: expect.stringContaining('line 4') });
  });

  it('stay when only the other transform runs', () => {
    const transforms = new Set(['tools-get']);
    expect(outcomes(flow({ given: { options: { transforms } } }))[0]).toBe('tool-calls');
    expect(outcomes(flow({ filter: "'GITHUB_X'", given: { options: { transforms } } }))[0]).toBe('migrate');
  });

  it('in another file keep meta tools away from lists that they may serve', () => {
    const sites = sitesOf({
      'client.ts': `${HEADS.core.replace('const', 'export const')}`,
      'calls.ts': `import { composio } from './client';
export const answer = (userId: string, completion: any) => composio.provider.handleToolCalls(userId, completion);
`,
      'tools.ts': `import { composio } from './client';
export async function load(userId: string, ask: any) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  for (;;) await ask.chat.completions.create({ tools });
}
`,
    });
    const [get] = sites.of('tools.get');
    const [call] = sites.of('provider.handleToolCalls');
    expect(toolsGetRule(get!, sites.context())).toMatchObject({ outcome: 'manual', code: 'tool-calls' });
    expect(toolCallsRule(call!, sites.context())).toMatchObject({ outcome: 'manual', code: 'tool-calls' });
  });
});
