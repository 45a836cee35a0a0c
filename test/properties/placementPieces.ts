/** What a placement is, and the lines that many of them share. */
import type { Expression } from './calls.js';
import type { Draft } from './draft.js';
import { indented } from './markup.js';
import { useOf, type UseForm } from './results.js';

export interface Place {
  draft: Draft;
  use: UseForm;
  dot: string;
  /** As the call has them. */
  client: string;
  owner: string;
}

export interface Placement {
  /** Stands only where something can be awaited. */
  awaits: boolean;
  /** The user of the call is a name of this placement. */
  user?: 'item' | 'id';
  concurrent?: boolean;
  /** The call stands in a function that is not `async`. */
  insideSync?: boolean;
  /** Ends the function. */
  last?: boolean;
  /** In the file of a generator. */
  generator?: boolean;
  /** `this` is another one where the call stands. */
  ownThis?: boolean;
  /** Not at the top of a module. */
  inFunction?: boolean;
  /** Only in files of this extension. */
  extension?: 'tsx';
  build(call: Expression, place: Place): string[];
}

export const using = (call: Expression, { draft, use, dot }: Place, name = draft.name('result')): string[] => [
  ...call.setup,
  `‖const ${name} = await ${call.text};‗`,
  ...useOf(use, call.result, name, draft, dot),
];
export const block = (head: string, lines: string[], tail = '}'): string[] => [`${head} {`, ...indented(lines), tail];
/** Setup, then one line with the call in it. */
export const line = (
  make: (call: string, place: Place, result: Expression['result']) => string[],
  awaits = true,
): Placement => ({
  awaits,
  build: (call, place) => [...call.setup, ...make(call.text, place, call.result)],
});
