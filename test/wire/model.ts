import { isRecord } from './world.js';

/**
 * A language model by rote, for agents of several turns. It understands the wishes below, separated by "; ", works on
 * one per turn with the tools that it is given (under their own names, or through the meta tools of a session), and
 * says what came out. It keeps no state: everything is read from the conversation, as with a real one.
 */
const WISHES: ReadonlyArray<{ says: RegExp; slug: string; query: string; args: (match: RegExpMatchArray) => object }> =
  [
    {
      says: /^open an issue "(.+)" in (\S+)$/,
      slug: 'GITHUB_CREATE_AN_ISSUE',
      query: 'create an issue in a github repository',
      args: ([, title, repo]) => ({ repo, title }),
    },
    {
      says: /^look up (\S+)$/,
      slug: 'GITHUB_GET_A_REPOSITORY',
      query: 'get a github repository',
      args: ([, repo]) => ({ repo }),
    },
    {
      says: /^tell (\S+) "(.+)"$/,
      slug: 'SLACK_SEND_MESSAGE',
      query: 'send a slack message',
      args: ([, channel, text]) => ({ channel, text }),
    },
    {
      says: /^mail (\S+) "(.+)"$/,
      slug: 'GMAIL_SEND_EMAIL',
      query: 'send gmail email',
      args: ([, to, subject]) => ({ to, subject }),
    },
  ];

interface Turn {
  /** Names of the tools offered. */
  tools: string[];
  prompt: string;
  /** Results of tool calls so far, parsed, in order. */
  results: unknown[];
}

type Step = { say: string } | { call: string; args: object };

/** Data of the app tools that ran, out of direct results and of multi-execute results. */
function outcomes(results: readonly unknown[]): unknown[] {
  return results.filter(isRecord).flatMap((result) => {
    const data = isRecord(result.data) ? result.data : {};
    if (!Array.isArray(data.results)) return [result.error ?? data];
    return data.results
      .filter((item) => isRecord(item) && isRecord(item.response))
      .map((item) => {
        const response = item.response as Record<string, unknown>;
        return response.error ?? response.data;
      });
  });
}

/** The model's next move. */
function next(turn: Turn): Step {
  const wishes = turn.prompt.split('; ');
  const done = outcomes(turn.results);
  // A search adds no outcome of its own: its entries have no response.
  const wish = wishes[done.length];
  if (wish === undefined) return { say: `Done: ${JSON.stringify(done)}` };
  const known = WISHES.map((entry) => ({ entry, match: wish.match(entry.says) })).find(({ match }) => match);
  if (!known?.match) return { say: `I do not understand "${wish}".` };
  const { entry, match } = known;
  if (turn.tools.includes(entry.slug)) return { call: entry.slug, args: entry.args(match) };
  if (!turn.tools.includes('COMPOSIO_SEARCH_TOOLS')) return { say: `I have no tool to ${wish}.` };
  const last = turn.results.at(-1);
  const found = JSON.stringify(last ?? null).includes('primary_tool_slugs');
  if (!found) return { call: 'COMPOSIO_SEARCH_TOOLS', args: { query: entry.query } };
  if (!JSON.stringify(last).includes(entry.slug)) return { say: `I find no tool to ${wish}.` };
  return {
    call: 'COMPOSIO_MULTI_EXECUTE_TOOL',
    args: { tools: [{ tool_slug: entry.slug, arguments: entry.args(match) }] },
  };
}

const parse = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return {};
  }
};

const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** `POST /v1/chat/completions` of the OpenAI API. */
export function chatCompletion(body: Record<string, unknown>): unknown {
  const messages = records(body.messages);
  const step = next({
    tools: records(body.tools).map((tool) => (isRecord(tool.function) ? String(tool.function.name) : '')),
    prompt: String(messages.findLast((message) => message.role === 'user')?.content ?? ''),
    results: messages.filter((message) => message.role === 'tool').map((message) => parse(message.content)),
  });
  const id = `call_${messages.length}`;
  const message =
    'say' in step
      ? { role: 'assistant', content: step.say, refusal: null }
      : {
          role: 'assistant',
          content: null,
          refusal: null,
          tool_calls: [{ id, type: 'function', function: { name: step.call, arguments: JSON.stringify(step.args) } }],
        };
  const finish = 'say' in step ? 'stop' : 'tool_calls';
  return {
    id: 'chatcmpl_1',
    object: 'chat.completion',
    created: 0,
    model: String(body.model),
    choices: [{ index: 0, message, finish_reason: finish, logprobs: null }],
  };
}

/** `POST /v1/responses` of the OpenAI API. */
export function response(body: Record<string, unknown>): unknown {
  const input = records(typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : body.input);
  const step = next({
    tools: records(body.tools).map((tool) => String(tool.name)),
    prompt: String(input.findLast((item) => item.role === 'user')?.content ?? ''),
    results: input.filter((item) => item.type === 'function_call_output').map((item) => parse(item.output)),
  });
  const id = `call_${input.length}`;
  const output =
    'say' in step
      ? [
          {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text: step.say, annotations: [] }],
          },
        ]
      : [
          {
            id: `fc_${id}`,
            type: 'function_call',
            call_id: id,
            name: step.call,
            arguments: JSON.stringify(step.args),
            status: 'completed',
          },
        ];
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 0,
    model: String(body.model),
    status: 'completed',
    output,
    tools: [],
  };
}
