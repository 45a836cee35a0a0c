// What a provider is: it wraps tools for one model library and executes that library's tool calls.
// Facts: `BaseProvider`, `provider.types` and `OpenAIProvider` of @composio/core 0.19.0.
import type {
  CustomAuthParams,
  ExecuteToolModifiers,
  Tool,
  ToolExecuteParams,
  ToolExecuteResponse,
  ToolListParams,
} from './tools.js';
import type { ToolRouterSessionExecuteResponse } from './sessions.js';

export interface Provider<TTool, TToolCollection> {
  wrapTool: (tool: Tool) => TTool;
  getTools: (params?: ToolListParams) => Promise<TToolCollection>;
}

export type ExecuteToolFnOptions = {
  connectedAccountId?: string;
  customAuthParams?: CustomAuthParams;
  // any: one shape per authentication scheme; no rule looks into it.
  customConnectionData?: any;
};

/** What provider methods need of a session; from 0.17.0. */
export interface ToolCallSession {
  execute(toolSlug: string, arguments_?: Record<string, unknown>): Promise<ToolRouterSessionExecuteResponse>;
}
export type ToolCallExecutionTarget = string | ToolCallSession;

export type ExecuteToolFn = (toolSlug: string, input: Record<string, unknown>) => Promise<ToolExecuteResponse>;
export type GlobalExecuteToolFn = (
  slug: string,
  body: ToolExecuteParams,
  modifiers?: ExecuteToolModifiers,
) => Promise<ToolExecuteResponse>;

export type McpServerUrlInfo = { url: URL; name: string };
export type McpServerGetResponse = McpServerUrlInfo | McpServerUrlInfo[];
export type McpUrlResponse = { url: string; name: string }[];

declare abstract class BaseProvider<TMcpResponse> {
  abstract readonly name: string;
  abstract readonly _isAgentic: boolean;
  private _globalExecuteToolFn;
  _setExecuteToolFn(executeToolFn: GlobalExecuteToolFn): void;
  executeTool(
    toolSlug: string,
    body: ToolExecuteParams,
    modifiers?: ExecuteToolModifiers,
  ): Promise<ToolExecuteResponse>;
  protected assertToolCallExecutionOptions(
    target: ToolCallExecutionTarget,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): void;
  protected executeToolForTarget(
    target: ToolCallExecutionTarget,
    toolSlug: string,
    arguments_: Record<string, unknown>,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<ToolExecuteResponse>;
  wrapMcpServerResponse?(data: McpUrlResponse): TMcpResponse;
}

/** Hands tools to the model library; the library's user executes the tool calls. */
export declare abstract class BaseNonAgenticProvider<
  TToolCollection,
  TTool,
  TMcpResponse = McpServerGetResponse,
> extends BaseProvider<TMcpResponse> {
  readonly _isAgentic = false;
  abstract wrapTool(tool: Tool): TTool;
  abstract wrapTools(tools: Tool[]): TToolCollection;
}

/** Hands over tools that execute themselves. */
export declare abstract class BaseAgenticProvider<
  TToolCollection,
  TTool,
  TMcpResponse,
> extends BaseProvider<TMcpResponse> {
  readonly _isAgentic = true;
  abstract wrapTool(tool: Tool, executeTool: ExecuteToolFn): TTool;
  abstract wrapTools(tools: Tool[], executeTool: ExecuteToolFn): TToolCollection;
}

export type BaseComposioProvider<TToolCollection, TTool, TMcpResponse = McpServerGetResponse> =
  | BaseNonAgenticProvider<TToolCollection, TTool, TMcpResponse>
  | BaseAgenticProvider<TToolCollection, TTool, TMcpResponse>;

// any: a tool, completion, run or stream of the `openai` package, which may not be installed.
export type OpenAiTool = any;
export type OpenAiToolCollection = Array<OpenAiTool>;

/** The default provider. */
export declare class OpenAIProvider extends BaseNonAgenticProvider<
  OpenAiToolCollection,
  OpenAiTool,
  McpServerGetResponse
> {
  readonly name = 'openai';
  constructor();
  wrapMcpServerResponse(data: McpUrlResponse): McpServerGetResponse;
  wrapTool: (tool: Tool) => OpenAiTool;
  wrapTools: (tools: Tool[]) => OpenAiToolCollection;
  executeToolCall(session: ToolCallSession, tool: any): Promise<string>;
  executeToolCall(
    userId: string,
    tool: any,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<string>;
  handleToolCalls(session: ToolCallSession, chatCompletion: any): Promise<any[]>;
  handleToolCalls(
    userId: string,
    chatCompletion: any,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<any[]>;
  handleAssistantMessage(
    userId: string,
    run: any,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<any[]>;
  waitAndHandleAssistantStreamToolCalls(
    userId: string,
    client: any,
    runStream: any,
    thread: any,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): AsyncGenerator<any, void, unknown>;
  waitAndHandleAssistantToolCalls(
    userId: string,
    client: any,
    run: any,
    thread: any,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<any>;
}

/** Gives the tools as they are. */
export declare class ComposioProvider extends BaseNonAgenticProvider<Array<{ name: string }>, { name: string }> {
  readonly name = 'ComposioProvider';
  constructor();
  wrapTool: (tool: Tool) => { name: string };
  wrapTools(tools: Tool[]): { name: string }[];
}
