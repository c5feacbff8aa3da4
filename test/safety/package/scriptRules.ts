import { Scopes } from './scopes.ts';
import { type AnyNode, isReference, memberOf, nameOf, nodesOf, type Place, textOf } from '../syntaxTree.ts';

export interface ScriptKind {
  /** The page's scripts are modules, and have nothing of Node. */
  readonly isPage: boolean;
  /** The other scripts of the package that it may load, as it names them. */
  readonly own: ReadonlySet<string>;
}

/** What of Node the extension uses. Of those that could open a port or start something, `narrow` says how much. */
const builtins = new Set(
  'assert async_hooks buffer crypto events fs fs/promises http net os path querystring stream timers/promises util'
    .split(' ')
    .map(name => `node:${name}`),
);
/** All that undici takes from these: which texts are addresses, and a class to tell objects by. */
const narrow: Readonly<Record<string, readonly string[]>> = {
  'node:http': ['IncomingMessage'],
  'node:net': ['isIP'],
};

/** Makes code of text, or reaches what does. */
const evaluators = new Set(['eval', 'Function', 'GeneratorFunction', 'AsyncFunction', 'WebAssembly', 'importScripts']);
/** A thread, a connection or a report that does not go through the extension's one client. */
const foreign = new Set(
  'Worker SharedWorker ServiceWorker XMLHttpRequest WebSocket EventSource RTCPeerConnection BroadcastChannel'.split(
    ' ',
  ),
);
const forbiddenMembers = new Set([
  ...['createServer', 'listen', 'connect', 'createConnection', 'createSocket', 'binding', '_linkedBinding', 'dlopen'],
  ...['createTelemetryLogger', 'machineId', 'sendBeacon', 'sendTelemetryEvent', 'getBuiltinModule', 'createRequire'],
]);
/** Parts of Node or files that no script may as much as name. */
const forbiddenText =
  /^(?:node:)?(?:child_process|cluster|worker_threads|vm|module|inspector|dgram|tls|https|http2|repl|wasi)$|\.node$|^data:text\/javascript|^blob:/;

/** What a shipped script does that none may, each as a few words and the code itself; empty when it is harmless. */
export function breachesIn(text: string, kind: ScriptKind): readonly string[] {
  const places = [...nodesOf(text, kind.isPage)];
  const found: string[] = [];
  for (const place of places) {
    const what = breach(place, kind);
    if (what !== undefined) found.push(`${what}: ${excerpt(text, place.node)}`);
  }
  return [...found, ...(/[#@] ?sourceMappingURL=/.test(text) ? ['source map'] : []), ...narrowBreaches(places)];
}

function breach(place: Place, kind: ScriptKind): string | undefined {
  const { node, parent } = place;
  switch (node.type) {
    case 'Identifier':
      return identifierBreach(place, kind);
    case 'MemberExpression': {
      const member = memberOf(node) ?? '';
      if (evaluators.has(member) || foreign.has(member)) return 'reaches what runs text, threads or connections';
      return forbiddenMembers.has(member) ? 'forbidden member' : undefined;
    }
    case 'Literal':
    case 'TemplateLiteral':
      return forbiddenText.test(textOf(node) ?? '') ? 'names a forbidden part or file' : undefined;
    case 'CallExpression':
    case 'NewExpression':
      return callBreach(node, kind);
    case 'ImportExpression':
      return isOwn(node['source'], kind) ? undefined : 'loads something foreign';
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node['source'] === null || isOwn(node['source'], kind) ? undefined : 'loads something foreign';
    case 'Property':
      // Taken out of an object: `const { createServer } = …`.
      return parent?.type === 'ObjectPattern' && forbiddenMembers.has(nameOf(node['key']) ?? '')
        ? 'forbidden member'
        : undefined;
    default:
      return undefined;
  }
}

function isOwn(source: unknown, { own }: ScriptKind): boolean {
  return own.has(textOf(source) ?? '');
}

function identifierBreach(place: Place, { isPage }: ScriptKind): string | undefined {
  const name = nameOf(place.node) ?? '';
  if (!isReference(place)) return undefined;
  if (evaluators.has(name)) return 'runs text';
  if (foreign.has(name)) return 'a thread or a connection';
  if (name === 'fetch' && isPage) return 'a request from the page';
  // Passed on, it could load anything.
  const isCalled = place.parent?.type === 'CallExpression' && place.part === 'callee';
  return name === 'require' && !isCalled ? 'passes require on' : undefined;
}

function callBreach(node: AnyNode, kind: ScriptKind): string | undefined {
  const [first] = node['arguments'] as readonly unknown[];
  const name = nameOf(node['callee']);
  if (name === 'require') {
    const asked = textOf(first);
    const isKnown = asked === 'vscode' || builtins.has(asked ?? '');
    return !kind.isPage && (isKnown || isOwn(first, kind)) ? undefined : 'requires something foreign';
  }
  if ((name === 'setTimeout' || name === 'setInterval') && textOf(first) !== undefined) return 'runs text later';
  // The constructor of any function makes code of text.
  return memberOf(node['callee']) === 'constructor' ? 'calls a constructor that it took from a value' : undefined;
}

/** Members that are taken from a part of Node beyond the few that are known. */
function narrowBreaches(places: readonly Place[]): readonly string[] {
  const scopes = new Scopes(places);
  const bound: { readonly name: string; readonly source: string; readonly owner: AnyNode | undefined }[] = [];
  const found: string[] = [];
  for (const { node } of places) {
    const [target, value] =
      node.type === 'VariableDeclarator' ? [node['id'], node['init']] : [node['left'], node['right']];
    const source = requiredBy(value);
    if (source === undefined || narrow[source] === undefined) continue;
    const name = nameOf(target);
    if (name !== undefined) bound.push({ name, source, owner: scopes.ownerOf(name, node) });
    for (const key of keysOf(target)) if (!narrow[source].includes(key)) found.push(`takes ${key} from ${source}`);
  }
  for (const { node } of places) {
    const name = node.type === 'MemberExpression' ? nameOf(node['object']) : undefined;
    if (name === undefined) continue;
    const member = memberOf(node) ?? 'something computed';
    for (const { source } of bound.filter(each => each.name === name && each.owner === scopes.ownerOf(name, node)))
      if (!narrow[source]?.includes(member)) found.push(`takes ${member} from ${source}`);
  }
  return found;
}

/** `require('x')`, alone or inside of the call by which a bundle makes a module of it. */
function requiredBy(node: unknown): string | undefined {
  const call = node as AnyNode | null | undefined;
  if (call?.type !== 'CallExpression') return undefined;
  const [first] = call['arguments'] as readonly unknown[];
  return nameOf(call['callee']) === 'require' ? textOf(first) : requiredBy(first);
}

function keysOf(pattern: unknown): readonly string[] {
  const { type, properties } = pattern as AnyNode & { readonly properties?: readonly AnyNode[] };
  if (type !== 'ObjectPattern') return [];
  return (properties ?? []).map(property => nameOf(property['key']) ?? 'something computed');
}

function excerpt(text: string, { start, end }: AnyNode): string {
  return text.slice(Math.max(0, start - 30), Math.min(end + 30, start + 90)).replaceAll('\n', ' ');
}
