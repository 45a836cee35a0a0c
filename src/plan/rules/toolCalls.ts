/** Provider methods that execute tool calls: they take the session that gave the tools, or stay (rules §6). */
import type { SiteFact } from '../../analyze/facts.js';
import type { SiteNote } from '../../report/report.js';
import type { RuleContext } from '../context.js';
import type { SiteIntent } from '../intent.js';
import { manual } from './executeRefusals.js';
import { toolsGetRule } from './toolsGet.js';
import { placesOf, takesUserOnly, whyNoSession } from './toolsGet/together.js';
import { versionNote } from './versionNote.js';

export function toolCallsRule(site: SiteFact, context: RuleContext): SiteIntent {
  const { provider } = site;
  if (!provider) return manual('tool-calls', 'the call could not be read', 'migrate it by hand');
  const reason = whyNoSession(site, context);
  const gets = provider.toolsFrom.map((id) => context.sites.get(id)).filter((one) => one !== undefined);
  const intents = gets.map((get) => toolsGetRule(get, context));
  if (reason !== null || !provider.firstArgument) {
    const left = manual('tool-calls', reason ?? 'the call has no arguments', hintFor(site, context));
    const isDirect = intents.every((one) => one.outcome === 'migrate' && one.need.preset === 'direct_tools');
    if (gets.length === 0 || !isDirect || !takesUserOnly(site, context)) return left;
    return {
      outcome: 'kept',
      code: 'provider-takes-user',
      message: `${reason}, and runs the tools of ${placesOf(gets)} by their own names, as before`,
      hint: 'nothing to do until the provider takes a session',
      beside: { sites: provider.toolsFrom, otherwise: left },
    };
  }
  const [first] = intents;
  const left = intents.findIndex((intent) => intent.outcome !== 'migrate');
  const get = gets[left];
  const intent = intents[left];
  if (get && intent && intent.outcome !== 'migrate') {
    return manual(
      'tool-calls',
      `its tools come from tools.get in line ${get.line}, which stays: ${intent.message}`,
      `migrate that call first; then give ${provider.method} its session in the place of the user`,
    );
  }
  if (first?.outcome !== 'migrate') return manual('tool-calls', 'no tools.get gives its tools', hintFor(site, context));
  return {
    outcome: 'migrate',
    need: first.need,
    action: { kind: 'provider-call', firstArgument: provider.firstArgument },
    notes: notesOf(site, context),
    evidence: `its tools come from tools.get in line ${gets.map((one) => one.line).join(', ')}`,
    movesBehind: [],
    together: provider.toolsFrom,
  };
}

function notesOf(site: SiteFact, context: RuleContext): SiteNote[] {
  const notes: SiteNote[] = [
    {
      code: 'error-shape',
      message: 'a request that fails throws the error of the API client, not ComposioToolExecutionError',
    },
  ];
  const version = versionNote(site, context);
  if (version) notes.push(version);
  if (context.features(site).retries) {
    notes.push({
      code: 'retries',
      message: 'after a server error the request is sent again, also when the tool writes',
    });
  }
  return notes;
}

/** Where the session is made, exactly, when that is known. */
function hintFor(site: SiteFact, context: RuleContext): string {
  const gets = (site.provider?.toolsFrom ?? []).map((id) => context.sites.get(id)).filter((one) => one !== undefined);
  const method = site.provider?.method ?? 'the method';
  if (gets.length === 0)
    return `make one session, give the model its tools, and give ${method} that session in the place of the user`;
  const places = gets.map((get) => `${get.path}, line ${get.line}`).join(' and ');
  return `the session is made for tools.get (${places}): pass it along and give it to ${method} in the place of the user`;
}
