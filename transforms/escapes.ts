/** Whether the clients that a file makes can be used by other files. */
import type { Range } from '../src/analyze/facts.js';
import { parse } from '../src/edit/parse.js';
import { bindingsOf } from '../src/edit/scopes.js';

/**
 * @param constructions ranges of the `new Composio(…)` in the text
 * @returns true only when each of them goes straight into a constant that is not exported and of which the file does
 * nothing but call its members
 */
export function clientsStayInside(text: string, path: string, constructions: readonly Range[]): boolean {
  const bindings = bindingsOf(parse(text, path));
  return constructions.every((construction) => {
    const binding = bindings.find(({ declarations: [declaration] }) => {
      const init = declaration?.node.init as Range | null | undefined;
      return init != null && init.start <= construction.start && construction.end <= init.end;
    });
    const declaration = binding?.declarations[0];
    if (!binding || !declaration || declaration.node.id !== declaration.identifier) return false;
    const isExported = declaration.parents.some((parent) => parent.type.startsWith('Export'));
    return !isExported && binding.references.every((use) => /^\s*!?\s*\??\.\s*[\w$]/.test(text.slice(use.end)));
  });
}
