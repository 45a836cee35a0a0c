/**
 * Calls that give tools to a model: where a list of tools ends, and by how many turns the model can use it.
 * Sources: the published types of each package (the version beside it is the one that was read, where one was) and the
 * names that its documentation gives. A function or class counts only where it is imported from one of the packages;
 * a method of a client by its chain of members, which no other library has.
 */
export interface ModelCall {
  /** Name of the function or class; of a method, the last members of its chain. */
  callee: string;
  /** Packages that export it (a name, or the scope of several ending in `/`); null for a method of a client or model. */
  packages: readonly string[] | null;
  /** Where the tools are: a key somewhere in its options, or the argument itself (from 0). */
  tools: readonly string[] | number;
  /**
   * `completion`: one turn a call. `steps`: as many as its options say, one by default. `agent`: its own loop, five
   * turns or more unless an option says less. `loop`: a part of an agent that runs the calls again and again.
   */
  turns: 'completion' | 'steps' | 'agent' | 'loop';
}

const LANGCHAIN = ['langchain', 'langchain/', '@langchain/'];
const TOOLS = ['tools'];

const functions = (packages: readonly string[], names: string, turns: ModelCall['turns'], tools: ModelCall['tools']) =>
  names.split(' ').map((callee): ModelCall => ({ callee, packages, turns, tools }));

const methods = (chains: string, turns: ModelCall['turns'], tools: ModelCall['tools']) =>
  chains.split(' ').map((callee): ModelCall => ({ callee, packages: null, turns, tools }));

export const MODEL_CALLS: readonly ModelCall[] = [
  // AI SDK 4 to 6 (`ai`): `maxSteps` is 1, `stopWhen` is `stepCountIs(1)` by default; the agent's is `stepCountIs(20)`.
  ...functions(
    ['ai', 'ai/', '@ai-sdk/'],
    'generateText streamText generateObject streamObject streamUI',
    'steps',
    TOOLS,
  ),
  ...functions(['ai'], 'ToolLoopAgent Experimental_Agent', 'agent', TOOLS),
  // OpenAI (`openai` 4 to 6) and what is shaped like it (Groq, Together, OpenRouter).
  ...methods(
    'completions.create completions.parse completions.stream responses.create responses.parse',
    'completion',
    TOOLS,
  ),
  ...methods('responses.stream', 'completion', TOOLS),
  ...methods('completions.runTools assistants.create assistants.update runs.create runs.stream', 'agent', TOOLS),
  // Anthropic (`@anthropic-ai/sdk` 0.30 to 0.110).
  ...methods('messages.create messages.stream', 'completion', TOOLS),
  ...methods('messages.toolRunner', 'agent', TOOLS),
  // Google (`@google/genai` 1, `@google/generative-ai` 0.24).
  ...methods('models.generateContent models.generateContentStream', 'completion', ['tools', 'functionDeclarations']),
  ...methods('chats.create getGenerativeModel startChat', 'completion', ['tools', 'functionDeclarations']),
  // LangChain and LangGraph (0.2 to 1.0): `recursionLimit` is 25 by default, two steps a turn.
  ...methods('bindTools', 'completion', 0),
  ...functions(LANGCHAIN, 'ToolNode', 'loop', 0),
  ...functions(LANGCHAIN, 'createReactAgent createAgent AgentExecutor createSupervisor', 'agent', TOOLS),
  ...functions(LANGCHAIN, 'createToolCallingAgent createOpenAIFunctionsAgent createOpenAIToolsAgent', 'agent', TOOLS),
  ...functions(LANGCHAIN, 'createStructuredChatAgent createXmlAgent', 'agent', TOOLS),
  ...functions(LANGCHAIN, 'initializeAgentExecutorWithOptions', 'agent', 0),
  // Mastra (`@mastra/core` 0.10 to 1.0): `maxSteps` is 5 by default.
  ...functions(['@mastra/core', '@mastra/core/'], 'Agent', 'agent', TOOLS),
  // OpenAI Agents (`@openai/agents` 0.1 to 0.3): `maxTurns` is 10 by default.
  ...functions(['@openai/agents', '@openai/agents-'], 'Agent RealtimeAgent', 'agent', TOOLS),
  // LlamaIndex (0.9 to 0.12).
  ...functions(['llamaindex', '@llamaindex/'], 'agent OpenAIAgent AnthropicAgent ReActAgent LLMAgent', 'agent', TOOLS),
  // Claude Agent SDK: the tools reach the model as a server of the query.
  ...functions(['@anthropic-ai/claude-agent-sdk', '@anthropic-ai/claude-code'], 'createSdkMcpServer', 'agent', TOOLS),
  // Cloudflare Workers AI.
  ...methods('AI.run', 'completion', TOOLS),
  ...functions(['@cloudflare/ai-utils'], 'runWithTools', 'agent', TOOLS),
];
