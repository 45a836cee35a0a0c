/**
 * The small world behind the stand-in backend: toolkits, tools, auth configs, users and their accounts, triggers.
 * Only data. `acmecrm` is a toolkit that the codemod's own list of toolkits does not have.
 */

export interface ToolRow {
  slug: string;
  toolkit: string;
  important: boolean;
  readOnly: boolean;
}

export interface AuthConfigRow {
  id: string;
  toolkit: string;
  scheme: 'OAUTH2' | 'API_KEY';
  managed: boolean;
}

export interface AccountRow {
  id: string;
  user: string;
  authConfig: string;
  status: 'ACTIVE' | 'EXPIRED' | 'INITIATED';
  alias?: string;
}

/** Every toolkit keeps these versions; the last is the latest. */
export const VERSIONS = ['20250909_00', '20251027_00'];
export const LATEST = VERSIONS[1] ?? '';

/** `!` marks an important tool, `?` a read-only one. */
const TOOLS: ReadonlyArray<[toolkit: string, tools: string]> = [
  [
    'github',
    'GITHUB_CREATE_AN_ISSUE! GITHUB_GET_A_REPOSITORY!? GITHUB_LIST_REPOSITORY_ISSUES!? GITHUB_STAR_A_REPOSITORY GITHUB_DELETE_A_REPOSITORY',
  ],
  ['gmail', 'GMAIL_SEND_EMAIL! GMAIL_FETCH_EMAILS!? GMAIL_DELETE_MESSAGE'],
  ['slack', 'SLACK_SEND_MESSAGE! SLACK_LIST_ALL_CHANNELS!? SLACK_ARCHIVE_A_CHANNEL'],
  ['notion', 'NOTION_CREATE_PAGE! NOTION_SEARCH_PAGES?'],
  ['googlecalendar', 'GOOGLECALENDAR_CREATE_EVENT! GOOGLECALENDAR_LIST_EVENTS!?'],
  ['twitter', 'TWITTER_CREATE_POST! TWITTER_MEDIA_LOOKUP?'],
  ['twitter_media', 'TWITTER_MEDIA_UPLOAD!'],
  ['hubspot', 'HUBSPOT_CREATE_CONTACT! HUBSPOT_LIST_CONTACTS?'],
  ['stripe', 'STRIPE_LIST_CHARGES!?'],
  ['hackernews', 'HACKERNEWS_GET_FRONTPAGE!?'],
  ['acmecrm', 'ACMECRM_FIND_LEAD!? ACMECRM_CREATE_LEAD'],
];

export const TOOL_ROWS: readonly ToolRow[] = TOOLS.flatMap(([toolkit, tools]) =>
  tools.split(' ').map((mark) => ({
    slug: mark.replace(/[!?]/g, ''),
    toolkit,
    important: mark.includes('!'),
    readOnly: mark.includes('?'),
  })),
);

export const TOOLKITS: readonly string[] = TOOLS.map(([toolkit]) => toolkit);

/** Toolkits that need no connected account. */
export const NO_AUTH: ReadonlySet<string> = new Set(['hackernews']);

/** The auth config that sessions make for themselves when they are given none. */
export const sessionAuthConfig = (toolkit: string): string => `ac_session_${toolkit}`;

const OAUTH_TOOLKITS = TOOLKITS.filter((toolkit) => !NO_AUTH.has(toolkit) && toolkit !== 'stripe');

/** Custom auth configs come first: the service lists the newest first, and these were made last. */
export const AUTH_CONFIG_ROWS: readonly AuthConfigRow[] = [
  ...OAUTH_TOOLKITS.map((toolkit): AuthConfigRow => ({
    id: `ac_${toolkit}`,
    toolkit,
    scheme: 'OAUTH2',
    managed: false,
  })),
  { id: 'ac_github_2', toolkit: 'github', scheme: 'OAUTH2', managed: false },
  { id: 'ac_stripe', toolkit: 'stripe', scheme: 'API_KEY', managed: false },
  ...OAUTH_TOOLKITS.map((toolkit): AuthConfigRow => ({
    id: sessionAuthConfig(toolkit),
    toolkit,
    scheme: 'OAUTH2',
    managed: true,
  })),
];

/**
 * `alice` and `bob` connected through auth configs that sessions find by themselves, `carol` through the project's own
 * (a session must be given those), `dave` has two accounts, `erin` none. The order is the order of connecting.
 */
export const ACCOUNT_ROWS: readonly AccountRow[] = [
  ...OAUTH_TOOLKITS.map((toolkit): AccountRow => ({
    id: `ca_alice_${toolkit}`,
    user: 'alice',
    authConfig: sessionAuthConfig(toolkit),
    status: 'ACTIVE',
  })),
  { id: 'ca_bob_github', user: 'bob', authConfig: sessionAuthConfig('github'), status: 'ACTIVE' },
  { id: 'ca_bob_gmail', user: 'bob', authConfig: sessionAuthConfig('gmail'), status: 'EXPIRED' },
  ...['github', 'gmail', 'slack', 'notion'].map((toolkit): AccountRow => ({
    id: `ca_carol_${toolkit}`,
    user: 'carol',
    authConfig: `ac_${toolkit}`,
    status: 'ACTIVE',
  })),
  {
    id: 'ca_dave_github_work',
    user: 'dave',
    authConfig: sessionAuthConfig('github'),
    status: 'ACTIVE',
    alias: 'work',
  },
  { id: 'ca_dave_github_home', user: 'dave', authConfig: sessionAuthConfig('github'), status: 'ACTIVE' },
];

export const TRIGGER_TYPES: ReadonlyArray<{ slug: string; toolkit: string }> = [
  { slug: 'GITHUB_COMMIT_EVENT', toolkit: 'github' },
  { slug: 'GMAIL_NEW_GMAIL_MESSAGE', toolkit: 'gmail' },
  { slug: 'SLACK_RECEIVE_MESSAGE', toolkit: 'slack' },
];
