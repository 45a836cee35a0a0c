/** Auth configs of this project, made in the Composio dashboard. */
export const AUTH_CONFIGS = {
  github: process.env.GITHUB_AUTH_CONFIG_ID!,
  slack: process.env.SLACK_AUTH_CONFIG_ID!,
} as const;
