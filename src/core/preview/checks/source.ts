import { decodeString } from '../../json.ts';
import { cellKind } from '../cellText.ts';

/** Neither null nor missing is a value. */
export function isNull(source: string | undefined): source is undefined | 'null' {
  return source === undefined || source === 'null';
}

/** The text of a JSON string; undefined for a value of another type. */
export function textOf(source: string): string | undefined {
  return source.startsWith('"') ? decodeString(source, 0, source.length) : undefined;
}

/** A text of nothing but white space. */
export function isBlank(source: string): boolean {
  const kind = cellKind(source);
  return kind === 'empty' || (kind === 'text' && textOf(source)?.trim() === '');
}
