// The part of @composio/core 0.19.0 that the migration reads or writes, described for the type checker.
// Its own words, from the published sources; a test compares it with the real types.
export * from './client.js';
export * from './tools.js';
export * from './provider.js';
export * from './sessions.js';
export * from './accounts.js';
export * from './toolkits.js';
export * from './triggers.js';
export * from './errors.js';

// any: helpers and constants that no rule reads.
export declare const constants: any;
export declare const logger: any;
export declare const telemetry: any;
export declare function jsonSchemaToZodSchema(...args: any[]): any;
export declare function createConnectionRequest(...args: any[]): any;
export declare function experimental_createTool(...args: any[]): any;
export declare function experimental_createToolkit(...args: any[]): any;
