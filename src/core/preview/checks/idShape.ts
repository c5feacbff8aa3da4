import { cellKind } from '../cellText.ts';
import { textOf } from './source.ts';

export type IdType = 'number' | 'text' | 'boolean' | 'json';

/** How an id is spelled, as far as ids of one source should agree in it. */
export interface IdShape {
  readonly type: IdType;
  /** What the JSON string stands for; for other types the source itself. */
  readonly text: string;
  /** Nothing but the digits 0 to 9. */
  readonly isDigits: boolean;
  /** `none` for an id without letters, `mixed` for one with letters of both cases. */
  readonly letterCase: 'lower' | 'upper' | 'mixed' | 'none';
}

/** @param source of a value that is neither null nor blank */
export function idShape(source: string): IdShape {
  const kind = cellKind(source);
  const text = textOf(source) ?? source;
  switch (kind) {
    case 'number':
    case 'boolean':
    case 'json':
      return { type: kind, text, isDigits: false, letterCase: 'none' };
    case 'text':
    case 'empty':
    case 'null':
    case 'missing':
      return { type: 'text', text, isDigits: /^\d+$/.test(text), letterCase: letterCase(text) };
  }
}

function letterCase(text: string): IdShape['letterCase'] {
  const isLower = text === text.toLowerCase();
  const isUpper = text === text.toUpperCase();
  if (isLower) return isUpper ? 'none' : 'lower';
  return isUpper ? 'upper' : 'mixed';
}

/** What an id begins with up to its first separator, in lower case: `user-` of `USER-17`; empty where it has none. */
export function idPrefix(text: string): string {
  return /^[A-Za-z][A-Za-z0-9]{0,19}[-_:|./]/.exec(text)?.[0].toLowerCase() ?? '';
}
