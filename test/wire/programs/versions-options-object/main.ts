import { Composio } from '@composio/core';

const base = { baseURL: process.env.COMPOSIO_BASE_URL, allowTracking: false, disableVersionCheck: true };
const options = { ...base, toolkitVersions: { slack: '20250909_00' } };
const composio = new Composio(options);

const result = await composio.tools.execute('SLACK_SEND_MESSAGE', { userId: 'alice', arguments: { text: 'hi' } });
console.log(result.data.text, result.data.account);
