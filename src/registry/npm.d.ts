/** What is used of two packages that come without types. */
declare module 'npm-registry-fetch' {
  interface Answered {
    body: AsyncIterable<Uint8Array> & { destroy(): void };
  }
  interface RegistryFetch {
    (path: string, options: Record<string, unknown>): Promise<Answered>;
    pickRegistry(spec: string, options: Record<string, unknown>): string;
  }
  const registryFetch: RegistryFetch;
  export default registryFetch;
}

declare module 'ini' {
  export function parse(text: string): unknown;
}
