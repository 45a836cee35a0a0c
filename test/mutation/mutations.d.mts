export interface Mutation {
  name: string;
  law: string;
  /** Path of the source, from the root of the project. */
  file: string;
  /** What is there exactly once, and what stands there instead. */
  find: string;
  replace: string;
  /** File of tests, pattern of their names (empty: all of them). */
  tests: [string, string][];
}

export declare const MUTATIONS: Mutation[];
