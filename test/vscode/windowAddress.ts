import { resolve } from 'node:path';

/** What a window opens with. All paths are on this machine. */
export interface WindowAddress {
  readonly folder: string;
  /** The folder of an extension under development; one that is installed in the server needs no mention. */
  readonly extension?: string;
  /** The bundle of suites to run in the extension host: a CommonJS module that exports `run()`. */
  readonly tests?: string;
}

/**
 * The address at which a browser shows a window of the server build with an extension under development. The page
 * takes them only from a server that was started with `runsSuites`.
 */
export function windowAddress(origin: string, { folder, extension, tests }: WindowAddress): string {
  const remote = (path: string) => `vscode-remote://${new URL(origin).host}${resolve(path)}`;
  const payload = [
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ['skipWelcome', 'true'],
  ];
  const address = new URL('/', origin);
  address.searchParams.set('folder', resolve(folder));
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
