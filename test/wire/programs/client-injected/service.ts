import type { Composio } from '@composio/core';

export class SlackService {
  constructor(private readonly composio: Composio) {}

  async connect(userId: string): Promise<string> {
    const request = await this.composio.connectedAccounts.link(userId, process.env.SLACK_AUTH_CONFIG_ID!);
    return request.redirectUrl ?? '';
  }

  async send(userId: string, text: string): Promise<unknown> {
    const { data } = await this.composio.tools.execute('SLACK_SEND_MESSAGE', {
      userId,
      arguments: { text },
      dangerouslySkipVersionCheck: true,
    });
    return data.account;
  }
}
