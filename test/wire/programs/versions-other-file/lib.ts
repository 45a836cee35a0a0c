import { Composio } from '@composio/core';

const toolkitVersions = { slack: '20250909_00' };

export const composio = new Composio({
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
  toolkitVersions,
});
