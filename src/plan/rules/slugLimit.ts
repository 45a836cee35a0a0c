/** Which toolkits a session needs to run a tool slug, never more than the slug itself reaches (rules §6). */
import type { ExpressionFact } from '../../analyze/facts.js';
import { toolkitOfTool } from '../../sdk/toolkits.js';

export interface SlugLimit {
  /** Null: not known before the call runs; only code executes through such a session, so it stays without limits. */
  toolkits: string[] | null;
  /** Only where a prefix is ambiguous: the slugs themselves. */
  tools: { toolkit: string; slugs: string[] }[] | null;
  /** One sentence for the report. */
  evidence: string;
}

export function limitOfSlug(slug: ExpressionFact): SlugLimit {
  const slugs = slug.literals;
  if (!slugs || slugs.length === 0) {
    return { toolkits: null, tools: null, evidence: `the tool is ${slug.origin}, known when it runs` };
  }
  const toolkits = new Set<string>();
  const tools = new Map<string, string[]>();
  for (const one of slugs) {
    const { candidates } = toolkitOfTool(one);
    if (candidates.length === 0) {
      return { toolkits: null, tools: null, evidence: `${one} belongs to no toolkit that is known` };
    }
    // Shortest first: `twitter`, then `twitter_media`.
    for (const toolkit of [...candidates].reverse()) {
      toolkits.add(toolkit);
      if (candidates.length > 1) tools.set(toolkit, [...(tools.get(toolkit) ?? []), one]);
    }
  }
  const limits = [...toolkits];
  return {
    toolkits: limits,
    tools: tools.size > 0 ? [...tools].map(([toolkit, list]) => ({ toolkit, slugs: list })) : null,
    evidence: `${slugs.join(', ')} ${slugs.length === 1 ? 'is a tool' : 'are tools'} of ${limits.join(' or ')}`,
  };
}
