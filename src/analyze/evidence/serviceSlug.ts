/**
 * The toolkit that the service itself names beside the id: `authConfig.toolkit.slug` for `authConfig.id`. It helps where
 * the toolkit that was asked for is not proven to be a slug: what the service answers always is one.
 * Source: `AuthConfigRetrieveResponse.toolkit.slug`, `CreateAuthConfigResponse.toolkit`, @composio/core 0.3.0 to 0.19.0.
 */
import { ts } from 'ts-morph';
import { slugInAnyCase } from '../../sdk/toolkits.js';
import type { ExpressionFacts } from '../expressions.js';
import type { ToolkitEvidence } from '../facts.js';
import { isMember, memberName, unwrap } from '../nodes.js';
import { declaredValue } from '../values.js';
import { createFollower } from './follow.js';
import { factOf } from './slots.js';
import { isVisibleAt, remember } from './visible.js';

/**
 * Evidence from the auth config object that the id is read from.
 *
 * @param claims what is known already: a proven toolkit, or claims that disagree, need no more.
 */
export function serviceSlug(
  node: ts.Expression,
  call: ts.CallExpression,
  claims: readonly ToolkitEvidence[],
  facts: ExpressionFacts,
): ToolkitEvidence[] {
  const needed = claims.every((claim) => claim.rung === 2 && claim.toolkit.kind === 'expression' && !isProven(claim));
  const read = readOfId(node, facts);
  if (!needed || !read || isOptional(read.object)) return [];
  const kind = kindOfObject(read.object, facts);
  if (!kind) return [];
  const steps = kind === 'listed' ? ['toolkit', 'slug'] : ['toolkit'];
  const value = remember(factOf({ node: read.object, steps }, facts), read.object);
  if (!value.stable || !isVisibleAt(value, call, facts)) return [];
  const toolkit = {
    kind: 'expression',
    value,
    possible: null,
    slug: 'answered',
    lowerCase: false,
    table: null,
  } as const;
  return [{ rung: 2, toolkit, how: `the service names it beside the id: ${value.text}` }];
}

function isProven(claim: ToolkitEvidence): boolean {
  const { toolkit } = claim;
  if (toolkit.kind === 'constant') return true;
  const { value, possible, slug } = toolkit;
  if (!value.stable || value.writes.some((write) => write > value.start)) return false;
  const isText = value.literals !== null || value.type !== 'maybe-undefined';
  return possible?.every((one) => slugInAnyCase(one) !== null) ?? (slug === 'asked' && isText);
}

function readOfId(node: ts.Expression, facts: ExpressionFacts): { object: ts.Expression } | null {
  const target = unwrap(node) as ts.Expression;
  if (isMember(target)) return memberName(target) === 'id' ? { object: target.expression } : null;
  const declared = declaredValue(target, facts);
  return declared && ts.isIdentifier(target) && isMember(unwrap(declared)) ? readOfId(declared, facts) : null;
}

function isOptional(node: ts.Expression): boolean {
  return /\?\./.test(node.getText()) || /\?\./.test(node.parent.getText());
}

/** By type where it resolves, by following the value where it does not. */
function kindOfObject(node: ts.Expression, facts: ExpressionFacts): 'listed' | 'created' | null {
  const type = facts.checker.getNonNullableType(facts.checker.getTypeAtLocation(node));
  const name = type.aliasSymbol?.name ?? type.getSymbol()?.name;
  if (name === 'AuthConfigRetrieveResponse') return 'listed';
  if (name === 'CreateAuthConfigResponse') return 'created';
  const id = createFollower(facts).follow(node, [{ kind: 'name', name: 'id' }], null);
  if (id.source !== 'api') return null;
  const inner = unwrap(declaredValue(unwrap(node) as ts.Expression, facts) ?? node).getText();
  return /\.create\(/.test(inner) ? 'created' : /\.list\(|\bitems\b/.test(inner) ? 'listed' : null;
}
