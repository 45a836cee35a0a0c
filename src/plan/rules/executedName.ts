/** A name for the session's own result, where the result of the direct call is put together from it. */
import type { SiteFact } from '../../analyze/facts.js';
import type { RuleContext } from '../context.js';
import { namesTaken } from '../taken.js';

/**
 * `executed`; where the block has several such calls, or the name is taken, one after the variable:
 * `executedReport` for `report`.
 *
 * @param name of the variable that the code gives the result
 */
export function executedName(site: SiteFact, name: string, context: RuleContext): string {
  const file = context.files.get(site.path);
  const taken = file ? namesTaken(file, site.placement.functionId) : new Set<string>();
  const block = site.placement.blocks.at(-1);
  const others = (file?.sites ?? []).filter(
    (other) =>
      other.id !== site.id &&
      other.execute?.result.taker &&
      other.execute.result.kind === 'escapes' &&
      other.placement.functionId === site.placement.functionId &&
      other.placement.blocks.at(-1) === block,
  );
  const long = `executed${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  // One variable can take several results.
  const earlier = others.filter((other) => other.execute?.result.taker?.name === name && other.start < site.start);
  const first = earlier.length + 1;
  const wished = others.length > 0 ? [first > 1 ? `${long}${first}` : long] : ['executed', long];
  const found = wished.find((wish) => !taken.has(wish));
  if (found) return found;
  for (let number = first + 1; ; number++) if (!taken.has(`${long}${number}`)) return `${long}${number}`;
}
