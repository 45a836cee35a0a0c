import type { Explanation } from '../explanation.js';

/** Manual codes about executing tools. */
export const EXECUTION_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'no-user',
    kind: 'manual',
    title: 'The execution names no user',
    means: '`tools.execute` is called without a `userId`.',
    why: 'A session is made for a user: `composio.create(userId)`. Which user the credentials belong to cannot be invented.',
    before: `await composio.tools.execute('GITHUB_GET_REPO', { connectedAccountId, arguments: { repo } });`,
    after: `const session = await composio.create(userId, {
  toolkits: ['github'],
  connectedAccounts: { github: [connectedAccountId] },
});
await session.execute('GITHUB_GET_REPO', { repo });`,
    todo: 'Add the `userId` that owns the credentials to the call and run the tool again.',
  },
  {
    code: 'unsupported-body',
    kind: 'manual',
    title: 'The execution uses something that sessions do not take',
    means:
      'The body of `tools.execute` is not a literal in reach, has its arguments at the top level, or contains `text`, `customAuthParams` or `customConnectionData`.',
    why: '`session.execute(slug, arguments)` takes only the arguments of the tool. Natural-language input and credentials given with the call have no session form, and a body that cannot be seen may contain them.',
    before: `await composio.tools.execute('GITHUB_GET_REPO', buildBody(userId, repo));`,
    after: `const session = await composio.create(userId, { toolkits: ['github'] });
await session.execute('GITHUB_GET_REPO', { repo });`,
    todo: 'Write the body as a literal with `userId` and `arguments`, then run the tool again. Where credentials are given with the call, keep it and mark it with `// composio-to-sessions-ignore-next-line: <reason>`.',
  },
  {
    code: 'meta-tool-slug',
    kind: 'manual',
    title: 'A meta tool is fetched or executed directly',
    means:
      'The slug starts with `COMPOSIO_` (or the filter names the toolkit `composio`): these are meta tools, which sessions bring themselves.',
    why: 'Meta tools work on the state of their session (its connected accounts, its sandbox). Called outside of one they mean something else than called inside, so there is no mechanical rewrite.',
    before: `await composio.tools.execute('COMPOSIO_SEARCH_TOOLS', { userId, arguments: { use_case } });`,
    after: `const session = await composio.create(userId, { toolkits: ['github'] });
const tools = await session.tools(); // the agent gets the search tool`,
    todo: 'Let the agent use the meta tools that `session.tools()` gives it, or make one session by hand and use it for the whole conversation.',
  },
  {
    code: 'file-tool',
    kind: 'manual',
    title: 'The tool takes or gives a file, and the direct call handles it',
    means:
      'An argument or the result of this tool is a file (`…_UPLOAD_…`, `…_DOWNLOAD_…`), and the client uploads and downloads files by itself when it executes.',
    why: 'Up to `@composio/core` 0.6 every client does so unless it has `autoUploadDownloadFiles: false`, and later ones where `dangerouslyAllowAutoUploadDownloadFiles` says so. `session.execute` sends what it is given: a path would arrive as a path, and a downloaded file would not be on the disk.',
    before: `await composio.tools.execute('GOOGLEDRIVE_UPLOAD_FILE', { userId, arguments: { file_to_upload: path } });`,
    after: `const file = await composio.files.upload({ file: path, toolSlug: 'GOOGLEDRIVE_UPLOAD_FILE', toolkitSlug: 'googledrive' });
const session = await composio.create(userId, { toolkits: ['googledrive'] });
await session.execute('GOOGLEDRIVE_UPLOAD_FILE', { file_to_upload: file });`,
    todo: 'Upload and download the files with `composio.files`, give the client `autoUploadDownloadFiles: false`, then run again; or keep the direct call.',
  },
  {
    code: 'custom-tools',
    kind: 'manual',
    title: 'The client has custom tools or handles files by itself',
    means:
      'This client registers tools with `createCustomTool`, or uploads and downloads files automatically when it executes.',
    why: '`session.execute` sends the call to Composio. It does not know tools registered on the client and does not handle files, so the call would fail or return another result.',
    before: `await composio.tools.createCustomTool({ slug: 'MY_LOOKUP', /* … */ });
await composio.tools.execute('MY_LOOKUP', { userId, arguments: { id } });`,
    todo: 'Call your own functions directly instead of through Composio, or handle files with `composio.files`, and migrate the rest by hand. Calls that must stay as they are can be marked with `// composio-to-sessions-ignore-next-line: <reason>`.',
  },
  {
    code: 'error-shape',
    kind: 'manual',
    alsoKind: 'effect',
    title: 'Errors look different when a session executes',
    means:
      'On a manual site: a `catch` next to the call reads `.code` or tests for an error class of the SDK. As a note on a migrated site: a failed request now throws another error class.',
    why: '`tools.execute` wraps failures in `ComposioToolExecutionError`. `session.execute` throws the error of the API client as it is. Code that tests the class or the code would no longer take its branch.',
    before: `try {
  await composio.tools.execute(slug, { userId, arguments: args });
} catch (error) {
  if (error instanceof ComposioToolExecutionError) return retryLater();
  throw error;
}`,
    after: `try {
  await session.execute(slug, args);
} catch (error) {
  if (error instanceof Error) return retryLater();
  throw error;
}`,
    todo: 'Look at what the `catch` decides and test for something that both errors have, such as `status` or `message`; then run the tool again. If the branch may be missed, `--accept error-shape` migrates such calls with a note.',
  },
  {
    code: 'result-info',
    kind: 'manual',
    title: 'The result is asked for its session info',
    means: '`.sessionInfo` of the result of `tools.execute` is read.',
    why: 'The result of `session.execute` has `data`, `error` and `logId`, but no `sessionInfo`.',
    before: `const { data, sessionInfo } = await composio.tools.execute(slug, { userId, arguments: args });`,
    after: `const { data, logId } = await session.execute(slug, args);`,
    todo: 'Use `logId`, or the id of the session that you made, instead of `sessionInfo`.',
  },
  {
    code: 'result-type',
    kind: 'manual',
    title: 'Whether the execution succeeded cannot be derived in this SDK version',
    means: 'The code needs `.successful`, and the package uses `@composio/core` 0.23.0 or later.',
    why: 'A session result has no `successful`. Up to 0.22 it is the same as `!error`. By the release notes of 0.23.0 the result has a `resultType`, and a failed call may come with an empty `error`, so the old rule would call a failure a success.',
    before: `const result = await composio.tools.execute(slug, { userId, arguments: args });
if (!result.successful) throw new Error(String(result.error));`,
    todo: 'Read the types of the installed version and decide by `resultType` and `error`.',
  },
  {
    code: 'tool-calls',
    kind: 'manual',
    title: 'The tool calls cannot be given the session',
    means:
      'A method of `provider` that executes tool calls gets the user, and cannot get the session: the session is made elsewhere, the installed provider takes only a user id, or options are passed.',
    why: 'Tools and the calls made with them belong together: the call has to run in the very session that gave the tools, because meta tools mean nothing outside of it. Passing a session instead of a user id works from `@composio/core` 0.17.0 with a provider of the same time.',
    before: `export async function handle(userId: string, response: ChatCompletion) {
  return composio.provider.handleToolCalls(userId, response);
}`,
    after: `export async function handle(session: Session, response: ChatCompletion) {
  return composio.provider.handleToolCalls(session, response);
}`,
    todo: 'Pass the session from where the tools are made (the message names the place) to here, and give it to the method in place of the user id.',
  },
  {
    code: 'not-yet',
    kind: 'manual',
    title: 'This version of the tool does not migrate this kind of call',
    means: 'The call is a direct call, found and counted, for which this version has no transform.',
    why: 'Every direct call is in the report, also those that the tool cannot help with yet.',
    todo: 'Migrate it by hand with the migration guide, or look whether a newer version of the tool does it.',
  },
];
