import { Composio } from '@composio/core';

let client: Composio | undefined;

export function getComposio() {
  if (!client) {
    client = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
  }
  return client;
}
