import { Composio } from '@composio/core';

class Agent {
  readonly #composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

  readonly tools = this.#composio.tools.get('alice', { tools: ['NOTION_CREATE_PAGE'] });
}

console.log((await new Agent().tools).length);
