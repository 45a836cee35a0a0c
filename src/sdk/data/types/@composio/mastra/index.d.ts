// Facts: @composio/mastra 0.10.5. any: tools of `@mastra/core`.
import { BaseAgenticProvider, ExecuteToolFn, McpUrlResponse, Tool } from '@composio/core';

export type MastraToolCollection = { [key: string]: any };
export declare class MastraProvider extends BaseAgenticProvider<
  MastraToolCollection,
  any,
  { [name: string]: { url: string } }
> {
  readonly name = 'mastra';
  constructor(options?: { strict?: boolean });
  wrapMcpServerResponse(data: McpUrlResponse): { [name: string]: { url: string } };
  wrapTool(tool: Tool, executeTool: ExecuteToolFn): any;
  wrapTools(tools: Tool[], executeTool: ExecuteToolFn): MastraToolCollection;
}
