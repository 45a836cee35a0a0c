import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function announce(userId: string) {
  const issue = await composio.tools.execute('GITHUB_CREATE_AN_ISSUE', {
    userId,
    arguments: { title: 'Release' },
    dangerouslySkipVersionCheck: true,
  });
  const message = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId,
    arguments: { text: issue.data.title },
    dangerouslySkipVersionCheck: true,
  });
  if (message.successful) {
    const star = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
      userId,
      arguments: { repo: 'octo/site' },
      dangerouslySkipVersionCheck: true,
    });
    console.log(star.data.account);
  }
  console.log(message.data.text, message.data.account);
}

await announce('alice');
