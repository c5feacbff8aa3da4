import type { Frame, FrameLocator } from 'playwright-core';
import type { Stage } from '../stage.ts';
import { patienceMs } from '../stage.ts';
import { waitFor } from '../waitFor.ts';

/** The pages of extensions: each is a frame in a frame. */
export class Webviews {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** The inner frame of the one webview in view; with several of them, use `withText`. */
  get only(): FrameLocator {
    return this.#stage.page.locator('iframe.webview:visible').contentFrame().locator('#active-frame').contentFrame();
  }

  /** Waits for the frame of a visible webview whose page shows this text. */
  async withText(text: string | RegExp): Promise<Frame> {
    return this.#stage.attempt(`see a webview with “${String(text)}”`, () =>
      waitFor(`a webview with “${String(text)}”`, patienceMs, async () => {
        for (const frame of await this.#visible()) {
          if ((await frame.getByText(text).count()) > 0) return frame;
        }
        return undefined;
      }),
    );
  }

  /** How many webviews are in view. */
  async count(): Promise<number> {
    return (await this.#visible()).length;
  }

  async #visible(): Promise<Frame[]> {
    const frames: Frame[] = [];
    for (const outer of await this.#stage.page.locator('iframe.webview:visible').elementHandles()) {
      const inner = await (await outer.contentFrame())?.$('#active-frame');
      const frame = await inner?.contentFrame();
      if (frame) frames.push(frame);
    }
    return frames;
  }
}
