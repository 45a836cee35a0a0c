/** Never wider (migration rule 2), read off the configs in the written text. */
import { ts } from 'ts-morph';
import { toolkitOfTool } from '../../src/sdk/toolkits.js';
import type { SiteModel } from './draft.js';

interface WrittenSession {
  /** Null: no limit, or one that is known when it runs. */
  toolkits: string[] | null;
  tools: string[] | null;
  /** The config as it stands there. */
  text: string;
  isDirect: boolean;
  uses: { method: string; site: SiteModel }[];
}

/**
 * @param after a migrated text
 * @param sites the sites of the program that were migrated, in source order
 * @returns what a session permits and its direct calls did not, in words
 */
export function widerThan(path: string, after: string, sites: readonly SiteModel[]): string[] {
  const file = ts.createSourceFile(path, after, ts.ScriptTarget.Latest, true);
  const sessions = new Map<ts.Node, WrittenSession>();
  const left = sites.filter((site) => APIS.has(site.api));
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    const use = sessionUse(node);
    if (use) {
      const site = left[count];
      count += 1;
      const session = sessions.get(use.create) ?? readSession(use.create);
      sessions.set(use.create, session);
      if (site) session.uses.push({ method: use.method, site });
    }
    ts.forEachChild(node, visit);
  };
  let count = 0;
  visit(file);
  if (count !== left.length) return [`${left.length} sites are migrated, and ${count} calls use a session`];
  for (const session of sessions.values()) problems.push(...problemsOf(session));
  return problems;
}

/** Direct calls that a method of a session takes over. */
const APIS: ReadonlySet<string> = new Set([
  'tools.get',
  'tools.execute',
  'connectedAccounts.link',
  'connectedAccounts.initiate',
  'toolkits.authorize',
]);
const METHODS: ReadonlySet<string> = new Set(['tools', 'execute', 'authorize']);

/** `session.tools(…)`, `(await composio.create(…)).tools(…)`, `.then((session) => session.tools(…))` */
function sessionUse(node: ts.Node): { create: ts.CallExpression; method: string } | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const method = node.expression.name.text;
  if (!METHODS.has(method)) return null;
  const holder = bare(node.expression.expression);
  const create = ts.isIdentifier(holder) ? sessionNamed(holder) : createCall(holder);
  return create ? { create, method } : null;
}

function bare(node: ts.Expression): ts.Expression {
  let current = node;
  while (ts.isParenthesizedExpression(current) || ts.isAwaitExpression(current) || ts.isNonNullExpression(current)) {
    current = current.expression;
  }
  return current;
}

function createCall(node: ts.Node | undefined): ts.CallExpression | null {
  if (!node || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  return node.expression.name.text === 'create' && !/authConfigs|triggers/.test(node.expression.expression.getText())
    ? node
    : null;
}

function sessionNamed(name: ts.Identifier): ts.CallExpression | null {
  for (let node: ts.Node | undefined = name; node; node = node.parent) {
    const found = ts.isArrowFunction(node) ? parameterOf(node, name.text) : declaredIn(node, name.text);
    if (found !== undefined) return found;
  }
  return null;
}

/** The session of a callback; undefined when it has no such parameter. */
function parameterOf(callback: ts.ArrowFunction, name: string): ts.CallExpression | null | undefined {
  if (!callback.parameters.some((one) => one.name.getText() === name)) return undefined;
  const call = callback.parent;
  return ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression)
    ? createCall(bare(call.expression.expression))
    : null;
}

function declaredIn(node: ts.Node, name: string): ts.CallExpression | null | undefined {
  if (!ts.isBlock(node) && !ts.isSourceFile(node) && !ts.isModuleBlock(node)) return undefined;
  for (const statement of node.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const one of statement.declarationList.declarations) {
      if (one.name.getText() === name && one.initializer) return createCall(bare(one.initializer));
    }
  }
  return undefined;
}

function readSession(create: ts.CallExpression): WrittenSession {
  const config = create.arguments[1];
  const property = (name: string): ts.Expression | null => {
    if (!config || !ts.isObjectLiteralExpression(config)) return null;
    const found = config.properties.find((one) => one.name?.getText() === name);
    return found && ts.isPropertyAssignment(found) ? found.initializer : null;
  };
  const tools = property('tools');
  return {
    toolkits: strings(property('toolkits')),
    tools:
      tools && ts.isObjectLiteralExpression(tools)
        ? tools.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? (strings(one.initializer) ?? []) : []))
        : null,
    text: config?.getText() ?? '',
    isDirect: property('sessionPreset') !== null,
    uses: [],
  };
}

function strings(node: ts.Expression | null): string[] | null {
  if (!node || !ts.isArrayLiteralExpression(node)) return null;
  return node.elements.every(ts.isStringLiteral) ? node.elements.map((one) => (one as ts.StringLiteral).text) : null;
}

function problemsOf(session: WrittenSession): string[] {
  const problems: string[] = [];
  const agents = session.uses.filter(({ method }) => method === 'tools');
  const reached = session.uses.flatMap(({ site }) => toolkitsOf(site));
  const outside = (session.toolkits ?? []).filter((one) => !reached.includes(one));
  if (outside.length > 0)
    problems.push(`a session reaches ${outside.join(', ')}, its direct calls ${reached.join(', ')}`);
  for (const { site } of agents) {
    const { limit } = site;
    if (limit.kind === 'toolkits') {
      if (!session.toolkits) problems.push(`a session has no toolkits where the call had ${limit.values.join(', ')}`);
      const wider = (session.toolkits ?? []).filter((one) => !limit.values.includes(one));
      if (wider.length > 0) problems.push(`an agent gets ${wider.join(', ')} beside ${limit.values.join(', ')}`);
    }
    if (limit.kind === 'tools') {
      const listed = session.tools ?? strings2(session.text, /preload: \{ tools: \[([^\]]*)\]/);
      const isLimited = session.tools !== null || session.isDirect;
      if (!listed || !isLimited) problems.push(`an agent gets more than the tools ${limit.values.join(', ')}`);
      const wider = (listed ?? []).filter((one) => !limit.values.includes(one));
      if (wider.length > 0) problems.push(`an agent gets ${wider.join(', ')} beside ${limit.values.join(', ')}`);
    }
    if (limit.kind === 'text' && !session.text.replaceAll('"', "'").includes(limit.text)) {
      problems.push(`the limit ${limit.text} is not in the config ${session.text}`);
    }
  }
  for (const { site } of session.uses) {
    if (site.limit.kind === 'slugs' && !session.toolkits)
      problems.push(`a session for ${site.limit.values.join()} has no limit`);
  }
  return problems;
}

function strings2(text: string, pattern: RegExp): string[] | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : [...found.matchAll(/['"]([^'"]*)['"]/g)].map((match) => match[1] ?? '');
}

/** Toolkits that a direct call reached. */
function toolkitsOf({ limit }: SiteModel): string[] {
  if (limit.kind === 'toolkits') return [...limit.values];
  if (limit.kind === 'link') return limit.toolkit === null ? ['github', 'slack'] : [limit.toolkit];
  if (limit.kind === 'slugs' || limit.kind === 'tools')
    return limit.values.flatMap((slug) => toolkitOfTool(slug).candidates);
  return [];
}
