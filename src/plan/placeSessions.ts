/**
 * Where each session goes (rules §5): shared with an earlier call, before the statement, before the loop,
 * inside the expression, or in a chain; and what must be evaluated before it to keep the order.
 */
import type { ExistingSessionFact, FileFacts, LoopFact, SiteFact } from '../analyze/facts.js';
import type { LeaveIntent, MigrateIntent, SessionNeed } from './intent.js';
import { capturesFor, headOf, isWrittenByHead, lastOutOfTurn, lateRead, shorten, type Capture } from './order.js';
import { existingFits, mergeNeeds, sameExpression, type SessionPlace } from './needs.js';

export interface PlacedSession {
  id: string;
  form: 'statement' | 'inline' | 'chain' | 'existing';
  need: SessionNeed;
  /** The call that the session was made for. */
  first: SiteFact;
  sites: SiteFact[];
  place: SessionPlace;
  insertAt: number;
  indent: string;
  ownLine: boolean;
  captures: Capture[];
  /** Out of a loop that the call stands in. */
  hoisted: boolean;
  existing: ExistingSessionFact | null;
}

export interface Placement {
  sessions: PlacedSession[];
  /** Sites that found no safe place. */
  refused: Map<string, LeaveIntent>;
}

/** The config that a site's own session would be written with, without style (`canonicalConfig`). */
export type ConfigKey = (site: SiteFact, need: SessionNeed) => string;

export function placeSessions(
  file: FileFacts,
  wanted: ReadonlyMap<string, MigrateIntent>,
  configKey: ConfigKey,
): Placement {
  const sessions: PlacedSession[] = file.sessions.map((session) => fromExisting(session));
  // Sessions are shared within a function only.
  const byFunction = new Map<string, PlacedSession[]>();
  const keep = (session: PlacedSession): void => {
    const { functionId } = session.place;
    const known = byFunction.get(functionId);
    if (known) known.push(session);
    else byFunction.set(functionId, [session]);
  };
  for (const session of sessions) keep(session);
  const refused = new Map<string, LeaveIntent>();
  const sites = file.sites.filter((site) => wanted.has(site.id)).sort((a, b) => a.start - b.start);
  for (const site of sites) {
    const intent = wanted.get(site.id)!;
    if (!needsSession(intent)) continue;
    const near = byFunction.get(site.placement.functionId) ?? [];
    const late = lateRead(site, intent);
    if (late) {
      refused.set(site.id, late);
      continue;
    }
    if (shareSession(site, intent, near, wanted, configKey)) continue;
    const placed = newSession(site, intent);
    if ('code' in placed) refused.set(site.id, placed);
    else if (!shareWithOtherBranch(placed, intent, near, wanted, configKey)) {
      sessions.push(placed);
      keep(placed);
    }
  }
  return { sessions: sessions.filter((session) => session.sites.length > 0), refused };
}

/** Provider calls take the session of their tools; versions and router calls need none. */
function needsSession(intent: MigrateIntent): boolean {
  return !['provider-call', 'remove-versions', 'router'].includes(intent.action.kind);
}

function fromExisting(session: ExistingSessionFact): PlacedSession {
  const statement = session.placement.statement;
  return {
    id: `${session.path}#${session.start}`,
    form: 'existing',
    need: { purpose: 'execute' },
    first: null as never,
    sites: [],
    place: {
      offset: statement?.end ?? session.end,
      blocks: session.placement.blocks,
      functionId: session.placement.functionId,
    },
    insertAt: 0,
    indent: '',
    ownLine: true,
    captures: [],
    hoisted: false,
    existing: session,
  };
}

/** Reuses a session that is already there; true when one was found. */
function shareSession(
  site: SiteFact,
  intent: MigrateIntent,
  sessions: PlacedSession[],
  wanted: ReadonlyMap<string, MigrateIntent>,
  configKey: ConfigKey,
): boolean {
  for (let index = sessions.length - 1; index >= 0; index--) {
    const session = sessions[index]!;
    if (session.form !== 'statement' && session.form !== 'existing') continue;
    if (!isInReach(session.place, site)) continue;
    const holder = session.existing ?? session.first;
    if (!sameClientAndUser(holder, site)) continue;
    if (session.existing) {
      const isSame =
        session.existing.config === configKey(site, intent.need) && isMadeOfKnown(site, intent, session.place);
      if (!isSame && !existingFits(session.existing, intent.need)) continue;
      session.sites.push(site);
      return true;
    }
    // A union is only right for lists that are put together without conditions.
    if (unionAllowed(session, site, wanted)) {
      session.need = unionOf(session.need, intent.need);
      session.sites.push(site);
      return true;
    }
    const isEqual = (): boolean =>
      isMadeOfKnown(site, intent, session.place) &&
      configKey(session.first, session.need) === configKey(site, intent.need);
    const merged =
      mergeNeeds(session.need, intent.need, site, session.place) ?? (isEqual() ? equalNeed(session, intent) : null);
    if (!merged || intent.movesBehind.some((moved) => !moved.stable && moved.start < session.place.offset)) continue;
    session.need = merged;
    session.sites.push(site);
    return true;
  }
  return false;
}

/**
 * Both branches of an `if` or a `?:` need an equal session: the one of the first is made before them instead, and serves
 * both; true when it is.
 */
function shareWithOtherBranch(
  placed: PlacedSession,
  intent: MigrateIntent,
  sessions: readonly PlacedSession[],
  wanted: ReadonlyMap<string, MigrateIntent>,
  configKey: ConfigKey,
): boolean {
  const site = placed.first;
  const { branch } = site.placement;
  if (!branch || !isInBranch(placed)) return false;
  const place = { offset: branch.statement.start, blocks: branch.blocks, functionId: placed.place.functionId };
  const other = sessions.find(
    (one) =>
      !one.existing &&
      isOtherBranch(one.first, site) &&
      isInBranch(one) &&
      sameClientAndUser(one.first, site) &&
      [one.first, site].every((each) => isMadeOfKnown(each, wanted.get(each.id)!, place)) &&
      configKey(one.first, one.need) === configKey(site, placed.need),
  );
  if (!other) return false;
  Object.assign(other, { form: 'statement', place, ...lineOf(branch.statement), need: equalNeed(other, intent) });
  other.sites.push(site);
  return true;
}

/** The session is made in the branch of its first call, and nothing has to be evaluated before it. */
function isInBranch({ form, first, place, captures, hoisted }: PlacedSession): boolean {
  const isOwn = place.offset >= (first.placement.branch?.statement.start ?? Infinity) && captures.length === 0;
  return isOwn && !hoisted && (form === 'inline' || form === 'statement');
}

/** The calls stand in the two branches of one `if` or `?:`. */
export function isOtherBranch(one: SiteFact, other: SiteFact): boolean {
  const [a, b] = [one.placement.branch, other.placement.branch];
  return !!a && !!b && a.of === b.of && a.side !== b.side;
}

/** Everything that the config is made of meant the same where the session was made. */
function isMadeOfKnown(site: SiteFact, intent: MigrateIntent, place: SessionPlace): boolean {
  return headOf(site, intent).every(
    (expression) =>
      expression.stable &&
      expression.availableFrom <= place.offset &&
      place.blocks.includes(expression.scope) &&
      !expression.writes.some((write) => write > place.offset && write < site.start),
  );
}

function equalNeed({ need }: PlacedSession, intent: MigrateIntent): SessionNeed {
  return intent.need.purpose === 'agent' ? { ...need, purpose: 'agent' } : need;
}

function unionAllowed(session: PlacedSession, site: SiteFact, wanted: ReadonlyMap<string, MigrateIntent>): boolean {
  const intent = wanted.get(site.id);
  const first = wanted.get(session.first.id);
  return (
    intent?.unionWith?.includes(session.first.id) === true &&
    first?.unionWith?.includes(site.id) === true &&
    intent.need.toolkits?.kind === 'constant' &&
    session.need.toolkits?.kind === 'constant'
  );
}

function unionOf(a: SessionNeed, b: SessionNeed): SessionNeed {
  const values = [a, b].flatMap((need) => (need.toolkits?.kind === 'constant' ? need.toolkits.values : []));
  return { ...a, toolkits: { kind: 'constant', values: [...new Set(values)] } };
}

function isInReach(place: SessionPlace, site: SiteFact): boolean {
  const block = place.blocks.at(-1);
  return (
    place.functionId === site.placement.functionId &&
    block !== undefined &&
    site.placement.blocks.includes(block) &&
    place.offset <= site.start
  );
}

function sameClientAndUser(holder: Pick<SiteFact, 'client' | 'user'>, site: SiteFact): boolean {
  const [a, b] = [holder.client?.expression, site.client?.expression];
  return !!a && !!b && !!holder.user && !!site.user && sameExpression(a, b) && sameExpression(holder.user, site.user);
}

function newSession(site: SiteFact, intent: MigrateIntent): PlacedSession | LeaveIntent {
  const { placement } = site;
  const base = { id: site.id, need: intent.need, first: site, sites: [site], existing: null };
  if ((placement.awaited || placement.returned) && placement.canAwait) {
    const loop = placement.returned ? null : hoistableLoop(site, intent);
    if (loop?.statement) {
      const { statement, blocks } = loop;
      const place = { offset: statement.start, blocks, functionId: placement.functionId };
      return { ...base, form: 'statement', place, ...lineOf(statement), captures: [], hoisted: true };
    }
    const captures = capturesFor(site, intent);
    const effects = placement.effectsBefore && !headIsStable(site, intent);
    if (placement.once && placement.statement && !effects && captures !== null) {
      const { statement } = placement;
      const place = { offset: statement.start, blocks: placement.blocks, functionId: placement.functionId };
      return { ...base, form: 'statement', place, ...lineOf(statement), captures, hoisted: false };
    }
    return insideExpression(site, intent, 'inline');
  }
  return insideExpression(site, intent, 'chain');
}

function lineOf(statement: NonNullable<LoopFact['statement']>): Pick<PlacedSession, 'insertAt' | 'indent' | 'ownLine'> {
  return { insertAt: statement.insertAt, indent: statement.indent, ownLine: statement.ownLine };
}

function insideExpression(
  site: SiteFact,
  intent: MigrateIntent,
  form: 'inline' | 'chain',
): PlacedSession | LeaveIntent {
  const { placement } = site;
  const head = headOf(site, intent);
  const early = lastOutOfTurn(head);
  const moved =
    intent.movesBehind.find((expression) => !expression.stable || isWrittenByHead(expression, head)) ??
    head.find((expression) => expression.start === early);
  if (moved) {
    const when = moved.start === early ? 'in another order' : 'after the session is made';
    return {
      outcome: 'manual',
      code: 'evaluation-order',
      message: `${shorten(moved.text)} would be evaluated ${when}, and ${placement.onceReason ?? 'the call is not awaited in a statement of its own'}, so it cannot be taken out before it`,
      hint: `put ${shorten(moved.text)} into a constant before the call, then run again`,
    };
  }
  if (form === 'chain' && placement.functionId === 'none')
    return noPlace(placement.onceReason ?? 'nothing can be awaited here');
  return {
    id: site.id,
    need: intent.need,
    first: site,
    sites: [site],
    existing: null,
    form,
    place: { offset: site.start, blocks: placement.blocks, functionId: placement.functionId },
    insertAt: placement.statement?.insertAt ?? site.start,
    indent: placement.statement?.indent ?? '',
    ownLine: placement.statement?.ownLine ?? false,
    captures: [],
    hoisted: false,
  };
}

function noPlace(reason: string): LeaveIntent {
  return {
    outcome: 'manual',
    code: 'no-safe-place',
    message: `there is no safe place for the session: ${reason}`,
    hint: 'make the session where the call can await it, then use it here',
  };
}

/** Client, user and config stay where they are in the order, whatever is evaluated before them in the statement. */
function headIsStable(site: SiteFact, intent: MigrateIntent): boolean {
  return headOf(site, intent).every((expression) => expression.stable);
}

/** The outermost loop before which the session can be made once: nothing that makes it changes inside. */
function hoistableLoop(site: SiteFact, intent: MigrateIntent): LoopFact | null {
  const { placement } = site;
  const head = headOf(site, intent);
  if (!placement.once || !head.every((expression) => expression.stable)) return null;
  // In the first round the call's own parts are evaluated after the session is made: not what other code may write.
  if (intent.movesBehind.some((expression) => expression.unsteady)) return null;
  let found: LoopFact | null = null;
  let inside = placement.blocks.length;
  for (const loop of [...placement.loops].reverse()) {
    const isDirect = inside === loop.blocks.length + 1;
    const changes = new Set(loop.changes);
    const changed = head.some((expression) => wordsOf(expression.text).some((word) => changes.has(word)));
    const written = head.some((one) => one.writes.some((write) => write >= loop.body.start && write < loop.body.end));
    if (!loop.statement || !isDirect || changed || written) break;
    found = loop;
    inside = loop.blocks.length;
  }
  return found;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
}
