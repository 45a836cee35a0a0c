/** The transforms in the order in which their edits are collected, each with the reason for its place. */
import type { Edit } from '../src/edit/edit.js';
import { TRANSFORMS as SUMMARIES, type TransformName } from '../src/sdk/transforms.js';
import type { TransformApi, TransformFile } from './alone.js';
import { find as connectedAccounts } from './connected-accounts.js';
import type { EditFinder, TransformContext } from './context.js';
import { find as createSession } from './create-session.js';
import { find as toolCalls } from './tool-calls.js';
import { find as toolRouter } from './tool-router.js';
import { find as toolkitVersions, versionsInsideCalls } from './toolkit-versions.js';
import { find as toolsExecute } from './tools-execute.js';
import { find as toolsGet } from './tools-get.js';

const FINDERS: Readonly<Record<TransformName, EditFinder>> = {
  // First, so that the statement of a session stands before everything that others insert at the same place.
  'create-session': createSession,
  // The calls that give an agent its tools: what most sessions are made for.
  'tools-get': toolsGet,
  // Before the calls that act through an account: in most code the link comes first.
  'connected-accounts': connectedAccounts,
  // Removes declarations of bodies, which may stand where a session is inserted: the session stays above.
  'tools-execute': toolsExecute,
  // Needs the name of the session that `tools-get` used; both are in the plan, this is the order to read them in.
  'tool-calls': toolCalls,
  // Only right once nothing above left a call that reads the versions.
  'toolkit-versions': toolkitVersions,
  // Renames sessions of an older SDK; no other transform touches these calls.
  'tool-router': toolRouter,
};

/** The modules themselves, as plain jscodeshift runs them. */
const LOADERS: Readonly<Record<TransformName, () => Promise<TransformModule>>> = {
  'create-session': () => import('./create-session.js'),
  'tools-get': () => import('./tools-get.js'),
  'connected-accounts': () => import('./connected-accounts.js'),
  'tools-execute': () => import('./tools-execute.js'),
  'tool-calls': () => import('./tool-calls.js'),
  'toolkit-versions': () => import('./toolkit-versions.js'),
  'tool-router': () => import('./tool-router.js'),
};

export interface TransformModule {
  default(file: TransformFile, api: TransformApi, options: object): string | undefined;
}

export interface Transform {
  name: TransformName;
  summary: string;
  find: EditFinder;
  load(): Promise<TransformModule>;
}

export const TRANSFORMS: readonly Transform[] = SUMMARIES.map(({ name, summary }) => ({
  name,
  summary,
  find: FINDERS[name],
  load: LOADERS[name],
}));

/** The edits of all transforms on one parse. What each may touch is in the plan: sites that were not asked for have no action. */
export function findEdits(context: TransformContext): Edit[] {
  const ready = { ...context, plan: versionsInsideCalls(context) };
  return TRANSFORMS.flatMap((transform) => transform.find(ready));
}
