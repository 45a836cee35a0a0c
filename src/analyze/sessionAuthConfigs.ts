/** Auth configs in the configs of sessions that the code makes already: the project keeps knowing them after a run. */
import { ts } from 'ts-morph';
import { authConfigFact } from './authConfigs.js';
import type { Clients } from './clients.js';
import { createdOn } from './existingSessions.js';
import type { ExpressionFacts } from './expressions.js';
import type { FileFacts } from './facts.js';
import { lineOf, propertyName, propertyValue, unwrap, walk } from './nodes.js';

export function sessionAuthConfigs(
  file: ts.SourceFile,
  facts: ExpressionFacts,
  clients: Clients,
): FileFacts['sessionAuthConfigs'] {
  const found: FileFacts['sessionAuthConfigs'] = [];
  walk(file, (node) => {
    if (!ts.isCallExpression(node)) return;
    const config = node.arguments[1];
    const receiver = createdOn(node);
    if (!config || !receiver || !clients.recognise(receiver)) return;
    for (const holder of literalsIn(config)) {
      const authConfigs = propertyValue(holder, 'authConfigs');
      for (const entries of authConfigs ? literalsIn(authConfigs) : []) {
        for (const property of entries.properties) {
          const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
          if (!value || !ts.isExpression(value) || ts.isSpreadAssignment(property)) continue;
          const toolkit = propertyName(property.name) ?? null;
          found.push({ toolkit, fact: authConfigFact(value, node, facts), line: lineOf(property) });
        }
      }
    }
  });
  return found;
}

/** The object literal, and those that are spread into it: `...(id ? { authConfigs: { github: id } } : {})`. */
function literalsIn(node: ts.Expression): ts.ObjectLiteralExpression[] {
  const target = unwrap(node) as ts.Expression;
  if (ts.isConditionalExpression(target)) return [...literalsIn(target.whenTrue), ...literalsIn(target.whenFalse)];
  if (ts.isBinaryExpression(target)) return literalsIn(target.right);
  if (!ts.isObjectLiteralExpression(target)) return [];
  const spread = target.properties.flatMap((one) => (ts.isSpreadAssignment(one) ? literalsIn(one.expression) : []));
  return [target, ...spread];
}
