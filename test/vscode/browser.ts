import { chromium, type Browser } from 'playwright-core';
import { ensureChromium } from './install/chromium.ts';

/**
 * Starts a headless Chromium that reaches 127.0.0.1 and nothing else, so that a run is the same with and without a
 * network. The caller closes it.
 * @param has what it has beside its usual self: scroll bars are hidden where nobody asks for them
 */
export async function launchBrowser(
  say: (line: string) => void,
  has: { readonly scrollBars?: boolean } = {},
): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureChromium(say),
    timeout: 60_000,
    ignoreDefaultArgs: has.scrollBars === true ? ['--hide-scrollbars'] : [],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
}
