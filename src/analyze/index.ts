/** Analysis of a whole project: one program, then the facts of every candidate. No nodes leave this stage. */
import { ts } from 'ts-morph';
import { parse } from '../edit/parse.js';
import type { ErrorCode } from '../findings/codes.js';
import { VERSION_READERS } from '../sdk/apis.js';
import { fileAuthConfigs, fileImports } from './authConfigs.js';
import { authorizeFact } from './authorizeFacts.js';
import { createClients, type Clients } from './clients.js';
import { propertyInCall } from './commentOwner.js';
import { existingSessions } from './existingSessions.js';
import { findLikely } from './evidence/likely.js';
import { hearWords } from './evidence/words.js';
import { executeFact } from './executeFacts.js';
import { createExpressionFacts, type ExpressionFacts } from './expressions.js';
import type { ConstructionFact, ExpressionFact, FileFacts, ScopeFact, SiteFact } from './facts.js';
import { fileNotes } from './fileNotes.js';
import { toolsGetFact } from './filterFacts.js';
import { legacyNotes } from './legacy.js';
import { isMember, lineOf, memberName, propertyName, unwrap, walk, wrapped } from './nodes.js';
import { isTooDeep } from './nesting.js';
import { placementOf } from './placement.js';
import { Part, partsOf } from './parts.js';
import type { AnalysisProgram, ProgramInput } from './program.js';
import { providerCallFact } from './providerCalls.js';
import { findRouterSites, type FoundRouterSite } from './routerFacts.js';
import { scopeOf } from './scopes.js';
import { sessionAuthConfigs } from './sessionAuthConfigs.js';
import { sessionRuns } from './sessionRuns.js';
import { findSites, type FoundSite } from './sites.js';

export interface Analysis {
  /** Their programs are closed where there is more than one. */
  parts: Part[];
  /** By path, in path order. */
  files: Map<string, FileFacts>;
  /** Files that do not parse, or whose analysis threw, by path. */
  failed: Map<string, { code: ErrorCode; message: string }>;
}

export function analyze(input: ProgramInput, onFile?: (done: number, total: number) => void): Analysis {
  const shallow = input.files.filter((file) => !isTooDeep(file.text));
  const parts = partsOf({ ...input, files: shallow }).map((part) => new Part(part));
  const files: Analysis['files'] = new Map();
  const failed: Analysis['failed'] = new Map();
  const imported = new Set<string>();
  let done = 0;
  for (const part of parts) {
    const program = part.open();
    analyzePart(program, { files, failed, imported, onFile: () => onFile?.(done++, shallow.length) });
    if (parts.length > 1) part.close();
  }
  for (const { path } of input.files) {
    if (files.has(path) || failed.has(path)) continue;
    failed.set(path, { code: 'parse-error', message: 'its code is nested too deeply' });
  }
  hearWords(files);
  findLikely(files);
  return { parts, files: inPathOrder(files), failed };
}

function inPathOrder<T>(map: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...map].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What is known so far. */
interface Found extends Omit<Analysis, 'parts'> {
  /** Other files whose auth configs are known. */
  imported: Set<string>;
  onFile(): void;
}

function analyzePart(program: AnalysisProgram, { files, failed, imported, onFile }: Found): void {
  const facts = createExpressionFacts(program);
  const clients = createClients(facts);
  const found = new Map<string, (FoundSite | FoundRouterSite)[]>();
  const siteIds = new Map<ts.Node, string>();

  const paths = [...program.files.keys()].sort();
  for (const path of paths) {
    const file = program.files.get(path)!;
    const problem = syntaxProblem(path, file);
    if (problem) {
      failed.set(path, { code: 'parse-error', message: problem });
      continue;
    }
    try {
      const sites = [...findSites(file, facts, clients), ...findRouterSites(file, facts, clients)];
      found.set(path, sites);
      for (const site of sites) siteIds.set(site.node, `${path}:${site.node.getStart()}`);
    } catch (error) {
      failed.set(path, { code: 'transform-error', message: messageOf(error) });
    }
  }

  const own = new Map<string, FileFacts>();
  for (const path of paths) {
    onFile();
    const sites = found.get(path);
    if (!sites) continue;
    try {
      own.set(path, fileFacts(path, sites, { program, facts, clients, siteIds }));
    } catch (error) {
      failed.set(path, { code: 'transform-error', message: messageOf(error) });
    }
  }
  markCustomTools(own, program, clients);
  takeAuthConfigsOfImports(own, imported, facts);
  for (const [path, one] of own) files.set(path, one);
}

/** Maps and constants of auth configs in files that name nothing of Composio themselves: known from a file that is at hand. */
function takeAuthConfigsOfImports(files: Map<string, FileFacts>, imported: Set<string>, facts: ExpressionFacts): void {
  const [first] = files.values();
  const candidates = new Set(facts.program.files.values());
  for (const source of facts.program.sources) {
    if (!first || candidates.has(source) || imported.has(source.fileName)) continue;
    imported.add(source.fileName);
    first.authConfigs.push(...fileAuthConfigs(source, facts));
  }
}

/**
 * What TypeScript's parser stumbles over may be syntax that it does not know: only when the transforms' parser cannot
 * read it either, the file is broken.
 */
function syntaxProblem(path: string, file: ts.SourceFile): string | null {
  if (parseErrorsOf(file).length === 0) return null;
  try {
    parse(file.text, path);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** The compiler keeps them with the tree; its public types leave them out. TypeScript 5.9. */
function parseErrorsOf(file: ts.SourceFile): readonly ts.Diagnostic[] {
  return (file as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] }).parseDiagnostics;
}

interface FileContext {
  program: AnalysisProgram;
  facts: ExpressionFacts;
  clients: Clients;
  siteIds: Map<ts.Node, string>;
}

function fileFacts(path: string, found: (FoundSite | FoundRouterSite)[], context: FileContext): FileFacts {
  const { facts, clients } = context;
  const file = context.program.files.get(path)!;
  const scopes = new Map<string, ScopeFact>();
  const ignores = ignoreComments(file);
  const sites = found.filter(isCodeUnderTest).map((site) => {
    const scope = scopeOf(site.node);
    scopes.set(scope.id, scope);
    return siteFact(path, site, ignores, context);
  });
  const legacy = legacyNotes(file, facts);
  const notes = [...fileNotes(file, facts), ...legacy];
  for (const { use, name, api } of found) {
    if (use === 'test')
      notes.push({ line: lineOf(name), code: 'client-mock', message: `a test asks for ${api}, or replaces it` });
  }
  for (const ignore of ignores) {
    if (!ignore.used)
      notes.push({ line: ignore.line, code: 'ignore-unused', message: 'this ignore comment matches no direct call' });
  }
  const constructions: ConstructionFact[] = [];
  const versionReaders: FileFacts['versionReaders'] = [];
  walk(file, (node) => {
    if (clients.isConstruction(node)) constructions.push(clients.constructionFact(node));
    const reader = versionReader(node, clients);
    if (reader) versionReaders.push(reader);
  });
  const sessions = existingSessions(file, facts, clients);
  return {
    path,
    sites,
    constructions,
    sessions,
    scopes: [...scopes.values()],
    versionReaders,
    sessionRuns: sessionRuns(file, facts, clients),
    notes,
    directives: directivesOf(file),
    requiresSdk: /\brequire\(\s*['"]@composio\/core['"]/.test(file.text),
    legacy: legacy.map(({ line, message }) => ({ line, message })),
    authConfigs: fileAuthConfigs(file, facts),
    sessionAuthConfigs: sessionAuthConfigs(file, facts, clients),
    imports: fileImports(file, facts),
    isReadByCompiler: parseErrorsOf(file).length === 0,
  };
}

type SiteOfCode = (FoundSite | FoundRouterSite) & { use: SiteFact['use'] };

/** What a test asks for or replaces is no site: the code that it tests has those. */
function isCodeUnderTest(site: FoundSite | FoundRouterSite): site is SiteOfCode {
  return site.use !== 'test';
}

function siteFact(path: string, site: SiteOfCode, ignores: IgnoreComment[], context: FileContext): SiteFact {
  const { facts, siteIds } = context;
  const { node, name } = site;
  const file = node.getSourceFile();
  const position = file.getLineAndCharacterOfPosition(name.getStart());
  const call = ts.isCallExpression(node) ? node : null;
  const idOf = (other: ts.CallExpression): string | undefined => siteIds.get(other);
  const isRealCall = call !== null && site.use === 'call';
  const api = site.api;
  const authorizes =
    api === 'connectedAccounts.link' || api === 'connectedAccounts.initiate' || api === 'toolkits.authorize';
  const execute = isRealCall && api === 'tools.execute' ? executeFact(call, facts) : null;
  const isProvider = api.startsWith('provider.');
  const placement = ts.isExpression(node)
    ? placementOf(node, facts)
    : placementOf((node as ts.PropertyAssignment).name as ts.Expression, facts);
  return {
    id: `${path}:${node.getStart()}`,
    path,
    api,
    start: node.getStart(),
    end: node.getEnd(),
    nameStart: name.getStart(),
    line: position.line + 1,
    column: position.character + 1,
    use: site.use,
    client: site.client,
    untyped: site.untyped,
    ...('legacy' in site && site.legacy ? { legacy: true } : {}),
    placement,
    user: isRealCall && api !== 'toolRouter.use' ? userOf(call, execute, facts) : null,
    comments: call ? commentsIn(call) : [],
    ignored: ignoredBy(node, position.line + 1, ignores),
    toolsGet: isRealCall && api === 'tools.get' ? toolsGetFact(call, facts, idOf) : null,
    authorize: isRealCall && authorizes ? authorizeFact(call, api, facts) : null,
    execute,
    provider: isRealCall && isProvider ? providerCallFact(call, facts, idOf) : null,
    versions:
      api === 'toolkitVersions' && 'construction' in site
        ? {
            construction: site.construction ? `${path}:${site.construction.getStart()}` : '',
            shorthand: ts.isShorthandPropertyAssignment(node),
          }
        : null,
    router: 'router' in site ? site.router : null,
  };
}

/** The user of a call: the first argument, for `tools.execute` the `userId` of its body. */
function userOf(call: ts.CallExpression, execute: SiteFact['execute'], facts: ExpressionFacts): ExpressionFact | null {
  if (execute) return execute.body.keys.find((entry) => entry.key === 'userId')?.value ?? null;
  const [first] = call.arguments;
  if (!first || ts.isSpreadElement(first) || ts.isObjectLiteralExpression(unwrap(first))) return null;
  return facts.describe(first);
}

function commentsIn(call: ts.CallExpression): SiteFact['comments'] {
  const text = call.getSourceFile().text;
  const found = new Map<number, SiteFact['comments'][number]>();
  const take = (ranges: ts.CommentRange[] | undefined): void => {
    for (const range of ranges ?? []) {
      if (range.pos >= call.getStart() && range.end <= call.getEnd())
        found.set(range.pos, { start: range.pos, end: range.end, text: text.slice(range.pos, range.end) });
    }
  };
  walk(call, (node) => {
    take(ts.getLeadingCommentRanges(text, node.pos));
    // Behind the comma before the node, and behind the node itself.
    take(ts.getTrailingCommentRanges(text, node.pos));
    take(ts.getTrailingCommentRanges(text, node.end));
    // Comments before a closing bracket belong to no node.
    const last = node.getLastToken();
    if (last) take(ts.getLeadingCommentRanges(text, last.pos));
    if (ts.isObjectLiteralExpression(node) || ts.isCallExpression(node)) {
      for (const child of node.getChildren()) take(ts.getTrailingCommentRanges(text, child.end));
    }
  });
  return [...found.values()]
    .map((comment) => {
      const of = propertyName(propertyInCall(call, comment)?.name);
      return of === undefined ? comment : { ...comment, of };
    })
    .sort((a, b) => a.start - b.start);
}

interface IgnoreComment {
  /** Line of the comment, from 1. */
  line: number;
  reason: string;
  used: boolean;
}

function ignoreComments(file: ts.SourceFile): IgnoreComment[] {
  const found: IgnoreComment[] = [];
  const pattern =
    /(?:\/\/|\/\*|\*)\s*composio-to-sessions-ignore-next-line(?::[^\S\n]*([^\n]*?))?[^\S\n]*(?:\*\/)?[^\S\n]*\r?$/gm;
  for (const match of file.text.matchAll(pattern)) {
    const line = file.getLineAndCharacterOfPosition(match.index).line + 1;
    found.push({ line, reason: match[1]?.trim() ?? '', used: false });
  }
  return found;
}

/** The comment stands above the line of the method, of the call, or of its statement. */
function ignoredBy(node: ts.Node, methodLine: number, ignores: IgnoreComment[]): string | null {
  if (ignores.length === 0) return null;
  const file = node.getSourceFile();
  const lines = new Set([methodLine, file.getLineAndCharacterOfPosition(node.getStart()).line + 1]);
  let statement: ts.Node = node;
  while (statement.parent && !ts.isStatement(statement)) statement = statement.parent;
  lines.add(file.getLineAndCharacterOfPosition(statement.getStart()).line + 1);
  for (const ignore of ignores) {
    if (!lines.has(ignore.line + 1)) continue;
    ignore.used = true;
    return ignore.reason;
  }
  return null;
}

function versionReader(node: ts.Node, clients: Clients): FileFacts['versionReaders'][number] | null {
  if (!ts.isCallExpression(node)) return null;
  const callee = unwrap(node.expression);
  if (!isMember(callee)) return null;
  const space = unwrap(callee.expression) as ts.Expression;
  const api = `${memberName(space) ?? ''}.${memberName(callee) ?? ''}`;
  if (!isMember(space) || !VERSION_READERS.has(api)) return null;
  const client = clients.recognise(space.expression);
  if (!client) return null;
  const line = node.getSourceFile().getLineAndCharacterOfPosition(callee.getStart()).line + 1;
  return { api, line, constructions: client.constructions };
}

/** Clients on which custom tools are registered: code that runs in the user's process, which a session does not know. */
function markCustomTools(files: Map<string, FileFacts>, program: AnalysisProgram, clients: Clients): void {
  const marked = new Set<string>();
  for (const file of program.files.values()) {
    if (!file.text.includes('createCustomTool')) continue;
    walk(file, (node) => {
      if (!isMember(node) || memberName(node) !== 'createCustomTool' || !ts.isCallExpression(wrapped(node).parent))
        return;
      const space = unwrap(node.expression);
      if (isMember(space)) for (const id of clients.constructionsOf(space.expression) ?? []) marked.add(id);
    });
  }
  for (const file of files.values()) {
    for (const construction of file.constructions) if (marked.has(construction.id)) construction.hasCustomTools = true;
  }
}

function directivesOf(file: ts.SourceFile): string[] {
  const directives: string[] = [];
  for (const statement of file.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    directives.push(statement.expression.text);
  }
  return directives;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
