import { expect } from 'vitest';
import type { Beacon } from './hostileNames.ts';
import type { Walk } from './walk.ts';

/** What the page of a window, or a page within it, notes down. */
interface Noting {
  comeAlive?: string[];
}

/**
 * Watches a window, from its first moment to its last, for anything that came alive of a hostile text (T17, T22, T32):
 * a link, an icon, an element, a hidden character in what this extension shows, and a request.
 */
export class SinkWatch {
  readonly #walk: Walk;
  readonly #beacon: Beacon;
  readonly #requests: string[] = [];
  readonly #seen = new Map<string, string>();

  private constructor(walk: Walk, beacon: Beacon) {
    this.#walk = walk;
    this.#beacon = beacon;
  }

  static async start(walk: Walk, beacon: Beacon): Promise<SinkWatch> {
    const watch = new SinkWatch(walk, beacon);
    const { page } = walk.window;
    page.on('request', request => {
      if (request.url().startsWith(beacon.url) || request.url().includes('hostile'))
        watch.#requests.push(request.url());
    });
    // The pages of panels are made later, each a frame of its own.
    await page.addInitScript(noteWhatComesAlive);
    await page.evaluate(noteWhatComesAlive);
    return watch;
  }

  /**
   * Holds that a sink really shows a hostile text, and that nothing in it is hidden.
   * @param sink as the list of sinks names it
   */
  seen(sink: string, text: string): void {
    expect(text, `${sink} shows a text of others`).toMatch(/hostile|flame/);
    expect(text.replaceAll(/[\ue000-\uf8ff]/g, ''), `${sink} hides nothing`).not.toMatch(hidden);
    this.#seen.set(sink, text);
  }

  /** Holds that nothing came alive so far, in any page, and nobody asked for a picture. */
  async holds(): Promise<void> {
    const alive: string[] = [];
    for (const frame of this.#walk.window.page.frames()) {
      // A frame that is being closed has nothing to say.
      const noted = await frame.evaluate(() => (window as Noting).comeAlive ?? []).catch(() => []);
      alive.push(...noted);
    }
    expect(alive, 'parts that came alive').toEqual([]);
    expect(this.#requests, 'requests of the window').toEqual([]);
    expect(this.#beacon.requests, 'requests to the beacon').toEqual([]);
  }
}

/** Control characters but for line feed and tab, and what is seen by nobody or turns the order round. */
const hidden = /(?![\n\t])[\p{Cc}\u200b\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Runs in a page, and so holds all that it needs. Notes each part once, when it is put there or changed. */
function noteWhatComesAlive(): void {
  const noting = window as Noting;
  if (noting.comeAlive !== undefined) return;
  const noted = (noting.comeAlive = []) as string[];
  const live =
    '[href*="hostile"], [data-href*="hostile"], [src*="hostile"], [hostile], .codicon-flame, .codicon-modifier-spin.codicon-flame';
  // Where this extension alone says what is shown, and not VS Code from a file's own name or text as well.
  const surfaces = [
    '.notifications-toasts',
    '.monaco-dialog-box',
    '.quick-input-widget',
    '.part.statusbar',
    '.part.sidebar .tree-explorer-viewlet-tree-view',
    '.codelens-decoration',
    '.suggest-widget',
    '.suggest-details',
    '.monaco-menu',
    '.action-widget',
    '#preview',
  ].join(', ');
  const hiddenText = /[\u202a-\u202e\u2066-\u2069\u2028\u2029]/;
  const note = (what: string, element: Element): void => {
    noted.push(`${what}: ${element.outerHTML.slice(0, 300)} in ${element.parentElement?.className ?? ''}`);
  };
  const look = (element: Element): void => {
    if (element.matches(live)) note('alive', element);
    for (const each of element.querySelectorAll(live)) note('alive', each);
    const text = element.textContent;
    if (hiddenText.test(text) && element.closest(surfaces) !== null) note('hidden', element);
  };
  new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes) {
      if (type !== 'childList' && target instanceof Element) look(target);
      else if (target.parentElement !== null && type === 'characterData') look(target.parentElement);
      for (const added of addedNodes) {
        if (added instanceof Element) look(added);
        else if (added.parentElement !== null) look(added.parentElement);
      }
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['href', 'data-href', 'src', 'class'],
  });
}
