import type { Page } from 'playwright-core';

export interface MeasuredText {
  /** The contrast ratio to the weakest pixel behind the text: 1 to 21. */
  readonly contrast: number;
  /** In pixels. */
  readonly fontSize: number;
  readonly isBold: boolean;
}

interface TextPlace {
  /** As CSS has it. */
  readonly color: string;
  /** Of the text and all around it, multiplied. */
  readonly opacity: number;
  readonly fontSize: number;
  readonly isBold: boolean;
  /** Upright strips of one pixel, within what is in view: x, top, bottom. */
  readonly strips: readonly (readonly [number, number, number])[];
}

/**
 * The contrast of the texts of elements, measured against a picture of the page without any text; undefined where
 * nothing of a text is in view.
 */
export async function leastContrast(
  page: Page,
  selectors: readonly string[],
): Promise<readonly (MeasuredText | undefined)[]> {
  if (selectors.length === 0) return [];
  const places = await page.evaluate(textPlaces, selectors);
  await page.evaluate(hideTexts);
  const picture = (await page.screenshot()).toString('base64');
  await page.evaluate(showTexts);
  return page.evaluate(measure, [picture, places] as const);
}

function hideTexts(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before, *::after { -webkit-text-fill-color: transparent !important; }');
  document.adoptedStyleSheets.push(sheet);
}

function showTexts(): void {
  document.adoptedStyleSheets.pop();
}

/** Runs in the page. */
function textPlaces(selectors: readonly string[]): TextPlace[] {
  return selectors.map(selector => {
    const element = document.querySelector(selector)!;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    let opacity = 1;
    const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let around: Element | null = element; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      opacity *= Number(style.opacity);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const box = around.getBoundingClientRect();
      view.left = Math.max(view.left, box.left);
      view.top = Math.max(view.top, box.top);
      view.right = Math.min(view.right, box.right);
      view.bottom = Math.min(view.bottom, box.bottom);
    }
    const strips: [number, number, number][] = [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.parentElement !== element) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        const top = Math.max(box.top + 1, view.top);
        const bottom = Math.min(box.bottom - 1, view.bottom);
        for (let x = Math.ceil(Math.max(box.left, view.left)); x < Math.min(box.right, view.right); x += 2) {
          if (bottom - top < 2) continue;
          const seen = document.elementFromPoint(x, (top + bottom) / 2);
          // What covers a text is not behind it; what lets the pointer through does not count here.
          if (seen && (element.contains(seen) || seen.contains(element))) strips.push([x, top, bottom]);
        }
      }
    }
    return { color, opacity, fontSize: parseFloat(fontSize), isBold: Number(fontWeight) >= 700, strips };
  });
}

/** Runs in the page. */
async function measure([picture, places]: readonly [string, readonly TextPlace[]]): Promise<
  (MeasuredText | undefined)[]
> {
  type Color = readonly [number, number, number];
  const bytes = Uint8Array.from(atob(picture), character => character.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const scale = image.width / innerWidth;
  /** Any color of CSS as bytes, with its alpha as a share of 1. */
  const parsed = (color: string): readonly [number, number, number, number] => {
    const dot = new OffscreenCanvas(1, 1).getContext('2d')!;
    dot.fillStyle = color;
    dot.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = dot.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const luminance = ([red, green, blue]: Color): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map(value => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  return places.map(({ color, opacity, strips, fontSize, isBold }) => {
    if (strips.length === 0) return undefined;
    const [red, green, blue, alpha] = parsed(color);
    const share = alpha * opacity;
    let contrast = 21;
    for (const [x, top, bottom] of strips) {
      for (let y = Math.ceil(top * scale); y < bottom * scale; y++) {
        const at = 4 * (y * image.width + Math.round(x * scale));
        const behind: Color = [data[at]!, data[at + 1]!, data[at + 2]!];
        const over = ([text, back]: readonly [number, number]): number => text * share + back * (1 - share);
        const shown: Color = [over([red, behind[0]]), over([green, behind[1]]), over([blue, behind[2]])];
        contrast = Math.min(contrast, ratio(luminance(shown), luminance(behind)));
      }
    }
    return { contrast, fontSize, isBold };
  });
}
