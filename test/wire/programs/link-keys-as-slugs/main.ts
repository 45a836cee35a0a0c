import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const AUTH_CONFIGS: Record<string, string> = { google_calendar: 'ac_googlecalendar', gmail: 'ac_gmail' };
const UPPER: Record<string, string> = { GITHUB: 'ac_github', SLACK: 'ac_slack' };

async function connect(product: string) {
  const request = await composio.connectedAccounts.link('erin', AUTH_CONFIGS[product]!);
  console.log(request.redirectUrl);
}

async function connectUpper(app: string) {
  const request = await composio.connectedAccounts.link('erin', UPPER[app]!);
  console.log(request.redirectUrl);
}

await connect('google_calendar');
await connect('gmail');
await connectUpper('GITHUB');
