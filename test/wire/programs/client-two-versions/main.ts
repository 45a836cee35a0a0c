import { Composio } from '@composio/core';

const base = { baseURL: process.env.COMPOSIO_BASE_URL, allowTracking: false, disableVersionCheck: true };
const acting = new Composio({ ...base, toolkitVersions: { slack: '20250909_00' } });
const listening = new Composio({ ...base, toolkitVersions: { slack: '20250909_00' } });

const result = await acting.tools.execute('SLACK_SEND_MESSAGE', { userId: 'alice', arguments: { text: 'hi' } });
const type = await listening.triggers.getType('SLACK_RECEIVE_MESSAGE');
console.log(result.data.text, type.version);
