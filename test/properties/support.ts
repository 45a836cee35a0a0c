/** The file beside every program: what it reads, and where it leaves its traces. */
export const SUPPORT_PATH = 'src/support.ts';

export const SUPPORT = `export interface Input {
  userId: string;
  other: string;
  flag: boolean;
  kind: 'a' | 'b';
  items: string[];
  upper: string[];
  toolkit: 'github' | 'slack';
  maybeToolkits?: string[];
  slugs: string[];
  slug: string;
  repo: string;
  url: string;
  account: string;
  maybe?: string;
  authConfigId: string;
  extra: Record<string, unknown>;
}
export const TOOLKIT_LIST = ['GITHUB', 'SLACK'];
// any: a model library of no types.
export declare const openai: any;
export declare const input: Input;
export declare function emit(...values: unknown[]): void;
export declare function note<T>(label: string, value: T): T;
export declare function noteLater<T>(label: string, value: T): Promise<T>;
`;

/** A client that other files import. */
export const CLIENT_PATH = 'src/client.ts';

export const CLIENT = `import { Composio } from '@composio/core';

export const composio = new Composio();

export function getComposio() {
  return composio;
}
`;
