import { createRequire } from 'node:module';
import { type AnyNode, memberOf, nameOf, nodesOf, textOf } from '../syntaxTree.ts';

export interface FoundRegExp {
  readonly source: string;
  readonly flags: string;
  /** The scripts that have it. */
  readonly files: readonly string[];
  /** Whether it is made only where the engine has refused one that looks behind, which none of today's does. */
  readonly isFallback: boolean;
}

/** A `new RegExp` whose text is put together while the script runs. */
interface MadeRegExp {
  readonly file: string;
  readonly code: string;
}

export interface Collected {
  readonly found: readonly FoundRegExp[];
  readonly made: readonly MadeRegExp[];
}

/** Methods of a text that make an expression of the text that they are given. */
const searches = new Set(['match', 'matchAll', 'search']);

/** The regular expressions of scripts: the literals, and those that are made of a text that stands in the script. */
export function collect(scripts: ReadonlyMap<string, string>): Collected {
  const places = new Map<string, { readonly files: Set<string>; isFallback: boolean }>();
  const made: MadeRegExp[] = [];
  for (const [file, text] of scripts) {
    const nodes = [...nodesOf(text, file.startsWith('dist/webview/'))].map(({ node }) => node);
    const fallbacks = nodes.flatMap(node => fallbackOf(node, text));
    const add = (source: string, flags: string, { start, end }: AnyNode): void => {
      const key = JSON.stringify([source, flags]);
      const place = places.get(key) ?? { files: new Set(), isFallback: true };
      place.files.add(file);
      place.isFallback &&= fallbacks.some(range => range.start <= start && end <= range.end);
      places.set(key, place);
    };
    for (const node of nodes) {
      if (node.type === 'Literal' && typeof node['regex'] === 'object' && node['regex'] !== null) {
        const { pattern, flags } = node['regex'] as { readonly pattern: string; readonly flags: string };
        add(pattern, flags, node);
      }
      if (node.type !== 'NewExpression' && node.type !== 'CallExpression') continue;
      const [first, second] = node['arguments'] as readonly unknown[];
      const searched = searches.has(memberOf(node['callee']) ?? '') ? textOf(first) : undefined;
      if (searched !== undefined) add(new RegExp(searched).source, '', node);
      if (nameOf(node['callee']) !== 'RegExp') continue;
      const [source, flags] = [textOf(first), second === undefined ? '' : textOf(second)];
      if (source !== undefined && flags !== undefined) add(new RegExp(source, flags).source, flags, node);
      else made.push({ file, code: text.slice(node.start, node.end) });
    }
  }
  const found = [...places].map(([key, { files, isFallback }]): FoundRegExp => {
    const [source, flags] = JSON.parse(key) as [string, string];
    return { source, flags, files: [...files], isFallback };
  });
  return { found, made };
}

/** The part of a script that runs only where making an expression that looks behind has failed. */
function fallbackOf(node: AnyNode, text: string): readonly AnyNode[] {
  const { type, block, handler } = node as AnyNode & { readonly block?: AnyNode; readonly handler?: AnyNode | null };
  if (type !== 'TryStatement' || !block || !handler) return [];
  return text.slice(block.start, block.end).includes('(?<!') ? [handler] : [];
}

type Print = (
  sql: string,
  dialect: string,
  indentation: { readonly width: number; readonly useTabs: boolean },
) => string;

/** Those that the printer of queries makes of its dialects' words, taken while it lays out a query in each of them. */
export function madeByPrinter(path: string, dialects: readonly string[]): readonly FoundRegExp[] {
  const own = globalThis.RegExp;
  const found = new Map<string, FoundRegExp>();
  const keep = (made: RegExp): RegExp => {
    found.set(String(made), {
      source: made.source,
      flags: made.flags,
      files: ['dist/sqlPrinter.js'],
      isFallback: false,
    });
    return made;
  };
  globalThis.RegExp = new Proxy(own, {
    construct: (target, given: [string, string?]) => keep(new target(...given)),
    apply: (target, _, given: [string, string?]) => keep(target(...given)),
  });
  try {
    const { printQuery } = createRequire(import.meta.url)(path) as { readonly printQuery: Print };
    for (const dialect of dialects) printQuery('SELECT a, 1.5 AS b FROM t', dialect, { width: 2, useTabs: false });
  } finally {
    globalThis.RegExp = own;
  }
  return [...found.values()];
}
