/** What an expression can be, as far as the code in sight tells. */
import type { SyntaxNode } from './syntax.js';
import type { Module } from './program.js';

export type Value =
  /** `Composio(…)` of the SDK. */
  | { kind: 'client'; call: SyntaxNode }
  /** Something that is declared to be a client. */
  | { kind: 'client-type'; type: SyntaxNode }
  /** `composio.tools` of a client. */
  | { kind: 'namespace'; name: string; member: SyntaxNode }
  | { kind: 'class'; node: SyntaxNode }
  | { kind: 'instance'; node: SyntaxNode }
  /** A function of the project, or a lambda. */
  | { kind: 'function'; node: SyntaxNode }
  | { kind: 'module'; module: Module }
  | { kind: 'folder'; path: string }
  /** A name of a package that is not of the project: `composio.Composio`, `os.environ`. */
  | { kind: 'external'; name: string }
  /** What calling such a thing gives. */
  | { kind: 'made'; name: string; call: SyntaxNode }
  /** A string, number, list, dict, … written out. */
  | { kind: 'literal'; node: SyntaxNode }
  | { kind: 'none' };

export interface Traced {
  values: Value[];
  /** It may be something else that is not in sight. */
  open: boolean;
}

export const OPEN: Traced = { values: [], open: true };
export const NOTHING: Traced = { values: [], open: false };

export function one(value: Value): Traced {
  return { values: [value], open: false };
}

/** All of several, each value once. */
export function union(parts: readonly Traced[]): Traced {
  const values = new Map<unknown, Value>();
  for (const part of parts) for (const value of part.values) values.set(keyOf(value), value);
  return { values: [...values.values()], open: parts.some((part) => part.open) };
}

const NONE = Symbol('none');

function keyOf(value: Value): unknown {
  switch (value.kind) {
    case 'client':
      return value.call;
    case 'client-type':
      return value.type;
    case 'namespace':
      return value.member;
    case 'module':
      return value.module;
    case 'folder':
      return `folder ${value.path}`;
    case 'external':
      return `external ${value.name}`;
    case 'made':
      return value.call;
    case 'none':
      return NONE;
    case 'instance':
      return `instance ${value.node.file.path}:${value.node.start}`;
    default:
      return value.node;
  }
}
