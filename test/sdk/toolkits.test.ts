import { describe, expect, it } from 'vitest';
import {
  isKnownToolkit,
  knownToolkits,
  matchToolkitInId,
  matchToolkitInName,
  plainWordToolkits,
  toolkitOfTool,
  toolkitsOfWord,
} from '../../src/sdk/toolkits.js';

describe('known toolkits', () => {
  it('are lower case slugs, each once', () => {
    expect(knownToolkits().size).toBe(535);
    for (const slug of knownToolkits()) expect(slug).toMatch(/^[a-z0-9_]+$/);
  });

  it('do not contain what every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', '']) {
      expect(isKnownToolkit(name)).toBe(false);
    }
  });

  it('contain every plain word of the list', () => {
    for (const word of plainWordToolkits) expect(isKnownToolkit(word), word).toBe(true);
  });
});

describe('the toolkit of a tool slug', () => {
  it.each([
    ['GITHUB_GET_A_REPOSITORY', 'github', ['github']],
    ['GOOGLE_MAPS_GET_DIRECTION', 'google_maps', ['google_maps']],
    ['GOOGLECALENDAR_CREATE_EVENT', 'googlecalendar', ['googlecalendar']],
    ['TWITTER_MEDIA_UPLOAD', 'twitter_media', ['twitter_media', 'twitter']],
    ['TWITTER_CREATION_OF_A_POST', 'twitter', ['twitter']],
    ['ZOHO_MAIL_SEND', 'zoho_mail', ['zoho_mail', 'zoho']],
    ['_2CHAT_SEND', '_2chat', ['_2chat']],
    ['GITHUB', null, []],
    ['GITHUBX_GET', null, []],
    ['github_get_a_repository', null, []],
    ['UNKNOWN_THING_DO', null, []],
    ['constructor', null, []],
    ['__proto__', null, []],
    ['__PROTO__', null, []],
    ['CONSTRUCTOR_X', null, []],
    ['', null, []],
    ['_', null, []],
  ])('%s', (slug, toolkit, candidates) => {
    expect(toolkitOfTool(slug)).toEqual({ toolkit, candidates });
  });

  it('is found for a tool of every known toolkit', () => {
    for (const slug of knownToolkits()) expect(toolkitOfTool(`${slug.toUpperCase()}_XQ`).toolkit).toBe(slug);
  });
});

describe('the toolkit in a name (evidence rung 5)', () => {
  it.each([
    ['GMAIL_AUTH_CONFIG_ID', 'gmail'],
    ['COMPOSIO_GMAIL_AUTH_CONFIG_ID', 'gmail'],
    ['COMPOSIO_AUTH_CONFIG_GMAIL', 'gmail'],
    ['process.env.GMAIL_AUTH_CONFIG_ID', 'gmail'],
    ['githubAuthConfig', 'github'],
    ['gitHubAuthConfigId', 'github'],
    ['GitHubAuthConfig', 'github'],
    ['github-auth-config', 'github'],
    ['NEXT_PUBLIC_GOOGLE_CALENDAR_AUTH_CONFIG', 'googlecalendar'],
    ['GOOGLECALENDAR_AUTH_CONFIG_ID', 'googlecalendar'],
    ['googleCalendarAuthConfigId', 'googlecalendar'],
    ['googleSuperAuthConfigId', 'googlesuper'],
    ['GOOGLE_MAPS_ID', 'google_maps'],
    ['getOrCreateZohoBiginAuthConfig', 'zoho_bigin'],
    ['COMPOSIO_ZOHO_AUTH_CONFIG_ID', 'zoho'],
    ['linkedInAuthConfigId', 'linkedin'],
    ['YouTubeConfig', 'youtube'],
    ['ONE_DRIVE_AUTH_CONFIG_ID', 'one_drive'],
    ['twitterMediaAuthConfig', 'twitter_media'],
    ['GMAIL2_AUTH_CONFIG_ID', 'gmail'],
    ['gmailAuthConfigId2', 'gmail'],
    ['AUTH0_AUTH_CONFIG_ID', 'auth0'],
    ['MEM0_AUTH_CONFIG', 'mem0'],
    ['_2CHAT_AUTH_CONFIG', '_2chat'],
    ['api2PdfAuthConfig', 'api2pdf'],
    ['githubAuthConfigV0', 'github'],
    ['notionAuthConfigId', 'notion'],
    ['teamLinearAuthConfig', 'linear'],
    ['SLACK_PROD_AUTH_CONFIG_ID', 'slack'],
    ['GMAIL_AUTH_CONFIG_ID_GMAIL', 'gmail'],
    ['processStreetAuthConfig', 'process_street'],
    ['GMAIL_CLOSE_AUTH_CONFIG', 'gmail'],
    ['GCALENDAR_AUTH_CONFIG_ID', 'googlecalendar'],
    ['gcalAuthConfigId', 'googlecalendar'],
    ['G_DRIVE_AUTH_CONFIG_ID', 'googledrive'],
    ['gsheetsAuthConfig', 'googlesheets'],
    ['GDOCS_AUTH_CONFIG_ID', 'googledocs'],
    ['GOOGLEMEETINGS_AUTH_CONFIG_ID', 'googlemeet'],
    ['googleMeetingsAuthConfig', 'googlemeet'],
    ['MS_TEAMS_AUTH_CONFIG_ID', 'microsoft_teams'],
    ['GA4_AUTH_CONFIG_ID', 'google_analytics'],
  ])('%s is %s', (name, toolkit) => {
    expect(matchToolkitInName(name)).toEqual({ toolkit });
  });

  it.each([
    ['CANVAS_AUTH_CONFIG_ID', 'canvas'],
    ['closeAuthConfigId', 'close'],
    ['process.env.COMPOSIO_CAL_AUTH_CONFIG_ID', 'cal'],
    ['MAKE_AUTH_CONFIG_IDS', 'make'],
    ['prismaAuthConfigId', 'prisma'],
    ['EXCEL', 'excel'],
    ['MY_BOX_AUTH_CONFIG_ID', 'box'],
  ])('%s is the plain word %s, which stands alone', (name, toolkit) => {
    expect(matchToolkitInName(name)).toEqual({ toolkit });
  });

  it.each([
    'closeModalAuthConfig',
    'MAKE_NEW_AUTH_CONFIG',
    'makeAuthConfigRequest',
    'CAL_TEAM_AUTH_CONFIG_ID',
    'replyToAuthConfig',
    'frontEndAuthConfig',
    'starterKitAuthConfigId',
    'plainAuthConfigKit',
    'canvasBoxAuthConfig',
  ])('%s has a plain word beside others: no evidence', (name) => {
    expect(matchToolkitInName(name)).toBeNull();
  });

  it.each([
    ['HUBSPOT_OR_SALESFORCE_AUTH_CONFIG_ID', ['hubspot', 'salesforce']],
    ['googleDriveAndGmailAuthConfig', ['googledrive', 'gmail']],
    ['slackGithub', ['slack', 'github']],
  ])('%s is ambiguous', (name, ambiguous) => {
    expect(matchToolkitInName(name)).toEqual({ ambiguous });
  });

  it.each([
    'COMPOSIO_CALENDAR_AUTH_CONFIG_ID',
    'GOOGLE_AUTH_CONFIG_ID',
    'COMPOSIO_AUTH_CONFIG_ID',
    'COMPOSIO_SEARCH_AUTH_CONFIG_ID',
    'authConfigId',
    'authConfigV0',
    'auth_0_config',
    'gmailauthconfigid',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'x',
    '',
    '___',
  ])('%s speaks of none', (name) => {
    expect(matchToolkitInName(name)).toBeNull();
  });

  it.each([
    ['ac_github', 'github'],
    ['ac_your_github_config', 'github'],
    ['ac_slack-prod-2', 'slack'],
    ['ac_GITHUB_1', 'github'],
    ['ac_google_calendar', 'googlecalendar'],
    ['ac_gcal_team', 'googlecalendar'],
    ['ac_close', 'close'],
    ['ac_your_close_config', 'close'],
  ])('the id %s spells %s', (id, toolkit) => {
    expect(matchToolkitInId(id)).toEqual({ toolkit });
  });

  it.each([
    'ac_7Uv3yW',
    'ac_1',
    'ac_xGmail9',
    'ac_kqgithubz',
    'ac_close_dialog',
    'ac_your_config',
    'ac_calendar',
    'ac_',
    'github',
    'ca_github',
    '',
  ])('the id %s spells none', (id) => {
    expect(matchToolkitInId(id)).toBeNull();
  });

  it('a word alone goes by toolkits that are all known', () => {
    expect(toolkitsOfWord('process.env.DRIVE_AUTH_CONFIG_ID')).toEqual(['googledrive', 'one_drive']);
    for (const word of ['ads', 'calendar', 'mail', 'tasks']) {
      for (const slug of toolkitsOfWord(word)!) expect(isKnownToolkit(slug), slug).toBe(true);
    }
    for (const name of ['DRIVE_SYNC_AUTH_CONFIG_ID', 'authConfigId', 'constructor', '']) {
      expect(toolkitsOfWord(name), name).toBeNull();
    }
  });

  it('an id can spell two', () => {
    expect(matchToolkitInId('ac_github_slack')).toEqual({ ambiguous: ['github', 'slack'] });
  });

  it('is found for every known toolkit by its own slug, but for those that never count', () => {
    for (const slug of knownToolkits()) {
      const expected = ['composio', 'composio_search', 'v0'].includes(slug) ? null : { toolkit: slug };
      expect(matchToolkitInName(`${slug.toUpperCase()}_AUTH_CONFIG_ID`), slug).toEqual(expected);
    }
  });
});
