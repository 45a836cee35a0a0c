import * as sdk from '@composio/core';

const shared = new sdk.Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

export { shared as toolbox };
