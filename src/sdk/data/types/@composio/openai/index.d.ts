// Facts: @composio/openai 0.12.0. any: tools, tool calls and responses of the `openai` package.
import {
  BaseNonAgenticProvider,
  ExecuteToolFnOptions,
  ExecuteToolModifiers,
  McpUrlResponse,
  Tool,
  ToolCallSession,
} from '@composio/core';
export { OpenAIProvider } from '@composio/core';

export declare class OpenAIResponsesProvider extends BaseNonAgenticProvider<any[], any, any[]> {
  readonly name = 'openai';
  private strict;
  constructor(options?: { strict?: boolean });
  wrapMcpServerResponse(data: McpUrlResponse): any[];
  wrapTool(tool: Tool): any;
  wrapTools: (tools: Tool[]) => any[];
  executeToolCall(session: ToolCallSession, tool: any): Promise<string>;
  executeToolCall(
    userId: string,
    tool: any,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<string>;
  handleToolCalls(session: ToolCallSession, toolCalls: any[]): Promise<any[]>;
  handleToolCalls(
    userId: string,
    toolCalls: any[],
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<any[]>;
  /** Takes a user id only, also in 0.12.0. */
  handleResponse(
    userId: string,
    response: any,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<any[]>;
}
