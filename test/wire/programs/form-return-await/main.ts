import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function send(text: string) {
  return await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text },
    dangerouslySkipVersionCheck: true,
  });
}

async function look(repo: string) {
  return (
    await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId: 'alice',
      arguments: { repo },
      dangerouslySkipVersionCheck: true,
    })
  ).data.repo;
}

const load = async (userId: string) => await composio.tools.get(userId, { tools: ['GITHUB_STAR_A_REPOSITORY'] });

const sent = await send('hi');
console.log(sent.successful, sent.data.text, await look('octo/site'), (await load('bob')).length);
