import { type Node, parse } from 'acorn';

/** A node with whatever its kind has; acorn's own union of all kinds says the same at great length. */
export type AnyNode = Node & Readonly<Record<string, unknown>>;

export interface Place {
  readonly node: AnyNode;
  readonly parent: AnyNode | undefined;
  /** The name of the parent's part that the node is, or is in. */
  readonly part: string;
}

/** Every node of a script, parents first. A page's script is a module; the extension's is not. */
export function* nodesOf(text: string, isModule: boolean): Generator<Place, void, undefined> {
  const root: Node = parse(text, { ecmaVersion: 'latest', sourceType: isModule ? 'module' : 'commonjs' });
  const open: Place[] = [{ node: root as AnyNode, parent: undefined, part: '' }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    yield place;
    const { node } = place;
    for (const [part, value] of Object.entries(node)) {
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (isNode(each)) open.push({ node: each, parent: node, part });
      }
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The name of an identifier; undefined for any other node. */
export function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' ? String(node['name']) : undefined;
}

/**
 * The text that an expression certainly is: a string, a template without values, and such texts added together.
 * Undefined for anything else.
 */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  if (node.type === 'TemplateLiteral') {
    const [only, ...others] = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[];
    return others.length === 0 ? only?.value.cooked : undefined;
  }
  if (node.type === 'BinaryExpression' && node['operator'] === '+') {
    const [left, right] = [textOf(node['left']), textOf(node['right'])];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

/** The name of the member that an expression takes from another: `a.b`, `a['b']`, `a?.b`. */
export function memberOf(node: unknown): string | undefined {
  if (!isNode(node) || node.type !== 'MemberExpression') return undefined;
  return node['computed'] === true ? textOf(node['property']) : nameOf(node['property']);
}

/** Whether an identifier stands for a value, and is not merely the name of a member, a key or a label. */
export function isReference({ node, parent, part }: Place): boolean {
  if (node.type !== 'Identifier' || parent === undefined) return false;
  switch (parent.type) {
    case 'MemberExpression':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return part === 'object' || part === 'value' || parent['computed'] === true;
    case 'Property':
      return part === 'value' || parent['computed'] === true || parent['shorthand'] === true;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ImportSpecifier':
    case 'ExportSpecifier':
      return part === 'local';
    default:
      return true;
  }
}
