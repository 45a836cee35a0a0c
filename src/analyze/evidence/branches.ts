/** Rung 4: what the tests around a value say about its toolkit. */
import type { ExpressionFacts } from '../expressions.js';
import type { BranchFact, Claim } from './claims.js';
import type { Guard } from './guards.js';
import { toolkitOfLiteral } from './names.js';
import { climb, factOf, type Frame } from './slots.js';

export interface Branches {
  claims: Claim[];
  facts: BranchFact[];
  /** The tests never hold for the arguments of this very call. */
  impossible: boolean;
}

export function branchesOf(guards: readonly Guard[], frame: Frame | null, facts: ExpressionFacts): Branches {
  const branches: Branches = { claims: [], facts: [], impossible: false };
  for (const { subject, values } of guards) {
    const slot = climb({ node: subject, steps: [] }, frame, facts);
    const fact = slot && factOf(slot, facts);
    const given = frame && fact?.literals?.length === 1 ? fact.literals[0]! : null;
    if (given !== null && !values.includes(given)) branches.impossible = true;
    const key = fact?.identity ?? `text:${subject.getText().replace(/\s+/g, '')}`;
    branches.facts.push({ subject: fact, key, values });
    const [value] = values;
    const slug = values.length === 1 && value !== undefined ? toolkitOfLiteral(value, subject) : null;
    if (slug === null) continue;
    branches.claims.push({
      rung: 4,
      toolkit: { kind: 'constant', slug },
      how: `the branch ${subject.getText()} === '${value}' decides it`,
    });
  }
  return branches;
}
