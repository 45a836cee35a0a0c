import { Composio } from '@composio/core';

class Repositories {
  readonly #composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

  constructor(private readonly userId: string) {}

  async find(repo: string) {
    const result = await this.#composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId: this.userId,
      arguments: { repo },
      dangerouslySkipVersionCheck: true,
    });
    return result.data.repo;
  }

  tools() {
    return this.#composio.tools.get(this.userId, { tools: ['GITHUB_STAR_A_REPOSITORY'] });
  }
}

const repositories = new Repositories('alice');
console.log(await repositories.find('octo/site'), (await repositories.tools()).length);
