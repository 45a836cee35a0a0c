import { describe, expect, it } from 'vitest';
import type { RouterFact, SiteFact } from '../../src/analyze/facts.js';
import type { RuleContext, SdkFeatures } from '../../src/plan/context.js';
import { featuresOf } from '../../src/plan/features.js';
import { routerRule } from '../../src/plan/rules/router.js';
import { capabilitiesOf } from '../../src/sdk/capabilities.js';
import { onlyInDescription } from '../../src/verify/versionDifferences.js';

const featuresAt = (version: string): SdkFeatures => featuresOf(capabilitiesOf(version));

const PLAIN = [{ start: 1, end: 2, text: 'plain' }];
const WITH_MCP = [{ start: 1, end: 2, text: 'with mcp' }];

/** The rule reads nothing else of a site and a context. */
function decided(fact: Partial<RouterFact>, version = '0.19.0'): ReturnType<typeof routerRule> {
  const router: RouterFact = {
    method: 'create',
    receiver: { start: 0, end: 1 },
    clientText: null,
    problem: null,
    rewrites: PLAIN,
    rewritesWithMcp: WITH_MCP,
    beta: false,
    openToolkits: false,
    ...fact,
  };
  const context = { features: () => featuresAt(version) } as Partial<RuleContext> as RuleContext;
  return routerRule({ path: 'a.ts', router } as Partial<SiteFact> as SiteFact, context);
}

describe('the rule of older session calls', () => {
  it('asks for the endpoint from the version on that has the option', () => {
    expect(decided({}, '0.13.0')).toMatchObject({ action: { kind: 'router', rewrites: WITH_MCP } });
    expect(decided({}, '0.12.0')).toMatchObject({ action: { rewrites: PLAIN } });
    expect(decided({ rewritesWithMcp: null })).toMatchObject({ action: { rewrites: PLAIN } });
  });

  it('says what is different where the first form becomes a session of today, and nothing for a new name', () => {
    const codes = (fact: Partial<RouterFact>): string[] => {
      const intent = decided(fact);
      return intent.outcome === 'migrate' ? intent.notes.map((note) => note.code) : [];
    };
    expect(codes({})).toEqual([]);
    expect(codes({ beta: true })).toEqual(['meta-tools']);
    expect(codes({ beta: true, openToolkits: true })).toEqual(['meta-tools', 'narrowed-account']);
  });

  it('leaves what cannot be carried over, with the reason of the facts', () => {
    const problem = { code: 'evaluation-order' as const, message: 'why', hint: 'what to do' };
    expect(decided({ problem })).toEqual({ outcome: 'manual', ...problem });
  });

  it('takes an error for none that only the version of the description has', () => {
    const error = (message: string): Parameters<typeof onlyInDescription>[0] => ({
      path: 'a.ts',
      offset: 0,
      line: 1,
      message,
      origins: [],
    });
    const missing = error("TS2339: Property 'mcp' does not exist on type 'SessionWithoutMcp<unknown, unknown, X>'.");
    expect(onlyInDescription(missing, featuresAt('0.11.0'))).toBe(true);
    expect(onlyInDescription(missing, featuresAt('0.13.0'))).toBe(false);
    const other = error("TS2339: Property 'url' does not exist on type 'SessionWithoutMcp<unknown, unknown, X>'.");
    expect(onlyInDescription(other, featuresAt('0.11.0'))).toBe(false);
  });
});
