/**
 * Planning: facts in, decisions out. Every site gets exactly one outcome; sessions get a place, a name and a config.
 * A site that finds no place, or whose companions stay, is decided again, until nothing changes.
 */
import type { ConstructionFact, FileFacts, SiteFact } from '../analyze/facts.js';
import type { EffectNote } from '../findings/codes.js';
import type { SiteNote, SiteReport } from '../report/report.js';
import { EFFECT_NOTES } from '../findings/codes.js';
import type { OwnedCall, RuleContext, RuleOptions, SdkFeatures } from './context.js';
import { decide, transformOf, vetoOf } from './decide.js';
import { configKeyIn, finishSessions, type FinishedFile } from './finishSessions.js';
import type { LeaveIntent, MigrateIntent, SiteIntent } from './intent.js';
import { importHabits } from './importHabits.js';
import { placeSessions, type PlacedSession } from './placeSessions.js';
import type { FilePlan, Plan, SitePlan } from './plan.js';
import { withPreferred } from './preferred.js';
import { TRANSFORM_NAMES } from '../sdk/transforms.js';
import { buildRegistry, isAsidePath, type AuthConfigRegistry } from './registry.js';
import { versionsRule, type VersionsContext } from './rules/versions.js';

export interface PlanOptions extends RuleOptions {
  strict: boolean;
  sandbox: boolean;
  manageConnections: boolean;
  /** `lookup`: a session whose auth config is not known is given the account that the code looks up before it. */
  accounts?: 'lookup' | undefined;
}

export interface PlanInput {
  files: ReadonlyMap<string, FileFacts>;
  options: PlanOptions;
  features(call: OwnedCall): SdkFeatures;
  vetoes?: ReadonlyMap<string, string>;
  declined?: ReadonlyMap<string, string>;
  packageOf?(path: string): string;
  /** The package's own modules are loaded by Node as ES modules, which need extensions in local imports. */
  isModulePackage?(path: string): boolean;
  unseenReaders?(packageFolder: string): string[];
}

export function plan(input: PlanInput): Plan {
  const refused = new Map<string, LeaveIntent>();
  // Each round refuses at least one more site, or is the last.
  for (;;) {
    const round = planRound(input, refused);
    const added = [...round.refused].filter(([id]) => !refused.has(id));
    if (added.length === 0) return round.plan;
    for (const [id, intent] of added) refused.set(id, intent);
  }
}

/** What is known of the project's auth configs in a file: an example or a script also knows its own. */
function registries({ files, options, packageOf }: PlanInput): (path: string) => AuthConfigRegistry {
  const build = (aside: string | null): AuthConfigRegistry =>
    withPreferred(buildRegistry(files, options.mappings, packageOf, aside), options.preferred);
  const ofProject = build(null);
  const known = new Map<string, AuthConfigRegistry>();
  return (path) => {
    if (!isAsidePath(path)) return ofProject;
    let own = known.get(path);
    if (!own) known.set(path, (own = build(path)));
    return own;
  };
}

function planRound(
  input: PlanInput,
  refused: ReadonlyMap<string, LeaveIntent>,
): { plan: Plan; refused: Map<string, LeaveIntent> } {
  const context = ruleContext(input);
  const registryOf = registries(input);
  const intents = new Map<string, SiteIntent>();
  for (const site of context.sites.values()) {
    if (site.api === 'toolkitVersions') continue;
    intents.set(site.id, refused.get(site.id) ?? decide(site, context, registryOf(site.path)));
  }
  for (const [id, intent] of intents) {
    if (intent.outcome === 'migrate' || !intent.beside) continue;
    const { sites, otherwise } = intent.beside;
    if (!sites.every((one) => intents.get(one)?.outcome === 'migrate')) intents.set(id, otherwise);
  }
  const prepared = preparedSites(context, intents, registryOf);
  const newlyRefused = new Map<string, LeaveIntent>(separated(intents, context));
  const wanted = new Map(
    [...intents].filter(
      (entry): entry is [string, MigrateIntent] => entry[1].outcome === 'migrate' && !newlyRefused.has(entry[0]),
    ),
  );

  const finished = new Map<string, FinishedFile>();
  for (const file of input.files.values()) {
    const finishing = { ...input, registry: registryOf(file.path) };
    const placement = placeSessions(file, wanted, configKeyIn(file, finishing));
    for (const [id, intent] of placement.refused) newlyRefused.set(id, intent);
    for (const [id, intent] of outOfReach(file, wanted, placement.sessions)) newlyRefused.set(id, intent);
    const sessions = placement.sessions.filter((session) => isAskedFor(session, prepared));
    const done = finishSessions(file, sessions, wanted, finishing);
    finished.set(file.path, done);
    for (const [id, intent] of done.refused) if (!newlyRefused.has(id)) newlyRefused.set(id, intent);
  }
  const files = new Map<string, FilePlan>();
  const habits = importHabits(input);
  const migrated = new Set([...wanted.keys()].filter((id) => !prepared.has(id)));
  const versions = versionsContext(input, context, migrated);
  for (const file of input.files.values()) {
    const done = finished.get(file.path)!;
    const sites = file.sites.map((site) => {
      const left = prepared.has(site.id) ? vetoOf(site, context) : null;
      const intent = left ?? intents.get(site.id) ?? vetoOf(site, context) ?? versionsRule(site, versions);
      return sitePlan(site, intent, done);
    });
    if (input.options.strict) {
      for (const site of sites) {
        if (site.report.outcome === 'migrated' && site.report.effect === 'differs')
          newlyRefused.set(site.id, strictIntent(site.report));
      }
    }
    const modules = file.imports.map(({ specifier, module }) => ({ specifier, module }));
    const { sessions, imports, slugTables } = done;
    const importHabit = habits.of(file.path);
    files.set(file.path, { path: file.path, sites, sessions, imports, slugTables, modules, importHabit });
  }
  return { plan: { files }, refused: newlyRefused };
}

/**
 * With `create-session` alone the sessions are made that other transforms would use: their sites are decided as if
 * they had been asked for, and then left as they are.
 */
function preparedSites(
  context: RuleContext,
  intents: Map<string, SiteIntent>,
  registryOf: (path: string) => AuthConfigRegistry,
): Set<string> {
  const prepared = new Set<string>();
  const { transforms } = context.options;
  if (!transforms.has('create-session')) return prepared;
  const all = { ...context, options: { ...context.options, transforms: new Set(TRANSFORM_NAMES) } };
  for (const site of context.sites.values()) {
    if (transforms.has(transformOf(site)) || site.api === 'toolkitVersions' || site.router) continue;
    const intent = decide(site, all, registryOf(site.path));
    if (intent.outcome !== 'migrate') continue;
    prepared.add(site.id);
    intents.set(site.id, intent);
  }
  return prepared;
}

/** A session for calls that stay as they are must be a statement of its own. */
function isAskedFor(session: PlacedSession, prepared: ReadonlySet<string>): boolean {
  if (!session.sites.every((site) => prepared.has(site.id))) return true;
  return session.form === 'statement' && session.captures.length === 0;
}

function ruleContext(input: PlanInput): RuleContext {
  const sites = new Map<string, SiteFact>();
  const constructions = new Map<string, ConstructionFact>();
  for (const file of input.files.values()) {
    for (const site of file.sites) sites.set(site.id, site);
    for (const construction of file.constructions) constructions.set(construction.id, construction);
  }
  return {
    options: input.options,
    features: (call) => input.features(call),
    files: input.files,
    sites,
    constructions,
    nested: nestedCalls(input.files.values()),
    vetoes: input.vetoes ?? new Map(),
    declined: input.declined,
  };
}

function nestedCalls(files: Iterable<FileFacts>): RuleContext['nested'] {
  const nested = new Map<string, { inside: boolean; other: SiteFact }>();
  for (const file of files) {
    const open: SiteFact[] = [];
    for (const site of file.sites
      .filter((one) => one.use === 'call' && one.api !== 'toolkitVersions')
      .sort((a, b) => a.start - b.start || b.end - a.end)) {
      while (open.length > 0 && open.at(-1)!.end < site.end) open.pop();
      const outer = open.at(-1);
      if (outer) {
        nested.set(site.id, { inside: true, other: outer });
        if (!nested.has(outer.id)) nested.set(outer.id, { inside: false, other: site });
      }
      open.push(site);
    }
  }
  return nested;
}

function versionsContext(input: PlanInput, context: RuleContext, migrated: Set<string>): VersionsContext {
  return {
    ...context,
    migrated,
    packageOf: (path) => input.packageOf?.(path) ?? '',
    unseenReaders: (folder) => input.unseenReaders?.(folder) ?? [],
  };
}

/** Sites that must migrate together with one that does not. */
function separated(intents: ReadonlyMap<string, SiteIntent>, context: RuleContext): Map<string, LeaveIntent> {
  const left = new Map<string, LeaveIntent>();
  for (const [id, intent] of intents) {
    if (intent.outcome !== 'migrate') continue;
    for (const other of intent.together ?? []) {
      const companion = intents.get(other);
      if (companion?.outcome === 'migrate') continue;
      const site = context.sites.get(other);
      const where = site ? `${site.api} in line ${site.line}` : 'a call that belongs to it';
      left.set(id, {
        outcome: 'manual',
        code: 'tool-calls',
        message: `it works together with ${where}, which cannot be migrated${companion ? `: ${companion.message}` : ''}`,
        hint: `migrate both by hand, so that the tool calls run in the session that gave the tools`,
      });
      break;
    }
  }
  return left;
}

/** Provider calls whose session is not a binding in reach: they and their tools stay. */
function outOfReach(
  file: FileFacts,
  wanted: ReadonlyMap<string, MigrateIntent>,
  sessions: PlacedSession[],
): Map<string, LeaveIntent> {
  const left = new Map<string, LeaveIntent>();
  for (const site of file.sites) {
    const intent = wanted.get(site.id);
    if (intent?.action.kind !== 'provider-call' || !site.provider) continue;
    const from = site.provider.toolsFrom;
    const holders = new Set(from.map((id) => sessions.find((session) => session.sites.some((one) => one.id === id))));
    const [session] = holders;
    const block = session?.place.blocks.at(-1);
    const reaches =
      holders.size === 1 &&
      session !== undefined &&
      (session.form === 'statement' || session.form === 'existing') &&
      block !== undefined &&
      site.placement.blocks.includes(block) &&
      session.place.offset <= site.start;
    if (reaches) continue;
    const intentLeft: LeaveIntent = {
      outcome: 'manual',
      code: 'tool-calls',
      message: 'the session that gives the tools is not in reach where their calls are run',
      hint: 'pass the session along with the tools, and give it to the method',
    };
    left.set(site.id, intentLeft);
    for (const id of from) left.set(id, intentLeft);
  }
  return left;
}

function strictIntent(report: SiteReport): LeaveIntent {
  const codes = [...new Set(report.notes.map((note) => note.code).filter((code) => isEffect(code)))];
  return {
    outcome: 'manual',
    code: 'strict',
    message: `it would behave differently (${codes.join(', ')}), and --strict is on`,
    hint: 'run without --strict to migrate it with these notes',
  };
}

function sitePlan(site: SiteFact, intent: SiteIntent, done: FinishedFile): SitePlan {
  const session = intent.outcome === 'migrate' ? (done.sessionOf.get(site.id) ?? null) : null;
  const notes = intent.outcome === 'migrate' ? [...intent.notes, ...(done.notes.get(site.id) ?? [])] : [];
  return {
    id: site.id,
    start: site.start,
    end: site.end,
    report: siteReport(site, intent, notes),
    action: intent.outcome === 'migrate' ? intent.action : null,
    ...(intent.outcome === 'manual' && intent.waitsFor !== undefined ? { waitsFor: intent.waitsFor } : {}),
    session,
    group: session ?? site.id,
  };
}

function siteReport(site: SiteFact, intent: SiteIntent, notes: SiteNote[]): SiteReport {
  const base = { line: site.line, column: site.column, api: site.api };
  if (intent.outcome !== 'migrate') {
    const { outcome, code, message, hint } = intent;
    const evidence = site.client ? { evidence: site.client.evidence } : {};
    return { ...base, outcome, code, message, hint, transform: transformOf(site), ...evidence, notes: [] };
  }
  const unique = [...new Map([...userNotes(site), ...notes].map((note) => [note.code, note])).values()];
  return {
    ...base,
    outcome: 'migrated',
    effect: unique.some((note) => isEffect(note.code)) ? 'differs' : 'same',
    transform: transformOf(site),
    evidence: [site.client?.evidence, intent.evidence].filter(Boolean).join('; '),
    notes: unique,
  };
}

function isEffect(code: string): code is EffectNote {
  return (EFFECT_NOTES as readonly string[]).includes(code);
}

/** What the type check says about the user (rules §6). */
function userNotes(site: SiteFact): SiteNote[] {
  const { user } = site;
  if (!user) return [];
  const notes: SiteNote[] = [];
  if (user.type === 'maybe-undefined')
    notes.push({ code: 'user-may-be-undefined', message: `${user.origin} may be undefined` });
  if (user.literals?.length === 1) {
    notes.push({
      code: 'user-constant',
      message: `every call runs as the same user, ${JSON.stringify(user.literals[0])}`,
    });
  }
  return notes;
}
