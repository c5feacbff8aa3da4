import type { PeerRow } from './peerPage.ts';

/** What of a page is measured from inside it. Its script stands before the page's own. */
interface Probe {
  /** Keeps the bodies of these addresses for the next reading; bytes alone, so that nothing of it is collected in between. */
  fetch(paths: readonly string[]): Promise<void>;
  /**
   * Sends what was fetched to the page and gives how long it took, in milliseconds from the first message.
   * @param way `parts`: as our host does · `whole`: as one message · `objects`: read beforehand, by a call
   * @param around for `parts`: the state that follows the first part, and what each part is signed with
   */
  show(way: 'parts' | 'whole' | 'objects', around: readonly object[], look: Look): Promise<ShowTimes>;
  /** Moves a scroller by such a step in each of so many frames, or through these shares of its length. */
  scroll(selector: string, moves: ScrollMoves): Promise<ScrollTimes>;
}

/** What is looked for on the page. */
interface Look {
  /** Texts of the first rows. */
  readonly first: readonly string[];
  /** A text of the last row, and the element that is scrolled down to it. */
  readonly last: string;
  readonly scroller: string;
}

export interface ShowTimes {
  /** Until the frame with the first rows is on the screen. */
  readonly firstMs: number;
  /** Until the last row is on the screen, scrolled to as soon as the page had taken the last message. */
  readonly allMs: number;
  /** The longest task from the first message to then; 0 when none was longer than 50 ms. */
  readonly longestTaskMs: number;
}

type ScrollMoves =
  | { readonly kind: 'steps'; readonly pixels: number; readonly frames: number }
  | { readonly kind: 'jumps'; readonly frames: number };

interface ScrollTimes {
  /** From one frame to the next. */
  readonly intervals: readonly number[];
  readonly longestTaskMs: number;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

let fetched: Uint8Array<ArrayBuffer>[] = [];
let longest = 0;
new PerformanceObserver(list => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: 'longtask' });

// Our page asks for it; the peers do not know it.
Object.assign(window, { acquireVsCodeApi: () => ({ postMessage: () => undefined, setState: () => undefined }) });

/** A task of its own, after those that wait already. */
function task(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });
}

/** The task after the frame that is being made, before any that waits already. */
function afterFrame(): Promise<void> {
  return scheduler.postTask(() => undefined, { priority: 'user-blocking' });
}

const frame = (): Promise<number> => new Promise(resolve => requestAnimationFrame(resolve));

/**
 * Gives the time just after the first frame that paints these texts. An observer that is made in the frame
 * is asked last, when everything that the frame is to show is in the document, and before it is painted.
 */
async function painted(texts: readonly string[], eachFrame?: () => void): Promise<number> {
  for (;;) {
    const found = await new Promise<boolean>(resolve =>
      requestAnimationFrame(() => {
        eachFrame?.();
        const observer = new ResizeObserver(() => {
          observer.disconnect();
          resolve(isOnPage(texts));
        });
        observer.observe(document.documentElement);
      }),
    );
    await afterFrame();
    if (found) return performance.now();
  }
}

const isOnPage = (texts: readonly string[]): boolean => {
  const text = document.getElementById('preview')?.textContent ?? '';
  return texts.every(each => text.includes(each));
};

/** Posts the messages one by one, each in a task of its own but the first two, which our host sends together. */
async function post(messages: readonly object[]): Promise<void> {
  for (const [at, message] of messages.entries()) {
    if (at > 1) await task();
    const { rows } = message as { rows?: Uint8Array };
    window.postMessage(message, '*', rows === undefined ? [] : [rows.buffer]);
  }
  // Behind the last message in the same queue.
  await new Promise<void>(resolve => {
    const done = ({ data }: MessageEvent<unknown>): void => {
      if (data !== 'done') return;
      window.removeEventListener('message', done);
      resolve();
    };
    window.addEventListener('message', done);
    window.postMessage('done', '*');
  });
}

/** What our host posts: the first part, the state, the other parts. What the peers get: all in one. */
function messagesOf(way: 'parts' | 'whole', around: readonly object[]): readonly object[] {
  if (way === 'whole') return [{ rows: fetched[0] }];
  const [show = {}, signed = {}] = around;
  const [first = {}, ...rest] = fetched.map((rows, part) => ({ ...signed, part, rows }));
  return [first, show, ...rest];
}

window.probe = {
  async fetch(paths) {
    fetched = await Promise.all(paths.map(async path => new Uint8Array(await (await fetch(path)).arrayBuffer())));
  },

  async show(way, around, look) {
    const objects =
      way === 'objects' ? fetched.map(bytes => JSON.parse(new TextDecoder().decode(bytes)) as PeerRow[]) : [];
    const messages = way === 'objects' ? [] : messagesOf(way, around);
    await frame();
    await task();
    longest = 0;
    const begin = performance.now();
    const first = painted(look.first);
    if (objects[0]) window.showRows(objects[0]);
    else await post(messages);
    const firstMs = (await first) - begin;
    const toTheEnd = (): void => {
      const scroller = document.querySelector(look.scroller);
      scroller?.scrollTo(0, scroller.scrollHeight);
    };
    const allMs = (await painted([look.last], toTheEnd)) - begin;
    document.querySelector(look.scroller)?.scrollTo(0, 0);
    // The observer is told some time after the task.
    await new Promise(resolve => setTimeout(resolve, 100));
    return { firstMs, allMs, longestTaskMs: longest };
  },

  async scroll(selector, moves) {
    const scroller = document.querySelector(selector);
    if (!scroller) throw new Error(`Nothing on the page is ${selector}`);
    const intervals: number[] = [];
    longest = 0;
    let before = await frame();
    for (let at = 0; at < moves.frames; at++) {
      if (moves.kind === 'steps') scroller.scrollTop += moves.pixels;
      else scroller.scrollTop = (((at * 7919) % 1000) / 1000) * scroller.scrollHeight;
      const now = await frame();
      intervals.push(now - before);
      before = now;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
    return { intervals, longestTaskMs: longest };
  },
};
