/**
 * Provider methods that execute tool calls. In `@composio/core` 0.17.0 to 0.19.0 (`OpenAIProvider`) and
 * `@composio/openai` 0.12.0 (`OpenAIResponsesProvider`), `handleToolCalls` and `executeToolCall` take the session in
 * the place of the user id, and then neither options nor modifiers (a `TypeError`); the others take a user id only.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import type { ProviderCallFact } from './facts.js';
import { memberName, unwrap } from './nodes.js';
import { feedersOf, type SiteIdOf } from './toolsUse.js';
import { blocksOf } from './placement.js';

/** Methods that take a session at all. */
export const SESSION_METHODS: ReadonlySet<string> = new Set(['handleToolCalls', 'executeToolCall']);

/** @param siteIdOf the site id of another call; undefined when it is no site. */
export function providerCallFact(
  call: ts.CallExpression,
  facts: ExpressionFacts,
  siteIdOf: SiteIdOf,
): ProviderCallFact {
  const method = memberName(unwrap(call.expression)) ?? '';
  const feeding = feedersOf(call, facts, siteIdOf);
  const first = call.arguments[0];
  return {
    method,
    toolsFrom: feeding.map((get) => siteIdOf(get)!).sort(),
    sameFunction: feeding.length > 0 && feeding.every((get) => isInReach(get, call)),
    extraArguments: call.arguments.length > 2,
    problem: problemOf(call),
    firstArgument: first ? { start: first.getStart(), end: first.getEnd() } : null,
  };
}

/** A binding made beside the `tools.get` is in reach of the provider call, and made before it. */
function isInReach(get: ts.CallExpression, call: ts.CallExpression): boolean {
  const home = blocksOf(get);
  const reach = blocksOf(call);
  return home.every((block, index) => reach[index] === block) && get.getStart() < call.getStart();
}

function problemOf(call: ts.CallExpression): string | null {
  if (call.arguments.some((one) => ts.isSpreadElement(one))) return 'the arguments are spread into the call';
  const [first, second] = call.arguments;
  if (!first || !second) return 'it has no user and no tool calls as arguments';
  if (ts.isObjectLiteralExpression(unwrap(first))) return 'an object stands where the user id belongs';
  return null;
}
