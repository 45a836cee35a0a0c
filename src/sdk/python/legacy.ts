/**
 * Code on the legacy Python SDK as data (`composio` below 0.8 with `ComposioToolSet`, and `composio_core`).
 * Source: ComposioHQ/composio, `python/composio/__init__.py` and `python/plugins/*` of the 0.7 releases; migration
 * rules §8. The old words stand in this file because they are its subject.
 */

/** What the legacy SDK exports, and what stands in its place today. */
const EXPORTS: ReadonlyMap<string, string> = new Map([
  ['ComposioToolSet', 'Composio of composio, with a provider'],
  ['Action', 'tool slugs'],
  ['App', 'toolkit slugs'],
  ['Tag', 'tags of the session’s config'],
  ['Trigger', 'trigger slugs'],
  ['WorkspaceType', 'the sandbox of a session'],
  ['action', 'custom tools'],
]);

/** Whether an import from a module of the SDK's names is of the legacy SDK. */
export function isLegacyPython(module: string, name: string | null): boolean {
  const [top = ''] = module.split('.');
  if (top === 'composio_core') return true;
  if (!/^composio(?:_\w+)?$/.test(top) || top === 'composio_client' || name === null) return false;
  return name.endsWith('ToolSet') || EXPORTS.has(name);
}

/** One sentence for an import of the legacy SDK. */
export function describeLegacyPython(name: string | null): string {
  const today =
    name === null
      ? undefined
      : (EXPORTS.get(name) ?? (name.endsWith('ToolSet') ? EXPORTS.get('ComposioToolSet') : undefined));
  if (name === null || today === undefined) {
    return 'Code on the legacy SDK: move it to the package composio of today first, then to sessions.';
  }
  return `${name} is of the legacy SDK; today: ${today}.`;
}
