/** Expressions of the user's code. */

export interface Range {
  start: number;
  end: number;
}

/** An expression of the user's code, with what is known about its value and about moving it. */
export interface ExpressionFact extends Range {
  /** Source text, wrappers (`as`, `!`, parentheses) included. */
  text: string;
  /** Every string the expression can be, when all are proven; null otherwise. For arrays see ListFact. */
  literals: string[] | null;
  type: 'string' | 'maybe-undefined' | 'any' | 'other';
  /**
   * True when evaluating it later (behind an `await`) or twice gives the same value without side effects:
   * a literal, a binding that nothing else writes, a property of one that nothing writes, or built from these.
   */
  stable: boolean;
  /** Calls nothing, writes nothing: may be evaluated earlier or not at all, though its value may change over time. */
  pure: boolean;
  /** Reads something that other code may write while a request is under way, by itself, not in a function that it calls. */
  unsteady: boolean;
  /** Equal for two expressions of one file exactly when they are the same value as long as `writes` says so; null: never comparable. */
  identity: string | null;
  /** Offsets at which a binding that it reads is written after its declaration, in this function. */
  writes: number[];
  /** What code may write in it while a call that is given it is under way and not awaited, in words; null for nothing. */
  changedLater: string | null;
  /** The same while a call that is awaited is under way: what other functions, other runs of this one or its callers write. */
  changedMeanwhile: string | null;
  /** The expression can only stand after this offset (latest declaration of a local binding that it reads; 0: anywhere). */
  availableFrom: number;
  /** Block ids (see PlacementFact.blocks) in which every binding that it reads is visible: the innermost such block. */
  scope: string;
  /** What it is, in a few words for the report: `parameter userId`, `constant 'default'`, `member session.user.id`. */
  origin: string;
  /** `process.env.NAME` (through constants, `!`, `?? ''`, `|| ''`): the variable's name. */
  env: string | null;
}

export interface ListItem {
  text: string;
  literals: string[] | null;
  maybeUndefined: boolean;
  spread: boolean;
  /** What is spread is an array for certain; false: any iterable. */
  spreadsList: boolean;
}

/** An expression that should hold a list of strings (toolkits, tool slugs). */
export interface ListFact extends ExpressionFact {
  /** The items when the list is an array literal (through constants, enums, `as const`), each with its own proof; null for an expression. */
  items: ListItem[] | null;
  /** All possible items, when proven. */
  values: string[] | null;
  /** It is an array (or a tuple) for certain; false: a string, any, unknown. */
  isList: boolean;
  /** Every possible value is proven to be lower case. */
  lowerCase: boolean;
}
