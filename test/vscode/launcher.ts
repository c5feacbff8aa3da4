import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser.ts';
import { ensureServerBuild } from './install/serverBuild.ts';
import { interruption } from './interruption.ts';
import { isNoise } from './noise.ts';
import { VSCodeServer } from './server.ts';
import { windowAddress } from './windowAddress.ts';

/** How long one run of all suites may take, in milliseconds. */
const runTimeoutMs = 4 * 60_000;
const keptLogLines = 60;

/**
 * Stands in for VS Code's executable where there is no desktop: takes the same arguments, runs the same suites in the
 * server build with a headless Chromium, and gives the exit code. User settings are those of `--user-data-dir`.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      extensionDevelopmentPath: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
    },
    // What else a desktop understands (--no-sandbox, --skip-welcome, …) means nothing here.
    strict: false,
    allowPositionals: true,
  });
  const { extensionDevelopmentPath: extension, extensionTestsPath: tests, 'user-data-dir': userData } = values;
  const [folder] = positionals;
  if (
    typeof extension !== 'string' ||
    typeof tests !== 'string' ||
    typeof userData !== 'string' ||
    folder === undefined
  ) {
    throw new Error('Give a folder, --extensionDevelopmentPath, --extensionTestsPath and --user-data-dir.');
  }
  const settings = JSON.parse(await readFile(join(userData, 'User', 'settings.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const build = await ensureServerBuild(console.log);
  const server = await VSCodeServer.start({ build, settings, runsSuites: true });
  const browser = await launchBrowser(console.log);
  const log: string[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const exited = new Promise<number>(resolve => {
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      const text = `${type}: ${args.map(String).join(' ')}`;
      if (!isNoise(text)) log.push(text.split('\n', 1).join('').slice(0, 300));
      if (log.length > keptLogLines) log.shift();
    });
    await page.goto(windowAddress(server.origin, { folder, extension, tests }), { timeout: 60_000 });
    const code = await Promise.race([exited, timeUp(), interruption().then(() => 130)]);
    if (code !== 0) console.log(['The end of the log of VS Code:', ...log].join('\n'));
    return code;
  } finally {
    await browser.close();
    await server.dispose();
  }
}

function timeUp(): Promise<number> {
  return new Promise(resolve => {
    setTimeout(() => {
      console.log(`The suites did not end within ${runTimeoutMs / 1000} s. Look for a test that waits for ever.`);
      resolve(124);
    }, runTimeoutMs).unref();
  });
}

process.exitCode = await main();
