import type { Page } from 'playwright-core';

/**
 * How well it is seen that what has the focus has it: how many pixels in and around it are clearly lighter or darker
 * than without it (WCAG 2.2, 2.4.7). How strong its color is beyond that is the theme's choice.
 */
export async function focusContrast(page: Page): Promise<{ readonly control: string; readonly pixels: number }> {
  const { control, clip } = await page.evaluate(() => {
    const focused = document.activeElement as HTMLElement;
    const { x, y, width, height } = focused.getBoundingClientRect();
    const [left, top] = [Math.max(0, Math.floor(x) - 4), Math.max(0, Math.floor(y) - 4)];
    const [right, bottom] = [Math.min(innerWidth, x + width + 4), Math.min(innerHeight, y + height + 4)];
    return {
      control: `${focused.tagName} ${focused.className} ${focused.ariaLabel ?? focused.textContent.slice(0, 40)}`,
      clip: { x: left, y: top, width: Math.ceil(right - left), height: Math.ceil(bottom - top) },
    };
  });
  const take = async (): Promise<string> => (await page.screenshot({ clip, caret: 'hide' })).toString('base64');
  const focused = await take();
  await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    element.dataset['was'] = 'focused';
    element.blur();
  });
  const plain = await take();
  await page.evaluate(() => {
    const element = document.querySelector<HTMLElement>('[data-was]')!;
    delete element.dataset['was'];
    element.focus({ preventScroll: true });
  });
  return { control, pixels: await page.evaluate(changedPixels, [focused, plain, 1.5] as const) };
}

/** Runs in the page. */
async function changedPixels([one, other, clearly]: readonly [string, string, number]): Promise<number> {
  const luminances = async (picture: string): Promise<number[]> => {
    const bytes = Uint8Array.from(atob(picture), character => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const linear = (value: number): number => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return Array.from({ length: data.length / 4 }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = data.subarray(4 * at, 4 * at + 3);
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    });
  };
  const [before, after] = [await luminances(one), await luminances(other)];
  return before.filter((light, at) => {
    const dark = after[at] ?? 0;
    return (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05) >= clearly;
  }).length;
}
