// Facts: @composio/anthropic 0.10.1: its methods take a user id only; from 0.11.0, by the vendor's release notes
// (not published where it could be read), a session too, and so the description has both.
// any: messages and blocks of the `@anthropic-ai/sdk` package.
import {
  BaseNonAgenticProvider,
  ExecuteToolFnOptions,
  ExecuteToolModifiers,
  McpUrlResponse,
  Tool,
  ToolCallSession,
} from '@composio/core';

export type AnthropicToolCollection = any[];
export type AnthropicToolUseBlock = any;
export type AnthropicContentBlock = { type: string; [key: string]: unknown };
export type AnthropicMcpServerGetResponse = { type: 'url'; url: string; name: string }[];

export declare class AnthropicProvider extends BaseNonAgenticProvider<
  AnthropicToolCollection,
  any,
  AnthropicMcpServerGetResponse
> {
  readonly name = 'anthropic';
  private cacheTools;
  constructor(options?: { cacheTools?: boolean });
  wrapTool(tool: Tool): any;
  wrapTools(tools: Tool[]): AnthropicToolCollection;
  executeToolCall(session: ToolCallSession, toolUse: AnthropicToolUseBlock): Promise<string>;
  executeToolCall(
    userId: string,
    toolUse: AnthropicToolUseBlock,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<string>;
  handleToolCalls(session: ToolCallSession, message: any): Promise<any[]>;
  handleToolCalls(
    userId: string,
    message: any,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<any[]>;
  wrapMcpServerResponse(data: McpUrlResponse): AnthropicMcpServerGetResponse;
}
