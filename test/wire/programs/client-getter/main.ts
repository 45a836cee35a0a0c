import { Composio } from '@composio/core';

class Pages {
  #client?: Composio;

  get composio(): Composio {
    return (this.#client ??= new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
}));
  }

  async create(title: string) {
    const { data } = await this.composio.tools.execute('NOTION_CREATE_PAGE', {
      userId: 'alice',
      arguments: { title },
      dangerouslySkipVersionCheck: true,
    });
    return data.title;
  }
}

console.log(await new Pages().create('Plan'));
