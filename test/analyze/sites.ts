/** Finds the direct calls of a small project, for tests. */
import { createClients } from '../../src/analyze/clients.js';
import { createExpressionFacts } from '../../src/analyze/expressions.js';
import { createProgram } from '../../src/analyze/program.js';
import { findSites, type FoundSite } from '../../src/analyze/sites.js';

export interface SeenSite {
  path: string;
  api: string;
  use: FoundSite['use'];
  /** `type`, `value`, `name`, or null when the receiver is not proven to be a client. */
  proof: string | null;
  client: string | null;
  untyped: string | null;
  constructions: string[] | null;
}

export function sitesIn(files: Record<string, string>, configs: Record<string, string> = {}): SeenSite[] {
  const program = createProgram({
    root: '/p',
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
    configs: Object.entries(configs).map(([path, text]) => ({ path: `/p/${path}`, text })),
  });
  const facts = createExpressionFacts(program);
  const clients = createClients(facts);
  const seen = (path: string, site: FoundSite): SeenSite => ({
    path,
    api: site.api,
    use: site.use,
    proof: site.client?.proof ?? null,
    client: site.client?.text ?? null,
    untyped: site.untyped,
    constructions: site.client?.constructions ?? null,
  });
  return [...program.files].flatMap(([path, file]) => findSites(file, facts, clients).map((site) => seen(path, site)));
}
