import type { Locator } from 'playwright-core';

/** When something happened in the page of a panel, in milliseconds since 1970 by the clock of this machine. */
export interface PanelTimes {
  /** The first part of the rows had come. */
  readonly firstPart: number;
  /** The frame with the first row was on the screen. */
  readonly painted: number;
  /** The last part had come. */
  readonly lastPart: number;
}

/**
 * Waits, inside the page, for the rows of the run under way.
 * @param root of the page, which shows that something is running
 * @param text that stands in the first row and nowhere else
 */
export async function timesOf(root: Locator, text: string): Promise<PanelTimes> {
  return root.evaluate(
    (element, wanted) =>
      new Promise<PanelTimes>(resolve => {
        const times = { firstPart: 0, painted: 0, lastPart: 0 };
        const now = (): number => performance.timeOrigin + performance.now();
        let parts = 0;
        let expected = Infinity;
        const end = (): void => {
          if (times.painted > 0 && times.lastPart > 0) resolve(times);
        };
        const listen = ({ data }: MessageEvent<{ kind?: string; state?: { result?: { parts: number } } }>): void => {
          if (data.kind === 'rows') {
            parts++;
            if (times.firstPart === 0) times.firstPart = now();
          }
          expected = data.state?.result?.parts ?? expected;
          if (parts < expected || times.lastPart > 0) return;
          times.lastPart = now();
          end();
        };
        // Before the page's own listener, which would draw first.
        window.addEventListener('message', listen, { capture: true });
        const look = (): void => {
          // An observer that is made in a frame is asked last, when all that the frame is to show is in the document.
          const observer = new ResizeObserver(() => {
            observer.disconnect();
            const isThere = element.querySelector('[role=gridcell]') && element.textContent.includes(wanted);
            if (!isThere) {
              requestAnimationFrame(look);
              return;
            }
            void scheduler.postTask(
              () => {
                times.painted = now();
                end();
              },
              { priority: 'user-blocking' },
            );
          });
          observer.observe(document.documentElement);
        };
        requestAnimationFrame(look);
        element.dataset['isWatched'] = 'true';
      }),
    text,
  );
}
