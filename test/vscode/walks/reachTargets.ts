import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectPath } from '../../project.ts';
import type { ReachTarget } from './reachAttempts.ts';

/** A server that nobody has a reason to ask anything, and what it was asked. */
export interface Listener extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /**
   * As `GET /path`. A connection without a request is none: a browser prepares one for a frame before it asks the page's
   * policy, and sends nothing over it.
   */
  readonly seen: readonly string[];
}

/** Answers everything to everybody, so that only the asker's own policy keeps it away. */
export async function listen(): Promise<Listener> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const type = request.url?.startsWith('/page') === true ? 'text/html' : 'text/javascript';
    response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' });
    response.end(type === 'text/html' ? '<!doctype html><body>' : 'globalThis.reached = true;');
  });
  server.on('upgrade', (request, socket) => {
    seen.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  server.on('clientError', (_error, socket) => {
    socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    [Symbol.asyncDispose]: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Surroundings {
  readonly listener: Listener;
  /** Addresses without a slash at their end. */
  readonly levered: string;
  readonly editor: string;
  /** Absolute paths. */
  readonly workspace: string;
  readonly cliFolder: string;
  readonly userData: string;
  /** The address of the page's own style sheet, as the editor writes it. */
  readonly ownStyle: string;
}

/** What a hostile script in the page would want: other servers, the service, the editor, and files of the machine. */
export function reachTargets(around: Surroundings): readonly ReachTarget[] {
  const { listener, levered, editor, workspace, cliFolder, userData, ownStyle } = around;
  const { port } = listener;
  const files: Readonly<Record<string, string>> = {
    'the accounts of the machine': '/etc/passwd',
    'the environment of the process': '/proc/self/environ',
    "the extension's manifest": projectPath('package.json'),
    "the extension's code": projectPath('dist', 'extension.js'),
    'a definition': join(workspace, 'levered', 'signup-conversion.levered.sql'),
    'a style sheet of the workspace': join(workspace, 'theme.css'),
    "the command line's session": join(cliFolder, 'auth.local.json'),
    "the editor's settings": join(userData, 'data', 'User', 'settings.json'),
  };
  const resources = ownStyle.slice(0, ownStyle.indexOf('/', 'https://'.length));
  const ofFiles = Object.entries(files).flatMap(([name, path]): ReachTarget[] => [
    { name: `${name} as a file`, url: pathToFileURL(path).href },
    { name: `${name} as a resource of the page`, url: resources + pathToFileURL(path).pathname },
  ]);
  const own: Readonly<Record<string, string>> = {
    'another server': `${listener.url}/WAY`,
    'another server by name': `http://localhost:${port}/WAY`,
    'another server by its scheme alone': `//127.0.0.1:${port}/WAY`,
    'another server with a user': `http://user:secret@127.0.0.1:${port}/WAY`,
    'another server in other digits': `http://2130706433:${port}/WAY`,
    'another server over TLS': `https://127.0.0.1:${port}/WAY`,
    'another server by sockets': `ws://127.0.0.1:${port}/WAY`,
    'the internet': 'https://example.com/WAY',
    'the address of cloud secrets': 'http://169.254.169.254/latest/meta-data/',
    'the metrics': `${levered}/api/v2/warehouse/metrics`,
    'the assignment source': `${levered}/api/v2/warehouse/assignment-source`,
    'the optimizations': `${levered}/api/v2/optimizations`,
    "the editor's page": `${editor}/`,
    'a file by the editor’s server': `${editor}/vscode-remote-resource?path=/etc/passwd`,
    'a style sheet by the editor’s server': `${editor}/vscode-remote-resource?path=${encodeURIComponent(join(workspace, 'theme.css'))}`,
    'a file as the desktop has it': 'vscode-file://vscode-app/etc/passwd',
    'a resource as the desktop has it': 'https://file+.vscode-resource.vscode-cdn.net/etc/passwd',
    'a page of another webview': 'vscode-webview://0123456789abcdef/index.html',
    'a remote file': 'vscode-remote://127.0.0.1/etc/passwd',
    'a definition of the organization': 'levered://local/metric',
    'a command': 'command:workbench.action.openSettings',
    'a page of the editor': 'vscode://settings/levered.environments',
    'a page in its own address': 'data:text/html,<script>parent.reached=1</script>',
    'a script in its own address': 'data:text/javascript,globalThis.reached=true',
    'a style sheet in its own address': 'data:text/css,body{color:red}',
    'a picture in its own address': 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==',
    'a script of the page': 'javascript:globalThis.reached=true',
    'the browser': 'chrome://version/',
    'a source': 'view-source:file:///etc/passwd',
    'an old protocol': 'ftp://127.0.0.1/etc/passwd',
    'a mail': 'mailto:someone@example.com?body=rows',
  };
  return [...Object.entries(own).map(([name, url]) => ({ name, url })), ...ofFiles];
}
