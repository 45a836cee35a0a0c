/** A small project with every outcome: migrated, manual, kept, failed; and with names and source that try to act. */

export const SECRET = 'sk-live-0123456789abcdef';
export const OLD_SECRET = 'ak_old_77aa88bb99';

export const AGENT = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function load(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });
  return tools;
}

export const find = (userId: string, search: string) => composio.tools.get(userId, { search });
`;

const CONNECT = `import { Composio } from '@composio/core';
const composio = new Composio();
export const connect = (userId: string, id: string) => composio.connectedAccounts.link(userId, id);
`;

const KEPT = `import { Composio } from '@composio/core';
const composio = new Composio();
export const run = (userId: string) =>
  // composio-to-sessions-ignore-next-line: reviewed, stays direct
  composio.tools.get(userId, { toolkits: ['slack'] });
`;

const HOSTILE = `import { Composio } from '@composio/core';
// </script><script>window.injected = 1</script> <img src=x onerror="window.injected = 2"> \u202eevil
const composio = new Composio();
export const run = (userId: string, slug: string) =>
  composio.tools.execute(slug, { userId, arguments: JSON.parse('</textarea><svg onload=window.injected=3>') });
`;

/** Windows has no such names; the source in the file is hostile there too. */
export const HOSTILE_PATH =
  process.platform === 'win32'
    ? "src/'&amp;.ts"
    : 'src/<img src=x onerror=window.injected=4> "q" \'&amp;<\u2044script>.ts';

const ENV = `OPENAI_API_KEY=${SECRET}
COMPOSIO_TOOLKIT_VERSION_GITHUB=20251027_00
# COMPOSIO_API_KEY=${OLD_SECRET}
`;

export const MANIFEST = '{ "dependencies": { "@composio/core": "^0.11.0" } }\n';

/** Files by path, in the order in which they are made. */
export const PROJECT: Record<string, string> = {
  'package.json': MANIFEST,
  '.env': ENV,
  '.env.example': ENV,
  'src/agent.ts': AGENT,
  'src/broken.ts': '// composio\nexport const = ;\n',
  'src/connect.ts': CONNECT,
  'src/keep.ts': KEPT,
  [HOSTILE_PATH]: HOSTILE,
};
