/** `# composio-to-sessions-ignore-next-line: reason` */
import { lineOf, walk, type SyntaxFile, type SyntaxNode } from './syntax.js';

const PATTERN = /^#\s*composio-to-sessions-ignore-next-line(?::[^\S\n]*(.*?))?\s*$/;

const STATEMENT = /_statement$|^(?:decorated_definition|function_definition|class_definition)$/;

interface IgnoreComment {
  /** From 1. */
  line: number;
  reason: string;
  used: boolean;
}

export class Ignores {
  private readonly found: IgnoreComment[] = [];

  constructor(file: SyntaxFile) {
    if (!file.text.includes('composio-to-sessions-ignore-next-line')) return;
    walk(file.root, (node) => {
      const match = node.kind === 'comment' ? PATTERN.exec(node.text) : null;
      if (match) this.found.push({ line: lineOf(node), reason: match[1]?.trim() ?? '', used: false });
    });
  }

  /** The reason, where a comment stands above the line of the method, of the call, or of its statement. */
  of(node: SyntaxNode, methodLine: number): string | null {
    if (this.found.length === 0) return null;
    let statement: SyntaxNode = node;
    while (statement.parent && !STATEMENT.test(statement.kind)) statement = statement.parent;
    const lines = new Set([methodLine, lineOf(node), lineOf(statement)]);
    const own = this.found.find((one) => lines.has(one.line + 1));
    if (!own) return null;
    own.used = true;
    return own.reason;
  }

  /** Lines of the comments that no site was found for. */
  get unused(): number[] {
    return this.found.filter((one) => !one.used).map((one) => one.line);
  }
}
