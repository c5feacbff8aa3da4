import { type AnyNode, nameOf, type Place } from '../syntaxTree.ts';

/** Says in which function a name is declared that stands at some place of a script; a minified one uses each name often. */
export class Scopes {
  readonly #functions: readonly { readonly node: AnyNode; readonly declared: Set<string> }[];

  /** @param places all nodes of the script, parents first */
  constructor(places: readonly Place[]) {
    this.#functions = places
      .filter(({ node }) => node.type.includes('Function'))
      .map(({ node }) => ({ node, declared: new Set((node['params'] as readonly unknown[]).flatMap(namesIn)) }));
    for (const { node } of places) {
      if (node.type === 'VariableDeclarator') this.#declare(node, namesIn(node['id']));
      else if (node.type === 'CatchClause') this.#declare(node, namesIn(node['param']));
      else if (node.type === 'ClassDeclaration' || node.type === 'FunctionDeclaration') {
        // Its own name belongs to what it stands in.
        this.#around({ start: node.start - 1, end: node.end })?.declared.add(nameOf(node['id']) ?? '');
      }
    }
  }

  /** The innermost function around a node that declares the name; undefined when only the script as a whole may. */
  ownerOf(name: string, node: AnyNode): AnyNode | undefined {
    return this.#functions.findLast(
      ({ node: { start, end }, declared }) => start <= node.start && node.end <= end && declared.has(name),
    )?.node;
  }

  #declare(node: AnyNode, names: readonly string[]): void {
    for (const name of names) this.#around(node)?.declared.add(name);
  }

  /** Parents come first, so the last one that is around is the innermost. */
  #around({ start, end }: { readonly start: number; readonly end: number }) {
    return this.#functions.findLast(({ node }) => node.start <= start && end <= node.end);
  }
}

/** The names that a parameter or a pattern declares. */
function namesIn(pattern: unknown): readonly string[] {
  if (pattern === null || pattern === undefined) return [];
  const node = pattern as AnyNode;
  switch (node.type) {
    case 'Identifier':
      return [nameOf(node) ?? ''];
    case 'ObjectPattern':
      return (node['properties'] as readonly AnyNode[]).flatMap(each => namesIn(each['value'] ?? each['argument']));
    case 'ArrayPattern':
      return (node['elements'] as readonly unknown[]).flatMap(namesIn);
    case 'AssignmentPattern':
      return namesIn(node['left']);
    case 'RestElement':
      return namesIn(node['argument']);
    default:
      return [];
  }
}
