import type { DirectApi } from '../sdk/apis.js';

const PROVIDER_FORM = 'the same method, given the session';

/** What each direct call becomes, in a few words. */
const SESSION_FORMS: ReadonlyMap<DirectApi, string> = new Map([
  ['tools.get', 'session.tools'],
  ['tools.execute', 'session.execute'],
  ['connectedAccounts.link', 'session.authorize'],
  ['connectedAccounts.initiate', 'session.authorize'],
  ['toolkits.authorize', 'session.authorize'],
  ['provider.handleToolCalls', PROVIDER_FORM],
  ['provider.executeToolCall', PROVIDER_FORM],
  ['provider.executeTool', PROVIDER_FORM],
  ['provider.handleResponse', PROVIDER_FORM],
  ['provider.handleAssistantMessage', PROVIDER_FORM],
  ['provider.waitAndHandleAssistantToolCalls', PROVIDER_FORM],
  ['provider.waitAndHandleAssistantStreamToolCalls', PROVIDER_FORM],
  ['toolkitVersions', 'removed'],
  ['toolRouter.createSession', 'composio.create'],
  ['toolRouter.create', 'composio.create'],
  ['toolRouter.use', 'composio.use'],
  ['experimental.create', 'composio.create'],
]);

/** The session form of a direct call, for reports; `session` for one this version does not know. */
export function sessionFormOf(api: DirectApi): string {
  return SESSION_FORMS.get(api) ?? 'session';
}
