import type { CheckLevel } from '../core/preview/checkLevel.ts';
import type { PreviewFailure } from '../core/preview/messages.ts';

/**
 * Line drawings of 16 × 16. They stand beside a text that says the same, so that no state is told by colour alone; a
 * font of icons would need a source of fonts in the page's security policy.
 */
const drawings = {
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5M8 10v1.5',
  note: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 0 0 0-12.5M8 7.25v4M8 4.75v.5',
  warning: 'M8 2l6.5 11.5h-13zM8 6.5v3.5M8 11.5v.5',
  // The levels of a check differ in outline, not in colour alone.
  error: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 0 0 0-12.5M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5',
  info: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 0 0 0-12.5M8 7.25v4M8 4.75v.5',
  fine: 'M2.5 8.5l3.5 3.5l7.5-8',
  idle: 'M5 3l8 5l-8 5z',
  empty: 'M2.5 3h11v10h-11zM2.5 6h11M6 6v7',
  cancelled: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 0 0 0-12.5M5.75 5.75h4.5v4.5h-4.5z',
  warehouse: 'M3 4c0-2.6 10-2.6 10 0v8c0 2.6-10 2.6-10 0zM3 4c0 2.6 10 2.6 10 0M8 8v2.5M8 12v.5',
  not_found: 'M7 2a5 5 0 1 0 0 10a5 5 0 0 0 0-10M10.6 10.6l3.9 3.9M5 5l4 4M9 5l-4 4',
  unauthorized: 'M5 5.5a3 3 0 1 0 0 6a3 3 0 0 0 0-6M8 8.5h6.5M11.5 8.5v2.5M14 8.5v2',
  rate_limited: 'M2 12.5a6.3 6.3 0 1 1 12 0M8 10.5l3-4.5M4 12.5h8',
  timeout: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 0 0 0-12.5M8 4.5V8l2.5 2',
  offline: 'M1.5 8h3M4.5 5.5v5c3 0 3-5 0-5M14.5 8h-3M11.5 5.5v5c-3 0-3-5 0-5M2.5 13.5l11-11',
  refused: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 0 0 0-12.5M3.6 3.6l8.8 8.8',
  unexpected: 'M5 2h6l3.5 6l-3.5 6H5L1.5 8zM8 4.75v4M8 10.75v.5',
} as const satisfies Record<PreviewFailure['reason'] | CheckLevel, string> & Record<string, string>;

export type SymbolName = keyof typeof drawings;

const svg = 'http://www.w3.org/2000/svg';

/** A drawing of our own, by its name. */
export function symbol(name: SymbolName): SVGSVGElement {
  return lineDrawing(drawings[name]);
}

/**
 * A drawing in the colour of the text around it, hidden from screen readers.
 * @param lines the path, in a square of 16
 */
export function lineDrawing(lines: string): SVGSVGElement {
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('class', 'symbol');
  image.setAttribute('viewBox', '0 0 16 16');
  image.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', lines);
  image.append(path);
  return image;
}
