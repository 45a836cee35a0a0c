import { describe, expect, it } from 'vitest';
import type { ToolsUseFact } from '../../src/analyze/facts.js';
import { snippets } from './toolsSnippets.js';

const GET = "await composio.tools.get(userId, { toolkits: ['github'] })";
const run = (body: string, before = ''): string => `${before}
export async function run(userId: string, ask: any, wish: string) {
${body}
}
`;
const tools = (body: string, before = ''): string => run(`  const tools: any = ${GET};\n${body}`, before);

/** Code that reads the list or one of its tools. */
const READ: Record<string, string> = {
  find: tools("return tools.find((tool: any) => tool.function.name === 'x');"),
  filterSlug: tools('return tools.filter((one: any) => one.slug.startsWith(wish));'),
  mapNames: tools('return tools.map((tool: any) => tool.name);'),
  namesInVariable: tools('const names = tools.map((tool: any) => tool.name); return names;'),
  pattern: tools('return tools.some(({ name }: any) => name === wish);'),
  keys: tools('return Object.keys(tools);'),
  loop: tools('for (const tool of tools) if (tool.function.name === wish) return tool;'),
  forIn: tools('for (const name in tools) ask(name);'),
  response: tools('return Response.json({ tools });'),
  count: tools('return { count: tools.length };'),
  json: tools('return JSON.stringify(tools);'),
  throughParameter: tools(
    'return pick(tools);',
    'function pick(list: any) { return list.find((one: any) => one.name); }',
  ),
};

/** Code that takes a tool by a name that it writes. */
const LOOKED_UP: Record<string, string> = {
  index: tools("return tools['GITHUB_STAR_IT'];"),
  member: tools('return tools.GITHUB_STAR_IT.execute({});'),
  objectPattern: run(`const { GITHUB_STAR_IT } = ${GET} as any; return GITHUB_STAR_IT;`),
  has: tools("return 'GITHUB_STAR_IT' in tools;"),
  throughReturn: `async function fetchTools(userId: string) { return ${GET} as any; }
export async function run(userId: string) { const list = await fetchTools(userId); return list.GITHUB_STAR_IT; }`,
  throughThen: run(
    "return composio.tools.get(userId, { toolkits: ['github'] }).then((list: any) => list.GITHUB_STAR_IT);",
  ),
  throughAll: run(
    `const [list] = await Promise.all([composio.tools.get(userId, { toolkits: ['github'] }), ask()]) as any; return list.GITHUB_STAR_IT;`,
  ),
  throughField: `class Agent { tools: any; async load(userId: string) { this.tools = ${GET}; } one() { return this.tools.GITHUB_STAR_IT; } }
export const agent = new Agent();`,
};

/** Code that takes a tool by its place in the list. */
const PLACED: Record<string, string> = {
  position: tools('return tools[0];'),
  listPattern: run(`const [first] = ${GET} as any; return first;`),
};

/** Code beside a model that depends on certain tools. */
const NAMED: Record<string, string> = {
  toolChoice: tools("return ask({ tools, toolChoice: { type: 'tool', toolName: 'GITHUB_STAR_IT' } });"),
  toolChoiceVariable: tools('return ask({ tools, tool_choice: wish });'),
  activeTools: tools('return ask({ tools, activeTools: [] });'),
  prepareStep: tools('return ask({ tools, prepareStep() { return {}; } });'),
  hasToolCall: tools(
    "return ask({ tools, stopWhen: hasToolCall('GITHUB_STAR_IT') });",
    'declare const hasToolCall: any;',
  ),
  prompt: tools("return ask({ tools, system: 'Call GITHUB_CREATE_AN_ISSUE when asked' });"),
  promptConstant: tools('return ask({ tools, system: SYSTEM });', 'const SYSTEM = `Use GITHUB_CREATE_AN_ISSUE now`;'),
  compared: tools("for (const call of await ask({ tools })) if (call.name === 'GITHUB_DELETE_A_REPOSITORY') return;"),
  cases: tools("switch (wish) { case 'GITHUB_DELETE_A_REPOSITORY': return tools; }"),
  labels: tools('return ask(tools);', "export const LABELS = { GITHUB_CREATE_AN_ISSUE: 'Opening an issue' };"),
  approval: tools('const needsApproval = true; return ask({ tools, needsApproval });'),
};

const FREE: Record<string, string> = {
  passed: tools('return ask({ tools, stopWhen: stepCountIs(20) });', 'declare const stepCountIs: any;'),
  returned: tools('return tools;'),
  logged: tools('console.log(tools.map((tool: any) => tool.name).join()); return tools;'),
  loggedVariable: tools(
    'const names = tools.map((tool: any) => tool.name); logger.info(names); return tools;',
    'declare const logger: any;',
  ),
  condition: tools('if (tools.length === 0) throw new Error("none"); return ask({ tools });'),
  openChoice: tools("return ask({ tools, toolChoice: 'auto', tool_choice: { type: 'any' } });"),
  otherPrompt: tools("return ask({ tools, system: 'Set GITHUB_TOKEN first. SLACK_SEND_MESSAGE is not yours' });"),
  own: tools("tools['mine'] = ask; tools.push(ask); return ask({ tools });"),
  slugList: tools(
    'return ask({ tools });',
    "export const SLUGS = { GITHUB_CREATE_AN_ISSUE: 'GITHUB_CREATE_AN_ISSUE' };",
  ),
  rewrapped: tools('for (const [key, value] of Object.entries(tools)) ask(key, value); return tools;'),
};

const TURNS: Record<string, [body: string, single: boolean]> = {
  completion: ['return ask.chat.completions.create({ tools });', true],
  responses: ['return ask.responses.create({ tools });', true],
  messages: ['return ask.messages.create({ tools });', true],
  google: ['return ask.models.generateContent({ config: { tools: [{ functionDeclarations: tools }] } });', true],
  spreadIn: ['return ask.messages.create({ ...(tools.length > 0 ? { tools } : {}) });', true],
  request: ['const request = { model: "m", tools }; return ask.messages.create(request);', true],
  second: ['await ask.messages.create({ tools }); return ask.messages.create({ tools });', true],
  loop: ['for (;;) await ask.chat.completions.create({ tools });', false],
  recursion: ['await ask.chat.completions.create({ tools }); return run(userId, ask, wish);', false],
  noSteps: ['return generateText({ tools });', true],
  fewSteps: ['return streamText({ tools, maxSteps: 2 });', true],
  stepCount: ['return streamText({ tools, stopWhen: [stepCountIs(4)] });', true],
  constantSteps: ['return streamText({ tools, maxSteps: STEPS });', true],
  manySteps: ['return generateText({ tools, stopWhen: stepCountIs(5) });', false],
  unknownSteps: ['return generateText({ tools, ...wish as any });', true],
  stepsOfOthers: ['return generateText({ tools, stopWhen: stepCountIs(ask) });', true],
  bound: ['return ask.bindTools(tools).invoke(wish);', true],
  boundInALoop: ['const model = ask.bindTools(tools); for (;;) await model.invoke(wish);', false],
  ownLoop: ['for (;;) await generateText({ tools });', false],
  agentSteps: ['return new ToolLoopAgent({ tools, stopWhen: stepCountIs(2) });', true],
  agent: ['return createReactAgent({ llm: ask, tools });', false],
};

const AI = `import { generateText, stepCountIs, streamText, ToolLoopAgent } from 'ai';
import { createReactAgent } from '@langchain/langgraph/prebuilt';
const STEPS = 3;`;

const shown = snippets({
  ...READ,
  ...LOOKED_UP,
  ...PLACED,
  ...NAMED,
  ...FREE,
  ...Object.fromEntries(Object.entries(TURNS).map(([name, [body]]) => [`turns-${name}`, tools(body, AI)])),
});
const useOf = (name: string): ToolsUseFact => shown.gets(name)[0]!.use;

describe('code that reads the tools', () => {
  it.each(Object.keys(READ))('is noticed: %s', (name) => {
    const { reads } = useOf(name);
    expect(reads.length).toBeGreaterThan(0);
    for (const read of reads) {
      expect(read.line).toBeGreaterThan(2);
      expect(read.what).not.toBe('');
    }
  });

  it.each(Object.keys(LOOKED_UP))('names the tool that it looks up: %s', (name) => {
    expect(useOf(name)).toMatchObject({ namedSlugs: ['GITHUB_STAR_IT'], escapes: [] });
  });

  it.each(Object.keys(PLACED))('cannot be kept where it takes tools by position: %s', (name) => {
    expect(useOf(name).escapes.join()).toMatch(/by position/);
  });

  it.each(Object.keys(FREE))('is not seen where there is none: %s', (name) => {
    expect(useOf(name)).toMatchObject({ namedUse: [], namedSlugs: [] });
  });
});

describe('code beside a model that depends on certain tools', () => {
  it.each(Object.keys(NAMED))('is noticed: %s', (name) => {
    const { namedUse, namedSlugs } = useOf(name);
    expect(namedUse.length + namedSlugs.length).toBeGreaterThan(0);
  });

  it('names the slugs where the code writes all of them', () => {
    expect(useOf('toolChoice').namedSlugs).toEqual(['GITHUB_STAR_IT']);
    expect(useOf('promptConstant').namedSlugs).toEqual(['GITHUB_CREATE_AN_ISSUE']);
    for (const name of ['toolChoiceVariable', 'activeTools', 'approval', 'compared'])
      expect(useOf(name)).toMatchObject({ namedSlugs: [], namedUse: [expect.anything()] });
  });
});

describe('the turns of a model', () => {
  it.each(Object.entries(TURNS))('%s', (name, [, single]) => {
    expect(useOf(`turns-${name}`).singleTurn !== null).toBe(single);
  });
});

describe('tools that leave the sight', () => {
  it('are escapes, and no named use by themselves', () => {
    const files = snippets({
      exported: `export const tools = ${GET.replace('userId', "'me'")};`,
      returned: `export async function load(userId: string) { return ${GET}; }`,
      passed: `import { use } from './use'; export async function load(userId: string) { use(${GET}); }`,
      stored: `export async function load(userId: string, to: any) { to.tools = ${GET}; }`,
      kept: `export async function load(userId: string) { const context = { tools: ${GET} }; return context; }`,
    });
    for (const name of ['exported', 'returned', 'passed', 'stored', 'kept']) {
      const [get] = files.gets(name);
      expect(get?.use.escapes, name).toHaveLength(1);
      expect(get?.use.namedUse, name).toEqual([]);
    }
  });
});

describe('several lists in one', () => {
  const one = (toolkit: string): string => `await composio.tools.get(userId, { toolkits: ['${toolkit}'] })`;
  const two = (body: string, before = ''): string =>
    run(`  const a: any = ${one('a')};\n  const b: any = ${one('b')};\n${body}`, before);
  const files = snippets({
    spread: two('return [...a, ...b];'),
    object: two('return { ...a, ...b };'),
    assign: two('return Object.assign({}, a, b);'),
    concat: two('return a.concat(b);'),
    push: two('const all: any[] = []; all.push(...a); all.push(...b); return all;'),
    pushInto: run(`const all: any = ${one('a')}; if (wish) { all.push(...${one('b')}); } return all;`),
    apart: two('return [ask({ tools: a }), ask({ tools: b })];'),
    reread: two('ask(b); return [...a, ...b];'),
  });
  const uses = (name: string): ToolsUseFact[] => files.gets(name).map((get) => get.use);

  it.each(['spread', 'object', 'assign', 'concat', 'push'])('are seen to come together: %s', (name) => {
    const [a, b] = uses(name);
    expect(a?.mergedWith).toEqual(['get:6']);
    expect(b?.mergedWith).toEqual(['get:5']);
    expect(a?.mergedUnconditionally).toBe(true);
  });

  it('are conditional when one of them is', () => {
    const [a, b] = uses('pushInto');
    expect([a?.mergedWith, b?.mergedWith]).toEqual([['get:5'], ['get:5']]);
    expect(a?.mergedUnconditionally).toBe(false);
  });

  it('stay apart when they are used apart', () => {
    expect(uses('apart').map((use) => use.mergedWith)).toEqual([[], []]);
  });

  it('say what would go, where the merge is the only reader', () => {
    expect(uses('spread').map((use) => use.mergeRemoval?.index)).toEqual([0, 1]);
    expect(uses('reread')[1]?.mergeRemoval).toBeNull();
    expect(uses('push')[1]?.mergeRemoval).toBeNull();
  });
});
