/**
 * Never wider (migration rule 2), for every fixture: what a migrated session permits is read off its config in the new
 * text, what the direct call permitted off its filter in the old one, and both are compared. The notes of a site are
 * held against the same two texts.
 */
import ts from 'typescript';
import type { PipelineResult } from '../../src/pipeline-types.js';
import type { SiteReport } from '../../src/report/report.js';
import { toolkitOfTool } from '../../src/sdk/toolkits.js';
import { TextValues } from './textValues.js';
import { bare, propertyOf, sessionUses, type SessionUse } from './writtenSessions.js';

/** A migrated site with the direct call of the old text and the use of a session in the new one. */
interface Pair {
  site: SiteReport;
  direct: ts.CallExpression;
  use: SessionUse;
}

const APIS: ReadonlySet<string> = new Set([
  'tools.get',
  'tools.execute',
  'connectedAccounts.link',
  'connectedAccounts.initiate',
  'toolkits.authorize',
]);

export interface AccessProblems {
  /** What a session permits and its direct call did not, or what cannot be told. */
  wider: string[];
  /** Where a site's notes and its texts say different things. */
  notes: string[];
  /** Sites that were compared. */
  compared: number;
}

/** @param before path → text of every file of the case */
export function accessProblems(before: ReadonlyMap<string, string>, result: PipelineResult): AccessProblems {
  const found: AccessProblems = { wider: [], notes: [], compared: 0 };
  const after = new Map(before);
  for (const change of result.changes) after.set(change.path, change.after);
  const old = new TextValues(before);
  const written = new TextValues(after);
  for (const file of result.report.files) {
    const sites = file.sites.filter((site) => site.outcome === 'migrated' && APIS.has(site.api));
    if (sites.length === 0) continue;
    const uses = newUses(old.file(file.path), written.file(file.path));
    if (uses.length !== sites.length) {
      const lists = sites.map((site) => callAt(old.file(file.path), site));
      found.compared += sites.length;
      found.wider.push(...widerUnion(lists, uses, old, written).map((what) => `${file.path}: ${what}`));
      continue;
    }
    const pairs = pairsOf(old.file(file.path), uses, sites);
    for (const pair of pairs) {
      const at = `${file.path}:${pair.site.line} ${pair.site.api}`;
      const compare = new Comparison(pair, old, written);
      found.compared += 1;
      found.wider.push(...compare.wider().map((what) => `${at}: ${what}`));
      found.notes.push(...compare.notes().map((what) => `${at}: ${what}`));
    }
  }
  return found;
}

/** Uses of sessions that the old text does not have. */
function newUses(old: ts.SourceFile, written: ts.SourceFile): SessionUse[] {
  const known = sessionUses(old).map(({ call }) => call.getText());
  return sessionUses(written).filter(({ call }) => {
    const at = known.indexOf(call.getText());
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

/** Sites and uses of sessions stand in the same order. */
function pairsOf(old: ts.SourceFile, uses: readonly SessionUse[], sites: readonly SiteReport[]): Pair[] {
  const ordered = [...sites].sort((a, b) => a.line - b.line || a.column - b.column);
  return ordered.map((site, index) => ({ site, direct: callAt(old, site), use: uses[index] as SessionUse }));
}

/** Lists that are put into one come from one session: it permits their toolkits together. */
function widerUnion(
  lists: readonly ts.CallExpression[],
  uses: readonly SessionUse[],
  old: TextValues,
  written: TextValues,
): string[] {
  const filters = lists.map((call) => {
    const filter = call.arguments[1];
    return old.strings((filter && old.property(filter, 'toolkits')) ?? undefined);
  });
  const [use] = uses;
  const config = use?.create.arguments[1];
  const given = written.strings((config && propertyOf(config, 'toolkits')) ?? undefined);
  if (uses.length !== 1 || use?.method !== 'tools' || !given || filters.includes(null)) {
    return [`${lists.length} sites are migrated, and ${uses.length} calls use a session`];
  }
  const allowed = new Set(filters.flatMap((list) => list ?? []).map((toolkit) => toolkit.toLowerCase()));
  return given.filter((toolkit) => !allowed.has(toolkit)).map((toolkit) => `an agent gets ${toolkit}`);
}

function callAt(file: ts.SourceFile, { line, column }: SiteReport): ts.CallExpression {
  const offset = file.getPositionOfLineAndCharacter(line - 1, column - 1);
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = bare(node.expression);
      const name = ts.isPropertyAccessExpression(callee)
        ? callee.name
        : ts.isElementAccessExpression(callee)
          ? callee.argumentExpression
          : callee;
      if (name.getStart() <= offset && offset < name.end && callee.end >= name.end) found = node;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (!found) throw new Error(`no call at ${line}:${column}`);
  return found;
}

type FilterPart = 'tools' | 'toolkits' | 'authConfigs' | 'search' | 'scopes' | 'tags' | 'limit' | 'important';

class Comparison {
  private readonly config: ts.Expression | undefined;

  constructor(
    private readonly pair: Pair,
    private readonly old: TextValues,
    private readonly written: TextValues,
  ) {
    this.config = pair.use.create.arguments[1];
  }

  wider(): string[] {
    const { use } = this.pair;
    if (use.method === 'tools') return this.widerTools();
    if (use.method === 'authorize') return this.widerLink();
    return this.isSame(this.pair.direct.arguments[0], use.call.arguments[0])
      ? []
      : [`executes ${use.call.arguments[0]?.getText()}`];
  }

  /** What an agent gets. */
  private widerTools(): string[] {
    const filter = this.filter();
    if (filter.tools) return this.widerThanTools(filter.tools);
    const tags = this.limit('tags');
    if (filter.search ?? filter.scopes) return ['the search or the scopes of the call are gone'];
    if (filter.tags && !(tags && this.isSame(filter.tags, tags))) return ['the tags of the call are gone'];
    const toolkits = this.limit('toolkits');
    if (!toolkits) return ['the session has no toolkits'];
    if (filter.toolkits) return this.isSame(filter.toolkits, toolkits) ? [] : this.beyond(filter.toolkits, toolkits);
    if (filter.authConfigs) {
      const given = this.limit('authConfigs');
      const ids = bare(filter.authConfigs);
      const list = ts.isArrayLiteralExpression(ids) ? ids.elements : null;
      return given && list?.every((id) => this.holds(given, id)) ? [] : [`the auth configs are not those of the call`];
    }
    return ['the direct call had no limit that can be read'];
  }

  private widerThanTools(tools: ts.Expression): string[] {
    const isDirect = this.limit('sessionPreset') !== null;
    const preload = propertyOf(this.limit('preload') ?? undefined, 'tools');
    const listed = this.limit('tools');
    if (!isDirect && !listed) return ['the session has no list of tools'];
    if (isDirect && preload) return this.isSame(tools, preload) ? [] : this.beyond(tools, preload);
    if (!listed || !ts.isObjectLiteralExpression(bare(listed))) return ['the session has no list of tools'];
    const given = (bare(listed) as ts.ObjectLiteralExpression).properties.flatMap((one) =>
      ts.isPropertyAssignment(one) ? (this.written.strings(one.initializer) ?? ['?']) : ['?'],
    );
    const allowed = this.old.strings(tools);
    const toolkits = this.written.strings(this.limit('toolkits') ?? undefined);
    if (!allowed || !toolkits) return ['a list cannot be read'];
    const reached = new Set(allowed.flatMap((slug) => toolkitOfTool(slug).candidates));
    return [
      ...given.filter((slug) => !allowed.includes(slug)).map((slug) => `an agent gets ${slug}`),
      ...toolkits.filter((toolkit) => !reached.has(toolkit)).map((toolkit) => `an agent reaches ${toolkit}`),
      // A toolkit that is named without a list of its tools is open as a whole.
      ...toolkits
        .filter((toolkit) => !propertyOf(listed, toolkit) && !propertyOf(listed, `'${toolkit}'`))
        .map((toolkit) => `all of ${toolkit} is open`),
    ];
  }

  /** A link goes through the auth config of the call: it decides the toolkit. */
  private widerLink(): string[] {
    const { direct, use, site } = this.pair;
    const [toolkit] = use.call.arguments;
    const limits = this.limit('toolkits');
    const named = this.written.strings(toolkit)?.[0];
    const limit = this.written.strings(limits ?? undefined);
    const problems: string[] = [];
    if (limits && named !== undefined && limit && !limit.includes(named)) problems.push(`${named} is outside`);
    const id = site.api === 'toolkits.authorize' ? direct.arguments[2] : direct.arguments[1];
    const given = this.limit('authConfigs');
    if (!given) return [...problems, 'the session has no auth config'];
    if (id && !this.holds(given, id)) problems.push(`the auth config ${id.getText()} is not in ${given.getText()}`);
    if (site.api === 'toolkits.authorize' && !this.isSame(direct.arguments[1], toolkit)) {
      problems.push(`authorizes ${toolkit?.getText()}`);
    }
    return problems;
  }

  private holds(given: ts.Expression, id: ts.Expression): boolean {
    const literal = bare(given);
    if (!ts.isObjectLiteralExpression(literal)) return false;
    return literal.properties.some(
      (one) =>
        (ts.isPropertyAssignment(one) && this.isSame(id, one.initializer)) ||
        (ts.isShorthandPropertyAssignment(one) && this.isSame(id, one.name)),
    );
  }

  private beyond(allowed: ts.Expression, given: ts.Expression): string[] {
    const may = this.old.strings(allowed)?.map((one) => one.toLowerCase());
    const does = this.written.strings(given)?.map((one) => one.toLowerCase());
    if (!may || !does) return [`${given.getText()} is not ${allowed.getText()}`];
    return does.filter((one) => !may.includes(one)).map((one) => `an agent gets ${one}`);
  }

  private isSame(before: ts.Expression | undefined, after: ts.Expression | undefined): boolean {
    return before !== undefined && after !== undefined && this.old.agrees(before, this.written, after);
  }

  private limit(name: string): ts.Expression | null {
    return propertyOf(this.config && this.written.resolved(this.config), name);
  }

  private filter(): Record<FilterPart, ts.Expression | null> {
    const given = this.pair.direct.arguments[1];
    const object = given && this.old.resolved(given);
    const isObject = object !== undefined && ts.isObjectLiteralExpression(bare(object));
    const part = (name: string): ts.Expression | null => (isObject ? this.old.property(object, name) : null);
    return {
      tools: isObject ? part('tools') : (given ?? null),
      toolkits: part('toolkits'),
      authConfigs: part('authConfigIds'),
      search: part('search'),
      scopes: part('scopes'),
      tags: part('tags'),
      limit: part('limit'),
      important: part('important'),
    };
  }

  /** A difference that the texts show needs its note, and a note needs the difference that it names. */
  notes(): string[] {
    const { site, use } = this.pair;
    const noted = new Set<string>(site.notes.map((note) => note.code));
    const problems: string[] = [];
    for (const [code, shows] of Object.entries(this.differences())) {
      if (shows && !noted.has(code)) problems.push(`the texts show ${code}, and no note says it`);
      if (!shows && noted.has(code)) problems.push(`a note says ${code}, and the texts do not show it`);
      if (shows && site.effect === 'same') problems.push(`says "same", and shows ${code}`);
    }
    if (noted.has('duplicate-accounts') && use.method !== 'authorize') problems.push('only a link has two accounts');
    if (noted.has('retries') && use.method === 'authorize') problems.push('a link is not repeated');
    return problems;
  }

  private differences(): Record<string, boolean> {
    const { direct, use } = this.pair;
    const isList = use.method === 'tools';
    const body = direct.arguments[1] && this.old.resolved(direct.arguments[1]);
    const inBody = (name: string): ts.Expression | null =>
      use.method === 'execute' && body ? this.old.property(body, name) : null;
    const { limit, important, toolkits, authConfigs } = this.filter();
    const isDirect = this.limit('sessionPreset') !== null;
    const version = inBody('version');
    const pinned = version && this.old.strings(version);
    // What a parameter gives, spread or as it is, is not in the text.
    const isWritten = body && ts.isObjectLiteralExpression(bare(body)) && !/\.\.\.\w+\b/.test(body.getText());
    const isOpen = use.method === 'execute' && !isWritten;
    return {
      'meta-tools': isList && !isDirect,
      'ranking-dropped': isList && (Boolean(limit ?? important) || (isDirect && Boolean(toolkits))),
      'narrowed-account': use.method !== 'authorize' && !authConfigs && this.limit('authConfigs') !== null,
      ...(isOpen ? {} : { 'account-owner': inBody('connectedAccountId') !== null }),
      ...(pinned ? { 'version-unpinned': !pinned.includes('latest') } : {}),
    };
  }
}
