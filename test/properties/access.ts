/** Never wider (migration rule 2), read off the configs in the written text. */
import ts from 'typescript';
import { toolkitOfTool } from '../../src/sdk/toolkits.js';
import { propertyOf, sessionUses } from '../support/writtenSessions.js';
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
 * @param before the text that was there: its own sessions permit what they permit
 * @param sites the sites of the program that were migrated, in source order
 * @returns what a session permits and its direct calls did not, in words
 */
export function widerThan(path: string, before: string, after: string, sites: readonly SiteModel[]): string[] {
  const file = ts.createSourceFile(path, after, ts.ScriptTarget.Latest, true);
  const sessions = new Map<ts.CallExpression, WrittenSession>();
  const left = sites.filter((site) => APIS.has(site.api));
  const uses = sessionUses(file);
  if (uses.length !== left.length) return [`${left.length} sites are migrated, and ${uses.length} calls use a session`];
  uses.forEach(({ create, method }, index) => {
    const site = left[index];
    const session = sessions.get(create) ?? readSession(create);
    sessions.set(create, session);
    if (site) session.uses.push({ method, site });
  });
  const problems: string[] = [];
  for (const [create, session] of sessions) problems.push(...problemsOf(session, before.includes(create.getText())));
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

function readSession(create: ts.CallExpression): WrittenSession {
  const config = create.arguments[1];
  const property = (name: string): ts.Expression | null => propertyOf(config, name);
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

function problemsOf(session: WrittenSession, isKnown: boolean): string[] {
  const problems: string[] = [];
  const agents = session.uses.filter(({ method }) => method === 'tools');
  const reached = session.uses.flatMap(({ site }) => toolkitsOf(site));
  const outside = (session.toolkits ?? []).filter((one) => !reached.includes(one));
  const isOpen = session.uses.some(({ site }) => site.limit.kind === 'none');
  if (outside.length > 0 && !isKnown && !isOpen)
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
    if (site.limit.kind === 'slugs' && !session.toolkits && !isKnown)
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
