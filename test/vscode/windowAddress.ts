import { resolve } from 'node:path';

/** What a window opens with. All paths are on this machine. */
export interface WindowAddress {
  /** A folder, or a `.code-workspace` file with several. */
  readonly folder: string;
  /** A file to open in an editor at once. */
  readonly file?: string;
  /** The folder of an extension under development; one that is installed in the server needs no mention. */
  readonly extension?: string;
  /** The bundle of suites to run in the extension host: a CommonJS module that exports `run()`. */
  readonly tests?: string;
}

/**
 * The address at which a browser shows a window of the server build with an extension under development. The page
 * takes them only from a server that was started with `runsSuites`.
 */
export function windowAddress(origin: string, { folder, file, extension, tests }: WindowAddress): string {
  const remote = (path: string) => `vscode-remote://${new URL(origin).host}${encodeURI(resolve(path))}`;
  const payload = [
    ...(file === undefined ? [] : [['openFile', remote(file)]]),
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ['skipWelcome', 'true'],
  ];
  const address = new URL('/', origin);
  address.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', resolve(folder));
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
