import { describe, expect, it } from 'vitest';
import {
  describeLegacy,
  isLegacyClass,
  isLegacyModule,
  LEGACY_TERMS,
  todayForExport,
  todayForMember,
} from '../../src/sdk/legacy.js';
import { sdkTypeFiles } from '../../src/sdk/description.js';

describe('the legacy SDK', () => {
  it.each([
    ['composio-core', true],
    ['composio-core/lib/x', true],
    ['@composio/core', false],
    ['composio-core-extra', false],
    ['composio', false],
  ])('%s: %s', (specifier, expected) => {
    expect(isLegacyModule(specifier)).toBe(expected);
  });

  it('has classes that are recognised by name alone, and others that are not', () => {
    for (const name of [
      'ComposioToolSet',
      'OpenAIToolSet',
      'LangchainToolSet',
      'LangGraphToolSet',
      'VercelAIToolSet',
      'CloudflareToolSet',
    ]) {
      expect(isLegacyClass(name)).toBe(true);
      expect(sdkTypeFiles().get('/node_modules/composio-core/index.d.ts')).toContain(`class ${name}`);
    }
    for (const name of ['Composio', 'ToolSet', 'constructor', '__proto__', 'MyToolSet'])
      expect(isLegacyClass(name)).toBe(false);
  });

  it('says today’s term, and none of the old words as today’s', () => {
    expect(LEGACY_TERMS.map(([old]) => old)).toEqual([
      'entity',
      'action',
      'app',
      'integration',
      'connection',
      'toolset',
    ]);
    expect(describeLegacy('entityId')).toContain('today: user id');
    expect(describeLegacy('executeAction')).toContain('today: session.execute');
    expect(describeLegacy('unheardOf')).toContain('composio-core');
    for (const name of ['getEntity', 'actions', 'apps', 'integrations', 'OpenAIToolSet', 'integrationId']) {
      const today = todayForExport(name) ?? todayForMember(name);
      expect(today, name).not.toBeNull();
      expect(today).not.toMatch(/entity|toolset|integration|\baction|\bapp\b/i);
    }
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(todayForExport(name)).toBeNull();
      expect(todayForMember(name)).toBeNull();
    }
  });
});
