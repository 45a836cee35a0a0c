export const AUTH_CONFIGS = {
  slack: 'ac_slack',
  gmail: 'ac_gmail',
};
