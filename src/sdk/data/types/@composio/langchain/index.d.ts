// Facts: @composio/langchain 0.10.2. any: structured tools of `@langchain/core`.
import { BaseAgenticProvider, ExecuteToolFn, McpServerGetResponse, McpUrlResponse, Tool } from '@composio/core';

export type LangChainToolCollection = any[];
export declare class LangchainProvider extends BaseAgenticProvider<LangChainToolCollection, any, McpServerGetResponse> {
  readonly name = 'langchain';
  constructor();
  wrapMcpServerResponse(data: McpUrlResponse): McpServerGetResponse;
  wrapTool(tool: Tool, executeTool: ExecuteToolFn): any;
  wrapTools(tools: Tool[], executeTool: ExecuteToolFn): LangChainToolCollection;
}
