// Facts: @composio/vercel 0.12.0. any: tools of the `ai` package.
import { BaseAgenticProvider, ExecuteToolFn, McpServerGetResponse, McpUrlResponse, Tool } from '@composio/core';

export type VercelToolCollection = Record<string, any>;
export declare class VercelProvider extends BaseAgenticProvider<VercelToolCollection, any, McpServerGetResponse> {
  readonly name = 'vercel';
  constructor(options?: { strict?: boolean });
  wrapMcpServerResponse(data: McpUrlResponse): McpServerGetResponse;
  wrapTool(tool: Tool, executeTool: ExecuteToolFn): any;
  wrapTools(tools: Tool[], executeTool: ExecuteToolFn): VercelToolCollection;
}
