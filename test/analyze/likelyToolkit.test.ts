/** Toolkits that are offered where none is proven (rules §6): only one that everything around speaks of. */
import { describe, expect, it } from 'vitest';
import { CLIENT, factsOf } from './authConfigHelpers.js';

const link = (id: string, options = ''): string => `await composio.connectedAccounts.link(user, ${id}${options});`;
const inside = (name: string, body: string): string => `export async function ${name}(user: string) {\n${body}\n}\n`;

/** What is offered for the auth configs of a file, in order. */
function likelyIn(text: string, path = 'lib/link.ts', others: Record<string, string> = {}): (string | null)[] {
  const sites = factsOf({ [path]: CLIENT + text, ...others }).get(path)!.sites;
  return sites.flatMap(({ authorize }) =>
    authorize?.authConfig ? [authorize.authConfig.likely?.toolkit ?? null] : [],
  );
}

describe('a likely toolkit', () => {
  it('is that of the function, the class, the callback, the file or the tools beside', () => {
    expect(likelyIn(inside('connectGmail', link("'ac_77'")))).toEqual(['gmail']);
    expect(likelyIn(`class SlackLinks { link = async (user: string) => { ${link("'ac_77'")} }; }`)).toEqual(['slack']);
    expect(likelyIn(inside('start', link("'ac_77'", ", { callbackUrl: 'https://a.b/notion/done' }")))).toEqual([
      'notion',
    ]);
    expect(likelyIn(inside('start', link("'ac_77'")), 'src/google-calendar/link.ts')).toEqual(['googlecalendar']);
    const run = "await composio.tools.execute('LINEAR_LIST_ISSUES', { userId: user, arguments: {} });";
    expect(likelyIn(inside('start', link("'ac_77'") + run))).toEqual(['linear']);
  });

  it('is none where two are spoken of, or none', () => {
    expect(likelyIn(inside('connectGmail', link("'ac_77'")), 'src/slack/link.ts')).toEqual([null]);
    expect(likelyIn(inside('connectGmailAndSlack', link("'ac_77'")))).toEqual([null]);
    expect(likelyIn(inside('connect', link("'ac_77'")))).toEqual([null]);
  });

  it('is none of a folder that has its name for another reason', () => {
    for (const folder of ['openai', 'supabase', 'front', 'make', 'composio']) {
      expect(likelyIn(inside('connect', link("'ac_77'")), `src/${folder}/link.ts`), folder).toEqual([null]);
    }
  });

  it('is none where signs of the auth config itself disagree, or where its toolkit is known', () => {
    expect(likelyIn(inside('connectGmail', link('process.env.SLACK_TO_NOTION_AUTH_CONFIG!')))).toEqual(['gmail']);
    expect(likelyIn(inside('connectGmail', `const slackAuthConfig = 'ac_notion'; ${link('slackAuthConfig')}`))).toEqual(
      [null],
    );
    expect(likelyIn(inside('connectGmail', link('process.env.SLACK_AUTH_CONFIG_ID!')))).toEqual([null]);
  });

  it('is the same wherever the auth config goes by that name', () => {
    const gmail = inside('connectGmail', link('process.env.ONE!'));
    expect(likelyIn(gmail + inside('linkGmail', link('process.env.ONE!')))).toEqual(['gmail', 'gmail']);
    expect(likelyIn(gmail + inside('connectSlack', link('process.env.ONE!')))).toEqual([null, null]);
    expect(likelyIn(gmail + inside('connect', link('process.env.ONE!')))).toEqual([null, null]);
    const other = { 'lib/other.ts': CLIENT + inside('connectSlack', link('process.env.ONE!')) };
    expect(likelyIn(gmail, 'lib/link.ts', other)).toEqual([null]);
  });
});
