export const GITHUB_AUTH_CONFIG_ID = 'ac_github';
