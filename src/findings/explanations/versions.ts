import type { Explanation } from '../explanation.js';

/** Manual codes about versions, and about rewrites that were taken back. */
export const VERSION_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'versions-needed',
    kind: 'manual',
    title: 'Toolkit versions are still read by something',
    means: '`toolkitVersions` of this client is still needed by calls that have no session form.',
    why: 'Sessions choose versions themselves, but `triggers.create`, `triggers.listTypes`, `triggers.getType`, `tools.getRawComposioTools` and `tools.getRawComposioToolBySlug` read the versions of their client, and so does every direct call that is left. Without them these calls would silently use other versions.',
    before: `const composio = new Composio({ toolkitVersions: { github: '20251027_00' } });
await composio.triggers.create(userId, 'GITHUB_COMMIT_EVENT', { triggerConfig });`,
    todo: 'Leave it while the readers named in the message are there. When the remaining direct calls are migrated, run the tool again; triggers keep their versions.',
  },
  {
    code: 'sdk-too-old',
    kind: 'manual',
    title: 'The installed SDK does not have the session form yet',
    means:
      'The package uses a version of `@composio/core` that lacks what this rewrite needs, and the version may not be raised.',
    why: '`--no-upgrade` was given, or the range in `package.json` is one that the tool leaves alone (`workspace:`, `catalog:`, git). Code that the installed version does not understand is never written.',
    todo: 'Run without `--no-upgrade`, or raise `@composio/core` (the message names the version) in the place that decides it, install, and run the tool again.',
  },
  {
    code: 'sdk-esm-only',
    kind: 'manual',
    title: 'The needed SDK version cannot be loaded with require()',
    means: 'The package loads the SDK with `require`, and the version that this rewrite needs is ESM only.',
    why: '`@composio/core` can be required up to 0.11.x and `@composio/openai` up to 0.9.x. Later versions are ES modules, which CommonJS can only load on Node 22.12 or newer.',
    before: `const { Composio } = require('@composio/core');`,
    after: `import { Composio } from '@composio/core';`,
    todo: 'Move the package (or this file) to ES modules, raise `@composio/core`, and run the tool again.',
  },
  {
    code: 'engine-too-old',
    kind: 'manual',
    title: 'The package supports a Node version that the needed SDK does not',
    means:
      'The rewrite needs a version of `@composio/core` that asks for Node 22.22.3 or newer, and this package allows older ones.',
    why: 'The vendor asks for that Node version from `@composio/core` 0.12.0 on and states it in `engines` from 0.18.0 on. What the package allows is read from `engines`, `.nvmrc` and CI files; where nothing says, an older Node is assumed.',
    todo: 'Set `"engines": { "node": ">=22.22.3" }` in `package.json` if that is what you run, and run the tool again.',
  },
  {
    code: 'peer-conflict',
    kind: 'manual',
    title: 'The provider packages do not admit the needed SDK version',
    means:
      'Raising `@composio/core` would need a provider package whose peer dependencies contradict the ranges that this package has.',
    why: 'Providers up to 0.8.x pin one exact version of the core package, and newer ones ask for newer versions of `ai`, `openai` or `@anthropic-ai/sdk`. An installation that fails, or two copies of the core package, would be worse than direct calls. So nothing in this package is raised.',
    todo: 'Settle the versions that the message names (usually by upgrading the model SDK first), install, and run the tool again.',
  },
  {
    code: 'raise-breaks-calls',
    kind: 'manual',
    title: 'A newer SDK would break direct calls that stay',
    means:
      'The rewrite needs a newer version of `@composio/core`, and with that version direct calls of the package that stay would stop working as they do. So the range is not raised.',
    why: 'From `@composio/core` 0.2.0 on `tools.execute` throws when neither the call nor its client says a version of the toolkit, unless it has `dangerouslySkipVersionCheck: true`. From 0.7.0 on no client uploads or downloads files unasked. Calls that are migrated do not care, calls that stay do: the message names them.',
    before: `// @composio/core 0.1: works without a version, and stays because of its text
await composio.tools.execute('GITHUB_GET_REPOS', { userId, text: 'my repositories' });`,
    todo: 'Migrate the calls that the message names, or give them a version or `dangerouslySkipVersionCheck: true`, then run again. For calls with files, see `file-tool`.',
  },
  {
    code: 'type-check-failed',
    kind: 'manual',
    title: 'The rewrite did not pass the type check and was taken back',
    means:
      'The site was migrated in memory, the changed file had a type error that it did not have before, and this change was taken back.',
    why: 'A changed file never has a new type error. The message contains what the compiler said: often an annotation, a cast or a hand-written interface that describes the direct result.',
    before: `const tools: Awaited<ReturnType<typeof composio.tools.get>> = await composio.tools.get(userId, filter);`,
    after: `const session = await composio.create(userId, { toolkits: ['github'] });
const tools = await session.tools();`,
    todo: 'Change the type that the message names so that it fits both, and run the tool again. `--no-verify` skips the check, and the compiler will then tell you.',
  },
  {
    code: 'transform-failed',
    kind: 'manual',
    title: 'The transform could not make its edit',
    means:
      'The plan had a rewrite for this site, but the transform did not find the code it expected, or stopped with an error.',
    why: 'A site is changed only if its transform is sure about the bytes it replaces. This is a fault of the tool rather than of your code.',
    todo: 'Migrate the site by hand, and please report it with the line of code shown here.',
  },
];
