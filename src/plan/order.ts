/** The order in which the parts of a call are evaluated, kept though a session is made before it (rules §5, "Order"). */
import type { ExpressionFact, SiteFact } from '../analyze/facts.js';
import type { LeaveIntent, MigrateIntent } from './intent.js';

export interface Capture {
  wish: string;
  expression: ExpressionFact;
}

/** Everything that is evaluated to make the session. */
export function headOf(site: SiteFact, intent: MigrateIntent): ExpressionFact[] {
  const { need } = intent;
  const head: (ExpressionFact | null | undefined)[] = [site.client?.expression, site.user];
  if (need.toolkits && need.toolkits.kind !== 'constant') head.push(need.toolkits.value);
  if (need.preload?.kind === 'expression') head.push(need.preload.value);
  for (const entry of need.authConfigs ?? []) {
    if (entry.toolkit.kind === 'expression') head.push(entry.toolkit.value);
    if (entry.value.kind === 'expression') head.push(entry.value.value);
  }
  for (const entry of need.connectedAccounts ?? []) head.push(entry.value);
  return head.filter((expression): expression is ExpressionFact => !!expression);
}

/**
 * Law 3: a direct call takes what its arguments hold when it is made, a session when its request is sent. What may be
 * written in between would reach the service.
 */
export function lateRead({ placement }: SiteFact, { movesBehind }: MigrateIntent): LeaveIntent | null {
  const isAwaited = (placement.awaited || placement.returned) && placement.canAwait;
  const changeOf = (one: ExpressionFact): string | null =>
    one.changedMeanwhile ?? (isAwaited ? null : one.changedLater);
  const late = movesBehind.find((one) => changeOf(one) !== null);
  if (!late) return null;
  return {
    outcome: 'manual',
    code: 'evaluation-order',
    message: `${isAwaited ? '' : 'the call is not awaited at once: '}${shorten(late.text)} would be read only when the session is made, after other code may have changed it: ${changeOf(late)}`,
    hint: `give the call a copy of ${shorten(late.text)} that nothing writes${isAwaited ? '' : ', or await the call'}, then run again`,
  };
}

/**
 * What must be evaluated before the session so that nothing changes its turn: every expression that stays in the call
 * and is not the same later, and whatever with effects came before it. Null when the order cannot be kept so.
 *
 * @param atLeast start of an expression that is needed more than once, so that it is captured if it is not stable
 */
export function capturesFor(site: SiteFact, intent: MigrateIntent, atLeast = -1): Capture[] | null {
  const behind = intent.movesBehind;
  const head = headOf(site, intent);
  const isSettled = (one: ExpressionFact): boolean => one.stable && !isWrittenByHead(one, head);
  const kept = behind.reduce((end, expression) => (isSettled(expression) ? end : Math.max(end, expression.start)), -1);
  const last = Math.max(kept, lastOutOfTurn(head), atLeast);
  if (last < 0) return [];
  if (site.placement.effectsBefore) return null;
  const all = [...head, ...behind].filter((expression) => !isSettled(expression) && expression.start <= last);
  const unique = [...new Map(all.map((expression) => [`${expression.start}:${expression.end}`, expression])).values()];
  return unique
    .sort((a, b) => a.start - b.start)
    .map((expression) => ({ wish: wishFor(expression, site), expression }));
}

/** `{ arguments: { i }, userId: users[i++] }`: what makes the session writes what the call has read before. */
export function isWrittenByHead(expression: ExpressionFact, head: readonly ExpressionFact[]): boolean {
  return head.some(
    (one) => one.start > expression.start && expression.writes.some((write) => write >= one.start && write < one.end),
  );
}

/** The config is written in an order of its own. Start of the last expression that would be evaluated too early; else -1. */
export function lastOutOfTurn(head: readonly ExpressionFact[]): number {
  const turns = head.filter((expression) => !expression.stable).map((expression) => expression.start);
  return turns.reduce(
    (last, start, index) => (turns.slice(index + 1).some((one) => one < start) ? Math.max(last, start) : last),
    -1,
  );
}

function wishFor(expression: ExpressionFact, site: SiteFact): string {
  const is = (other: ExpressionFact | null | undefined): boolean =>
    !!other && other.start === expression.start && other.end === expression.end;
  if (is(site.client?.expression)) return 'composioClient';
  if (is(site.user)) return 'userId';
  if (is(site.execute?.slug)) return 'toolSlug';
  if (is(site.authorize?.toolkit)) return 'toolkit';
  if (is(site.authorize?.authConfig?.expression)) return 'authConfigId';
  if (is(site.toolsGet?.modifiers?.expression)) return 'toolModifiers';
  const key = site.execute?.body.keys.find((entry) => is(entry.value))?.key;
  if (key === 'arguments') return 'toolArguments';
  if (key === 'connectedAccountId') return 'connectedAccountId';
  const option = site.authorize?.options?.keys.find((entry) => is(entry.value))?.key;
  return option ?? (is(site.authorize?.options?.expression) ? 'linkOptions' : 'value');
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
