/** Finds the older session calls of a small project, and shows what their rewrites make of a file. */
import { createClients } from '../../src/analyze/clients.js';
import { createExpressionFacts } from '../../src/analyze/expressions.js';
import type { TextChange } from '../../src/analyze/facts.js';
import { createProgram } from '../../src/analyze/program.js';
import { findRouterSites, type FoundRouterSite } from '../../src/analyze/routerFacts.js';
import { applyEdits } from '../../src/edit/apply.js';

export const HEAD = "import { Composio } from '@composio/core';\nconst composio = new Composio();\n";

export function routerSites(files: Record<string, string>): (FoundRouterSite & { path: string })[] {
  const program = createProgram({
    root: '/p',
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
  });
  const facts = createExpressionFacts(program);
  const clients = createClients(facts);
  return [...program.files].flatMap(([path, file]) =>
    findRouterSites(file, facts, clients).map((site) => ({ ...site, path })),
  );
}

/** The only older session call of a file. */
export function routerSite(text: string, path = 'a.ts'): FoundRouterSite {
  const sites = routerSites({ [path]: text });
  if (sites.length !== 1) throw new Error(`${sites.length} sites in ${text}`);
  return sites[0]!;
}

export function changed(text: string, changes: readonly TextChange[]): string {
  return applyEdits(
    text,
    changes.map((change) => ({ ...change, group: 'g', transform: 'tool-router', reason: 'test' })),
  );
}
