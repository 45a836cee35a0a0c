async function getClient() {
  const { Composio } = await import('@composio/core');
  return new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
}

async function send(text) {
  const composio = await getClient();
  const result = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text },
    dangerouslySkipVersionCheck: true,
  });
  return result.data.text;
}

console.log(await send('hello'));
