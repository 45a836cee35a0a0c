/** Names, configs, lifted auth configs and the notes that follow from where a session is made. */
import type { ExistingSessionFact, FileFacts, SiteFact } from '../analyze/facts.js';
import type { SiteNote } from '../report/report.js';
import { canonicalConfig, configOf, type ConfigOptions } from './config.js';
import type { OwnedCall } from './context.js';
import { accountsIn, credentialRefusal, credentialsIn, type AskedCredentials } from './credentials.js';
import type { LeaveIntent, MigrateIntent, SessionNeed } from './intent.js';
import type { PlanInput } from './index.js';
import { accountLookups, lookupNotes } from './accountLookups.js';
import { listingFor } from './listedAuthConfigs.js';
import { captureName, sessionName } from './names.js';
import { constantToolkits } from './needs.js';
import { isOtherBranch, type ConfigKey, type PlacedSession } from './placeSessions.js';
import type { FilePlan, ImportPlan, SessionPlan } from './plan.js';
import { namesTaken } from './taken.js';
import { lift, type AuthConfigRegistry, type Unlifted } from './registry.js';

export interface FinishedFile {
  sessions: SessionPlan[];
  imports: ImportPlan[];
  slugTables: NonNullable<FilePlan['slugTables']>;
  sessionOf: Map<string, string>;
  notes: Map<string, SiteNote[]>;
  /** Calls that would lose their accounts in their session. */
  refused: Map<string, LeaveIntent>;
}

export interface FinishInput extends PlanInput {
  registry: AuthConfigRegistry;
}

export function finishSessions(
  file: FileFacts,
  placed: PlacedSession[],
  wanted: ReadonlyMap<string, MigrateIntent>,
  input: FinishInput,
): FinishedFile {
  const done: FinishedFile = {
    ...{ sessions: [], imports: [], slugTables: [] },
    ...{ sessionOf: new Map(), notes: new Map(), refused: new Map() },
  };
  const note = (site: SiteFact, ...added: SiteNote[]): void => {
    done.notes.set(site.id, [...(done.notes.get(site.id) ?? []), ...added]);
  };
  const named = new Map<string, Set<string>>();

  for (const session of placed) {
    for (const site of session.sites) done.sessionOf.set(site.id, session.id);
    for (const { toolkit } of session.need.authConfigs ?? []) {
      if (toolkit.kind === 'expression' && typeof toolkit.form !== 'string')
        done.slugTables.push({ table: toolkit.form, group: session.id });
    }
    const taken = namesTaken(file, session.place.functionId);
    // A binding added earlier stands in the way: in the same block, or in one around it, where it may be needed.
    const visible = session.place.blocks.flatMap((block) => named.get(block) ?? []);
    const own = new Set<string>();
    const added = { has: (name: string): boolean => own.has(name) || visible.some((names) => names.has(name)) };
    const request = { taken, added };
    const { need: lifted, unlifted } = session.existing
      ? { need: session.need, unlifted: [] }
      : liftInto(session, file, input, done.imports, session.id);
    const asked = session.sites.map((site): AskedCredentials => {
      const { need } = wanted.get(site.id)!;
      const found = session.existing
        ? inExisting(session.existing, need, file, input)
        : { given: credentialsIn(lifted), unlifted };
      return { site, need, ...found };
    });
    const looked = accountLookups(session, asked, { file, wanted, request, ...input });
    for (const one of looked.names) own.add(one.name);
    const listing = listingFor(session, { wanted, request, options: input.options });
    const listed = listing && 'listed' in listing ? listing.listed : null;
    if (listed) own.add(listed.name);
    for (const one of asked) {
      const given = new Set([...one.given, ...looked.names.map(({ toolkit }) => toolkit)]);
      const refusal = credentialRefusal({ ...one, given }, input.registry);
      if (refusal) done.refused.set(one.site.id, refusal);
      if (listing && 'refusal' in listing) done.refused.set(one.site.id, listing.refusal);
    }
    const kept = listing && 'captures' in listing ? listing.captures : looked.captures;
    const captures = kept.map(({ wish, expression }) => {
      const name = captureName(wish, request);
      own.add(name);
      return { name, text: expression.text, range: { start: expression.start, end: expression.end } };
    });
    const toolkits = constantToolkits(lifted.toolkits);
    const name = session.existing?.name ?? sessionName(toolkits?.length === 1 ? toolkits[0]! : null, request);
    const home = session.place.blocks.at(-1);
    if (session.form === 'statement' && home !== undefined) {
      const names = named.get(home) ?? new Set();
      named.set(home, names.add(name));
      for (const { name } of [...captures, ...looked.names, ...(listed ? [listed] : [])]) names.add(name);
    }
    const textOf = (part: { start: number; end: number; text: string }): string =>
      captures.find((capture) => capture.range.start === part.start && capture.range.end === part.end)?.name ??
      part.text;
    const { client, user } = session.existing ?? session.first;
    done.sessions.push({
      id: session.id,
      group: session.id,
      form: session.form,
      name,
      clientText: client ? textOf({ ...client.expression, text: client.text }) : '',
      clientOptional: session.existing ? false : (client?.optional ?? false),
      userText: user ? textOf(user) : '',
      config: session.existing
        ? []
        : configOf(lifted, {
            ...configOptions(session.first, input, textOf),
            lookups: looked.names,
            listedAs: listed?.name,
          }),
      insertAt: session.insertAt,
      indent: session.indent,
      ownLine: session.ownLine,
      captures,
      lookups: looked.names,
      listed,
      comments: [],
    });
    for (const site of session.sites) {
      const own = wanted.get(site.id)?.need;
      note(site, ...costNotes(site, session), ...narrowingNotes(site, lifted, own), ...lookupNotes(site, looked.names));
      if (listing && 'note' in listing) note(site, listing.note);
    }
  }
  for (const site of file.sites) {
    const intent = wanted.get(site.id);
    const from = intent?.action.kind === 'provider-call' ? site.provider?.toolsFrom[0] : undefined;
    const session = from === undefined ? undefined : done.sessionOf.get(from);
    if (session !== undefined) done.sessionOf.set(site.id, session);
  }
  return done;
}

/** What a session that the code makes itself has for a call: by its config, which may be the one that would be written. */
function inExisting(
  existing: ExistingSessionFact,
  need: SessionNeed,
  file: FileFacts,
  input: FinishInput,
): Pick<AskedCredentials, 'given' | 'unlifted'> {
  const { need: lifted, unlifted } = liftInto({ need }, file, input, []);
  const isSame = existing.config === keyOf(lifted, existing, input);
  const given = isSame ? credentialsIn(lifted) : new Set(existing.authConfigs.map((one) => one.toolkit));
  return { given, unlifted };
}

/** What the config of a session of its own would be, for comparing it with sessions that are there already. */
export function configKeyIn(file: FileFacts, input: FinishInput): ConfigKey {
  return (site, need) => keyOf(liftInto({ need }, file, input, []).need, site, input);
}

function keyOf(lifted: SessionNeed, call: OwnedCall, input: FinishInput): string {
  return canonicalConfig(
    // What is asked for before a session of its own is in no session that the code makes already.
    configOf(lifted, { ...configOptions(call, input, (part) => part.text), listedAs: 'authConfigs.list()' }),
  );
}

function configOptions(call: OwnedCall, input: FinishInput, textOf: ConfigOptions['textOf']): ConfigOptions {
  const { sandboxKey, accountLists } = input.features(call);
  const { manageConnections, sandbox } = input.options;
  return { manageConnections, sandbox, sandboxKey, accountLists, textOf };
}

/**
 * Adds the project's auth configs for the toolkits that the session reaches (rules §6, "Credentials of a session"): those
 * that it is limited to, or all of them where the tool is only known when it runs, since its account is not found
 * under an auth config that the session is not given.
 */
function liftInto(
  session: Pick<PlacedSession, 'need'>,
  file: FileFacts,
  input: FinishInput,
  imports: ImportPlan[],
  group = '',
): { need: SessionNeed; unlifted: Unlifted[] } {
  // An account that is always there is found by itself; its auth config may be another one.
  const found = new Set(accountsIn(session.need));
  const toolkits = reachedToolkits(session.need, input.registry).filter((toolkit) => !found.has(toolkit));
  const authConfigs = [...(session.need.authConfigs ?? [])];
  const unlifted: Unlifted[] = [];
  for (const toolkit of toolkits) {
    if (authConfigs.some((entry) => entry.toolkit.kind === 'constant' && entry.toolkit.slug === toolkit)) continue;
    const lifted = lift(input.registry, toolkit, file);
    if (!lifted) continue;
    if ('unlifted' in lifted) {
      unlifted.push(lifted.unlifted);
      continue;
    }
    authConfigs.push({
      toolkit: { kind: 'constant', slug: toolkit },
      value: { kind: 'portable', value: lifted.value },
    });
    if (lifted.import) imports.push({ ...lifted.import, group });
  }
  return { need: authConfigs.length > 0 ? { ...session.need, authConfigs } : session.need, unlifted };
}

/** The toolkits whose auth configs the session may need: none where its limit is an expression, whose values are not known. */
function reachedToolkits({ toolkits, purpose }: SessionNeed, registry: AuthConfigRegistry): string[] {
  if (toolkits) return constantToolkits(toolkits) ?? [];
  return purpose === 'authorize' ? [] : [...registry.entries.keys()].sort();
}

/** Auth configs that the call did not name itself, lifted or shared with a link: they limit which accounts it finds. */
function narrowingNotes(site: SiteFact, session: SessionNeed, own: SessionNeed | undefined): SiteNote[] {
  if (site.authorize) return [];
  const slugs = (need: SessionNeed | undefined): string[] =>
    (need?.authConfigs ?? []).flatMap(({ toolkit }) => (toolkit.kind === 'constant' ? [toolkit.slug] : []));
  const named = new Set(slugs(own));
  const added = slugs(session).filter((toolkit) => !named.has(toolkit));
  if (added.length === 0) return [];
  const which = added.length === 1 ? `config of ${added[0]}` : `configs of ${added.join(', ')}`;
  return [{ code: 'narrowed-account', message: `only accounts under the auth ${which} are found` }];
}

function costNotes(site: SiteFact, session: PlacedSession): SiteNote[] {
  if (session.existing || session.hoisted) return [];
  const inLoop = site.placement.loops.length > 0 && session.sites[0] === site;
  if (inLoop || site.placement.inCallback) {
    return [{ code: 'session-per-call', message: 'a session is made each time round' }];
  }
  const served = session.sites.filter((one) => one.execute && !isOtherBranch(one, site));
  if (site.execute && served.length === 1) {
    return [{ code: 'session-per-call', message: 'a session is made for this one call: one more request each time' }];
  }
  return [];
}
