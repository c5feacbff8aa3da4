import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './command.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const aptTimeoutMs = 5 * 60_000;

/**
 * Gives the path of a Chromium: the one that `CHROMIUM` names, or one on the PATH, or, for root on Debian, the package
 * `chromium` after installing it. Fails with one line that says what to install.
 */
export async function ensureChromium(say: (line: string) => void): Promise<string> {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which does not exist. Set it to the path of a Chromium or Chrome.`);
  }
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error('No Chromium was found. Install Chromium or Chrome, or set CHROMIUM to the path of one.');
  }
  say(
    "Installing Debian's package chromium, because the tests need a browser and there is none (about a minute, once).",
  );
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update'], { env, timeoutMs: aptTimeoutMs });
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
    env,
    timeoutMs: aptTimeoutMs,
  });
  const installed = findChromium();
  if (installed !== undefined) return installed;
  throw new Error(
    'apt-get installed chromium, but it is not on the PATH. Set CHROMIUM to the path of a Chromium or Chrome.',
  );
}

function findChromium(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(path => existsSync(path));
}
