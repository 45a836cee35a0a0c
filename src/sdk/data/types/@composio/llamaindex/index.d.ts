// Facts: @composio/llamaindex 0.11.1. any: tools of `llamaindex`.
import { BaseAgenticProvider, ExecuteToolFn, McpServerGetResponse, McpUrlResponse, Tool } from '@composio/core';

export type LlamaindexToolCollection = any[];
export declare class LlamaindexProvider extends BaseAgenticProvider<
  LlamaindexToolCollection,
  any,
  McpServerGetResponse
> {
  readonly name = 'llamaindex';
  constructor();
  wrapMcpServerResponse(data: McpUrlResponse): McpServerGetResponse;
  wrapTool(tool: Tool, executeTool: ExecuteToolFn): any;
  wrapTools(tools: Tool[], executeTool: ExecuteToolFn): LlamaindexToolCollection;
}
