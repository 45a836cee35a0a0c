import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const found = async () => {
  const seen: string[] = [];
  for (const item of (
    await composio.tools.execute('GITHUB_LIST_REPOSITORY_ISSUES', {
      userId: 'alice',
      arguments: { issues: ['one', 'two'] },
      dangerouslySkipVersionCheck: true,
    })
  ).data.issues as string[]) {
    seen.push(item);
  }
  let page = 0;
  while (
    (
      await composio.tools.execute('SLACK_LIST_ALL_CHANNELS', {
        userId: 'alice',
        arguments: { more: page < 2 },
        dangerouslySkipVersionCheck: true,
      })
    ).data.more
  ) {
    page += 1;
  }
  return `${seen.join(' ')} ${page}`;
};

console.log(await found());
