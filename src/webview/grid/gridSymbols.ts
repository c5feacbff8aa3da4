import { lineDrawing } from '../symbols.ts';

/** Line drawings of 16 × 16 for the buttons of the table; see the page's own ones. */
const drawings = {
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
  export: 'M8 2v7.5M4.75 6.5L8 9.75l3.25-3.25M2.5 11v2.5h11V11',
  find: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.3 10.3l3.7 3.7',
  detail: 'M2.5 3h11v10h-11zM2.5 8.5h11',
  more: 'M4 6.25L8 10.25L12 6.25',
  close: 'M4 4l8 8M12 4l-8 8',
  next: 'M8 3v10M4 9l4 4l4-4',
  previous: 'M8 13V3M4 7l4-4l4 4',
} as const;

export type GridSymbol = keyof typeof drawings;

/** A drawing for a button of the table. */
export function gridSymbol(name: GridSymbol): SVGSVGElement {
  return lineDrawing(drawings[name]);
}
