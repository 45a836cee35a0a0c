// Facts: @composio/claude-agent-sdk 0.10.1. any: tools of `@anthropic-ai/claude-agent-sdk`.
import { BaseAgenticProvider, ExecuteToolFn, McpServerGetResponse, McpUrlResponse, Tool } from '@composio/core';

export type ClaudeAgentToolCollection = any[];
export declare class ClaudeAgentSDKProvider extends BaseAgenticProvider<
  ClaudeAgentToolCollection,
  any,
  McpServerGetResponse
> {
  readonly name = 'claude-agent-sdk';
  constructor();
  wrapMcpServerResponse(data: McpUrlResponse): McpServerGetResponse;
  wrapTool(tool: Tool, executeTool: ExecuteToolFn): any;
  wrapTools(tools: Tool[], executeTool: ExecuteToolFn): ClaudeAgentToolCollection;
}
