import { Refusal } from '../findings/refusal.js';

/**
 * The key of `--resolve-auth-configs`.
 *
 * @throws Refusal `api-key-missing`
 */
export function requireApiKey(env: Readonly<Record<string, string | undefined>>): string {
  const key = env.COMPOSIO_API_KEY?.trim();
  if (key) return key;
  throw new Refusal(
    'api-key-missing',
    '--resolve-auth-configs needs the key of your project in COMPOSIO_API_KEY.',
    'Set it for this run, or say the toolkits with --auth-config <id or name>=<toolkit>.',
  );
}
