import { describe, expect, test } from 'vitest';
import { breachesIn } from './scriptRules.ts';

const extension = { isPage: false, own: new Set(['./sqlPrinter.js']) };
const page = { isPage: true, own: new Set(['./shared-1.js']) };

const forbidden: readonly string[] = [
  'eval("1")',
  '(0, eval)(x)',
  'const run = eval; run(x)',
  'globalThis["ev" + "al"](x)',
  'globalThis.eval(x)',
  'new Function("return 1")()',
  'Function("return 1")()',
  'globalThis.Function(x)',
  '(() => {}).constructor("return 1")()',
  '(() => {})["constructor"]("return 1")()',
  'new (x.constructor)("return 1")',
  'setTimeout("f()", 1)',
  'require("child_process")',
  'require("node:child_process")',
  'const c = require(`node:child_process`)',
  'require("node:" + "child_process")',
  'require(name)',
  'const load = require; load("fs")',
  'const { load = require } = {}',
  'require("node:worker_threads")',
  'require("node:vm")',
  'require("left-pad")',
  'require("./other.js")',
  'require("../secrets.json")',
  'require("./addon.node")',
  'process.dlopen({}, "a")',
  'process.binding("spawn_sync")',
  'process["_linkedBinding"]("x")',
  'process.getBuiltinModule("fs")',
  'const { createServer } = require("node:http")',
  'const { createServer: make } = require("node:http")',
  'require("node:net").createServer()',
  'var n = require("node:net"); n.connect(1)',
  'var n = require("node:net"); new n.Server()',
  'var n = require("node:net"); n[x]()',
  'var n = wrap(require("node:net"), 1); n.Socket',
  'let n; n = require("node:net"); n.Socket',
  'const { Agent } = require("node:http")',
  'server.listen(0)',
  'import("https://example.com/a.js")',
  'import(x)',
  'import("data:text/javascript,1")',
  'new Worker("a.js")',
  'new WebSocket("wss://example.com")',
  'WebAssembly.instantiate(x)',
  'vscode.env.machineId',
  'vscode.env.createTelemetryLogger(x)',
  'x();\n//# sourceMappingURL=a.js.map',
];
const forbiddenInPage: readonly string[] = [
  'fetch("https://example.com")',
  'navigator.sendBeacon("/a")',
  'require("vscode")',
  'import "https://example.com/a.js"',
  'import { a } from "./other.js"',
  'export * from "./other.js"',
  'new XMLHttpRequest()',
];
const harmless: readonly string[] = [
  'const v = require("vscode"), p = require("node:path"); p.join("a", "b")',
  'var n = require("node:net"); n.isIP("::1")',
  'const { IncomingMessage: m } = require("node:http")',
  'require("./sqlPrinter.js")',
  'const name = x.constructor.name; const o = { eval: 1, require: 2 }; o.require',
  'setTimeout(() => f(), 1)',
  '"createServer, eval( and child_process in a sentence"',
];

describe('What no script of the package may do is seen in it (T30)', () => {
  test.each(forbidden)('%s', script => {
    expect(breachesIn(script, extension)).not.toEqual([]);
  });

  test.each(forbiddenInPage)("%s, in the page's scripts", script => {
    expect(breachesIn(script, page)).not.toEqual([]);
  });

  test.each(harmless)('but not in %s', script => {
    expect(breachesIn(script, extension)).toEqual([]);
  });

  test('nor where a page loads a script of its own', () => {
    expect(breachesIn('import { a } from "./shared-1.js"; import("./shared-1.js")', page)).toEqual([]);
  });
});
