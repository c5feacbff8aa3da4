import { WarehouseError } from './warehouse.ts';

/** DuckDB's refusal of a text, with the place that the excerpt at the end of its message points at with a caret. */
export function duckdbError(error: unknown, text: string): Error {
  if (error instanceof WarehouseError) return error;
  if (!(error instanceof Error)) return new WarehouseError(String(error));
  const message = error.message.replace(/^Failed to extract statements: /, '');
  return new WarehouseError(message, positionIn(message, text));
}

/** Counts characters from 1. A long line is shown in part only, with dots where it goes on. */
function positionIn(message: string, text: string): number | undefined {
  const excerpt = /\n\n(LINE (\d+): )(.*)\n( *)\^/.exec(message);
  if (excerpt === null) return undefined;
  const [, label = '', lineNumber = '', shown = '', indent = ''] = excerpt;
  const lineIndex = Number(lineNumber) - 1;
  const lines = text.split('\n');
  const dots = shown.startsWith('...') ? 3 : 0;
  const shownFrom = (lines[lineIndex] ?? '').indexOf(shown.slice(dots).replace(/\.\.\.$/, ''));
  if (shownFrom < 0) return undefined;
  const lineStart = lines.slice(0, lineIndex).reduce((length, line) => length + line.length + 1, 0);
  return lineStart + shownFrom + (indent.length - label.length - dots) + 1;
}
