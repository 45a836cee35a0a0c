export const SLACK_AUTH_CONFIG_ID = 'ac_slack';
