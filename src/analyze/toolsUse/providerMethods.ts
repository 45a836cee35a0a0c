import { DIRECT_METHODS } from '../../sdk/apis.js';

/** Methods of a provider that execute tool calls. */
export const PROVIDER_METHODS: ReadonlySet<string> = DIRECT_METHODS.get('provider') ?? new Set();
