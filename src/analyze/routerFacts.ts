/** Older session calls: `experimental.toolRouter.createSession`, `experimental.create`, `toolRouter.create`, `toolRouter.use`. */
import type { ts } from 'ts-morph';
import type { DirectApi } from '../sdk/apis.js';
import type { Clients } from './clients.js';
import type { ExpressionFacts } from './expressions.js';
import type { ClientFact, RouterFact } from './facts.js';

export interface FoundRouterSite {
  api: DirectApi;
  use: 'call' | 'value';
  node: ts.Node;
  name: ts.Node;
  client: ClientFact | null;
  untyped: string | null;
  router: RouterFact;
}

export function findRouterSites(_file: ts.SourceFile, _facts: ExpressionFacts, _clients: Clients): FoundRouterSite[] {
  return [];
}
