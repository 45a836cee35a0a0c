// Facts: @composio/openai-agents 0.10.2. any: tools of `@openai/agents`.
import { BaseAgenticProvider, ExecuteToolFn, McpServerGetResponse, McpUrlResponse, Tool } from '@composio/core';

export type OpenAIAgentsToolCollection = any[];
export declare class OpenAIAgentsProvider extends BaseAgenticProvider<
  OpenAIAgentsToolCollection,
  any,
  McpServerGetResponse
> {
  readonly name = 'openai-agents';
  constructor(options?: { strict?: boolean });
  wrapMcpServerResponse(data: McpUrlResponse): McpServerGetResponse;
  wrapTool(tool: Tool, executeTool: ExecuteToolFn): any;
  wrapTools(tools: Tool[], executeTool: ExecuteToolFn): OpenAIAgentsToolCollection;
}
