import { Composio } from '@composio/core';

let made: Composio | undefined;

function getComposio(): Composio {
  return (made ??= new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
}));
}

export const composio = new Proxy({} as Composio, {
  get(_target, key) {
    return Reflect.get(getComposio(), key);
  },
});
