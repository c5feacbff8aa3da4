import { cellKind } from '../cellText.ts';

/** Neither null nor missing is a value. */
export function isNull(source: string | undefined): source is undefined | 'null' {
  return source === undefined || source === 'null';
}

/** The text of a JSON string; undefined for a value of another type. */
export function textOf(source: string): string | undefined {
  if (!source.startsWith('"')) return undefined;
  return source.includes('\\') ? (JSON.parse(source) as string) : source.slice(1, -1);
}

/** A text of nothing but white space. */
export function isBlank(source: string): boolean {
  const kind = cellKind(source);
  return kind === 'empty' || (kind === 'text' && textOf(source)?.trim() === '');
}
