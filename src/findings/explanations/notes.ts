import type { Explanation } from '../explanation.js';

/** Notes about sites, files and projects that do not change the effect of a site. */
export const NOTE_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'client-mock',
    kind: 'note',
    title: 'A test mocks the direct calls',
    means:
      'A mock of `@composio/core` (or of a client made with it) describes direct methods, or a test asks for one of them: `expect(composio.tools.execute)`, `vi.mocked(composio.tools.get)`, `composio.tools.execute = vi.fn()`.',
    why: 'The code under test now calls `create` and methods of the session, which the mock does not have. What a mock should return is up to the test.',
    before: `vi.mock('@composio/core', () => ({
  Composio: class {
    tools = { get: vi.fn(async () => []) };
  },
}));`,
    after: `vi.mock('@composio/core', () => ({
  Composio: class {
    create = vi.fn(async () => ({ tools: vi.fn(async () => []) }));
  },
}));`,
    todo: 'Let the mock return a session from `create`, with the methods that the migrated code calls.',
  },
  {
    code: 'client-interface',
    kind: 'note',
    title: 'A hand-written interface describes the client',
    means: 'An interface or type of the project lists direct methods of the client.',
    why: 'Calls through such an interface are calls on a type of your own. It has to offer `create` before they can become sessions.',
    before: `interface ComposioLike {
  tools: { get(userId: string, filter: object): Promise<unknown> };
}`,
    after: `import type { Composio } from '@composio/core';

type ComposioLike = Pick<Composio, 'create'>;`,
    todo: 'Use `Pick<Composio, "create">` or the class itself in place of the interface, then run the tool again.',
  },
  {
    code: 'comment-removed',
    kind: 'note',
    title: 'A comment went with the code that it was about',
    means:
      'A comment stood beside an option, an argument or a declaration that the migration took out. The note has its text and the line where it stood.',
    why: 'A session has no `version`, `dangerouslySkipVersionCheck`, `toolkitVersions`, `limit` or `allowMultiple`. A comment above or behind one of them explains something that is gone; left behind, it would stand beside something else.',
    before: `await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId,
  arguments: { repo },
  // pinned because 20251028 renamed a field
  version: '20251027_00',
});`,
    after: `const session = await composio.create(userId, { toolkits: ['github'] });
await session.execute('GITHUB_GET_A_REPOSITORY', { repo });`,
    todo: 'Read the text in the note. Where it still says something true about the code, put it back.',
  },
  {
    code: 'direct-code-in-template',
    kind: 'note',
    title: 'A template literal contains direct code',
    means: 'A string contains source code with a direct call: a generated file, an example, a prompt.',
    why: 'Text is never rewritten. What becomes of it, and whether it is code at all, cannot be seen from here.',
    todo: 'Change the text by hand; the migration guide shows each call before and after.',
  },
  {
    code: 'direct-code-in-document',
    kind: 'note',
    title: 'A document shows direct code',
    means: 'A code block in a Markdown file contains a direct call.',
    why: 'Documents are listed so that readers do not learn the old way, but they are never changed.',
    todo: 'Change the example by hand; the migration guide shows each call before and after.',
  },
  {
    code: 'direct-code-in-component',
    kind: 'note',
    title: 'A component file contains direct code',
    means: 'The script of a `.vue`, `.svelte` or `.astro` file contains a direct call.',
    why: 'The tool edits TypeScript and JavaScript files. In these formats the script is only a part of the file.',
    todo: 'Move the call into a `.ts` file and run the tool again, or change it by hand.',
  },
  {
    code: 'direct-code-in-notebook',
    kind: 'note',
    title: 'A notebook contains direct code',
    means: 'A code cell of a Jupyter notebook contains a direct call.',
    why: 'A notebook keeps its code in JSON, beside outputs that belong to it, so it is listed and never changed.',
    todo: 'Change the cell by hand; the Python half of the migration guide shows each call before and after.',
  },
  {
    code: 'direct-type',
    kind: 'note',
    title: 'A type is derived from a direct method',
    means: 'A type position names a direct method, as in `ReturnType<typeof composio.tools.get>`.',
    why: 'The type still describes the direct result. It keeps compiling, but values that come from a session may not fit it for ever.',
    before: `type Tools = Awaited<ReturnType<typeof composio.tools.get>>;`,
    after: `type Session = Awaited<ReturnType<typeof composio.create>>;
type Tools = Awaited<ReturnType<Session['tools']>>;`,
    todo: 'Derive the type from the session when everything that uses it has been migrated.',
  },
  {
    code: 'ignore-unused',
    kind: 'note',
    title: 'An ignore comment has nothing to ignore',
    means: 'A comment `composio-to-sessions-ignore-next-line` does not stand above a direct call.',
    why: 'The call was migrated or moved. A comment that is left behind could hide a later one.',
    todo: 'Delete the comment.',
  },
  {
    code: 'install-needed',
    kind: 'note',
    title: 'package.json was changed: install before you run',
    means:
      'The range of `@composio/core` or of a provider package was raised, because the new code needs a newer version.',
    why: 'Lock files are never edited. The next steps contain the install command of the package manager that the project uses.',
    todo: 'Run the install command named under the next steps and commit the lock file. Where direct calls are left that upload or download files, and the version was below 0.7 before, give their client `dangerouslyAllowAutoUploadDownloadFiles: true`, or handle the files with `composio.files`.',
  },
  {
    code: 'legacy-sdk',
    kind: 'note',
    title: 'The code uses the SDK before @composio/core',
    means:
      'The file imports `composio-core` or one of its classes. Its words have changed: entity is now user, action is tool, app is toolkit, integration is auth config, connection is connected account, toolset is provider.',
    why: 'The legacy SDK has no sessions, and its calls do not correspond one to one to the calls of `@composio/core`. Moving between the two SDKs is a migration of its own.',
    before: `const toolset = new OpenAIToolSet({ apiKey, entityId: user.id });
const tools = await toolset.getTools({ apps: ['github'] });`,
    after: `const composio = new Composio({ apiKey, provider: new OpenAIProvider() });
const session = await composio.create(user.id, { toolkits: ['github'] });
const tools = await session.tools();`,
    todo: 'Move the file to `@composio/core` and write sessions straight away; there is no need to go through direct calls.',
  },
  {
    code: 'peer-violated-before',
    kind: 'note',
    title: 'A peer version does not match, before and after',
    means:
      'A provider package asks for a version of another package that this package does not have. The version that was there was not met either, and the new one wants nothing further away, so the raise makes nothing worse.',
    why: 'Some providers have asked for an old version of a model SDK for a long time, and projects use a newer one without harm. That is no reason to leave their calls behind, and still worth knowing.',
    todo: 'Nothing, if the install works as before. Package managers that refuse mismatched peers need the same setting as before.',
  },
  {
    code: 'range-not-raised',
    kind: 'note',
    title: 'A version range was left alone',
    means:
      'The new code wants a newer version than this range allows, but the range is one that the tool does not edit.',
    why: '`workspace:`, `catalog:` and git ranges are decided in another place, often for several packages at once.',
    todo: 'Raise the version in the place that decides it; the message names the version that is needed.',
  },
  {
    code: 'stale-baseline',
    kind: 'note',
    title: 'The baseline lists sites that are gone',
    means: 'An entry of the `--baseline` report matches no manual site any more.',
    why: 'The site was migrated, moved or deleted. An entry without a site could later excuse a new one in its place.',
    todo: 'Make a new baseline: `composio-to-sessions --check --format json -o baseline.json`.',
  },
  {
    code: 'user-constant',
    kind: 'note',
    title: 'The user is the same for everyone',
    means: 'The user id of the call is a literal, such as `default`.',
    why: 'The session belongs to that user as the direct call did, so nothing changes. But everybody who uses the program then shares one set of connected accounts.',
    todo: 'Pass the id of the person who is signed in, unless the program is yours alone.',
  },
  {
    code: 'user-may-be-undefined',
    kind: 'note',
    title: 'The user may be undefined',
    means: 'By its type, the user id of the call can be `undefined` or `null`.',
    why: 'The value reaches the session as it is. A session for no user is refused by the service, where some direct calls let it pass.',
    todo: 'Check the user id before the call.',
  },
  {
    code: 'user-untyped',
    kind: 'note',
    title: 'The user has no type',
    means: 'The user id of the call is of type `any` or `unknown`, so it could not be checked.',
    why: 'Sessions want a string. An object in its place would only fail at run time.',
    todo: 'Give the value the type `string`.',
  },
  {
    code: 'verify-limited',
    kind: 'note',
    title: 'The type check could not see everything',
    means:
      'Changed files were checked, but some of what they import was not found, or there is no `tsconfig.json` for them.',
    why: 'Without `node_modules`, or with an installed SDK of another version than the package gets, the check uses the description of the SDK that comes with the tool. What packages export that are not installed is unknown then.',
    todo: 'Install the dependencies and run your own type check after the migration.',
  },
  {
    code: 'version-assumed',
    kind: 'note',
    title: 'The version of the SDK was assumed',
    means:
      'The package.json does not say which version of `@composio/core` is used (`latest`, `*`, or no line at all), and neither does `node_modules` or a lock file.',
    why: 'What may be written depends on the version: a session option of a newer one does not exist in an older one.',
    todo: 'Install the dependencies, or commit the lock file, and run again; then the installed version decides.',
  },
  {
    code: 'version-pin',
    kind: 'note',
    title: 'A toolkit version is pinned outside the code',
    means: 'A file such as `.env`, a Dockerfile or a CI file sets `COMPOSIO_TOOLKIT_VERSION_…`.',
    why: 'Sessions do not read these variables. Calls that are left, such as triggers, still do.',
    todo: 'Remove the variable when no client of the package needs versions any more.',
  },
  {
    code: 'versions-of-registry',
    kind: 'note',
    title: 'The registry was asked for versions',
    means:
      'A call waited for a version of the SDK or of a provider that the tool did not know, so the registry that the npm settings of the package name was asked for those that there are.',
    why: 'The tool ships with a table of versions and of what each asks for. What was published later may settle a conflict that the table cannot.',
    todo: 'Nothing. With `--offline` no registry is asked.',
  },
  {
    code: 'versions-of-table',
    kind: 'note',
    title: 'Versions are those of the table that the tool ships with',
    means:
      'A call waited for a version of the SDK or of a provider that the tool did not know, and no registry said of one: because of `--offline`, or because it gave no answer of use within three seconds.',
    why: 'The migration goes on with the versions of the table. A newer version might settle what is left for a person.',
    todo: 'Run again without `--offline` where the registry of your npm settings (`.npmrc`, `npm_config_…`) can be reached, or raise the versions by hand.',
  },
];
