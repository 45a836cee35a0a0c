// Facts: the provider's source in the vendor's repository (the package could not be had from the registry).
import {
  BaseNonAgenticProvider,
  ExecuteToolFnOptions,
  ExecuteToolModifiers,
  McpServerGetResponse,
  Tool,
} from '@composio/core';

export interface CloudflareTool {
  name: string;
  description: string;
  parameters: { type: 'object'; properties: Record<string, unknown>; required?: string[] };
}
export type CloudflareToolCollection = CloudflareTool[];
export interface CloudflareFunctionCall {
  name: string;
  arguments: Record<string, unknown>;
}
export declare class CloudflareProvider extends BaseNonAgenticProvider<
  CloudflareToolCollection,
  CloudflareTool,
  McpServerGetResponse
> {
  readonly name = 'cloudflare';
  constructor();
  wrapTool(tool: Tool): CloudflareTool;
  wrapTools(tools: Tool[]): CloudflareToolCollection;
  executeToolCall(
    userId: string,
    tool: CloudflareFunctionCall,
    options?: ExecuteToolFnOptions,
    modifiers?: ExecuteToolModifiers,
  ): Promise<string>;
}
