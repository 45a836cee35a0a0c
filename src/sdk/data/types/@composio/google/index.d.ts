// Facts: @composio/google 0.11.1. any: function declarations of the `@google/genai` package.
import {
  BaseNonAgenticProvider,
  ExecuteToolFnOptions,
  ExecuteToolModifiers,
  McpServerGetResponse,
  McpUrlResponse,
  Tool,
} from '@composio/core';

export type GoogleTool = any;
export interface GoogleGenAIFunctionCall {
  name: string;
  args: Record<string, unknown>;
}
export type GoogleGenAIToolCollection = GoogleTool[];
export declare class GoogleProvider extends BaseNonAgenticProvider<
  GoogleGenAIToolCollection,
  GoogleTool,
  McpServerGetResponse
> {
  readonly name = 'google';
  constructor();
  wrapMcpServerResponse(data: McpUrlResponse): McpServerGetResponse;
  wrapTool(tool: Tool): GoogleTool;
  wrapTools(tools: Tool[]): GoogleGenAIToolCollection;
  /** Takes a user id only. */
  executeToolCall(
    userId: string,
    tool: GoogleGenAIFunctionCall,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<string>;
}
