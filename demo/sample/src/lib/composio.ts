import { Composio } from '@composio/core';
import { VercelProvider } from '@composio/vercel';

const TOOLKIT_VERSIONS = {
  github: '20251027_00',
  slack: '20251201_02',
};

let client: Composio<VercelProvider> | undefined;

/** One client for the whole process. */
export function getComposio() {
  client ??= new Composio({
    apiKey: process.env.COMPOSIO_API_KEY,
    provider: new VercelProvider(),
    toolkitVersions: TOOLKIT_VERSIONS,
  });
  return client;
}
