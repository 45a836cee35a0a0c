import { composio } from './lib.js';
import { versionOf } from './raw.js';

const result = await composio.tools.execute('SLACK_SEND_MESSAGE', { userId: 'alice', arguments: { text: 'hi' } });
console.log(result.data.text, await versionOf('SLACK_SEND_MESSAGE'));
