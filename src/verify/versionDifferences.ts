/** Errors that only come from the version that the shipped description was written from. */
import type { SdkFeatures } from '../plan/context.js';
import type { NewError } from './typeCheck.js';

/** `mcp` of a session that was made without `{ mcp: true }`: TS2339 for a read, for a destructured property. */
const MCP_MISSING = /Property 'mcp' does not exist on type '(?:SessionWithoutMcp|Omit<Session)</;

/**
 * Whether an error is none with the version that the package has. The description is that of one version: before
 * 0.13.0 every session has `mcp` in its type, and there is no option to ask for it (`SessionWithoutMcp` of 0.13.0).
 */
export function onlyInDescription(error: NewError, features: SdkFeatures): boolean {
  return !features.mcpOptIn && MCP_MISSING.test(error.message);
}
