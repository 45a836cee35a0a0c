import { Composio } from '@composio/core';

// composio.tools.get('alice', { toolkits: ['github'] }) is only a comment here.
const tools = new Map([['alice', 1]]);
const prisma = { composioConnection: { create: async (row: object) => Object.keys(row).length } };

class Registry {
  tools = { get: (userId: string, filter: object) => `${userId} ${Object.keys(filter)}` };
}

const registry = new Registry();
const text = "await composio.tools.execute('GITHUB_GET_A_REPOSITORY', { userId })";

function shadow(composio: Registry) {
  return composio.tools.get('alice', { toolkits: ['github'] });
}

console.log(tools.get('alice'), registry.tools.get('alice', { toolkits: ['github'] }), text.length);
console.log(shadow(registry), await prisma.composioConnection.create({ user: 'alice' }), typeof Composio);
