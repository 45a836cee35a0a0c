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
  options: { callbackUrl?: string };
  session?: { user: { id: string } };
  version: string;
}
export const SLACK_AUTH_CONFIG_ID = 'ac_slack_shared';
export enum Slug {
  Repository = 'GITHUB_GET_A_REPOSITORY',
}
export const TOOLKIT_LIST = ['GITHUB', 'SLACK'];
// any: a model library of no types.
export declare const openai: any;
export declare const input: Input;
export declare function emit(...values: unknown[]): void;
export declare function note<T>(label: string, value: T): T;
export declare function Panel(props: { value: unknown }): unknown;
declare global {
  namespace JSX {
    // any: elements of every name, with every attribute.
    interface IntrinsicElements {
      [name: string]: any;
    }
  }
}
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

/** The same client under other names. */
export const CLIENTS_PATH = 'src/clients.ts';

export const CLIENTS = `import { composio } from './client.js';

export { composio as shared } from './client.js';
export default composio;
`;
