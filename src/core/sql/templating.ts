import type { Range } from './queryAnalysis.ts';

/** Stands for each character of a `{{ … }}`: a private character that no SQL text has. */
export const placeholder = '\uE000';

/** A text with its Jinja taken out: as long as before, so that every range still holds. */
export interface Blanked {
  readonly text: string;
  /** From each `{% if %}`, `{% for %}` or the like to its end: what may be left out or come repeatedly. */
  readonly blocks: readonly Range[];
  readonly isTemplate: boolean;
}

/** Blocks whose contents are no part of the query where they stand. */
const hiding = new Set(['macro', 'call', 'docs', 'materialization', 'test', 'set']);
const silent = new Set([
  'set',
  'do',
  'import',
  'from',
  'include',
  'extends',
  'snapshot',
  'endsnapshot',
  'raw',
  'endraw',
]);

/** Expressions that dbt evaluates for what they do: they leave nothing. */
const effects = /^\{\{-?\s*(?:config|log|print)\s*\(/;

/** Replaces `{{ … }}` by placeholders, and `{% … %}` and `{# … #}` by spaces. What is not closed stays as it is. */
export function blankTemplating(sql: string): Blanked {
  if (!/\{[{%#]/.test(sql)) return { text: sql.replaceAll(placeholder, '\uFFFD'), blocks: [], isTemplate: false };
  const parts: string[] = [];
  const blocks: Range[] = [];
  const openBlocks: number[] = [];
  let copied = 0;
  let hidden: { readonly word: string; depth: number; readonly from: number } | undefined;
  const replace = (from: number, to: number, by: string): void => {
    parts.push(
      sql.slice(copied, from),
      by === placeholder ? by.repeat(to - from) : sql.slice(from, to).replace(/[^\r\n]/g, by),
    );
    copied = to;
  };
  const opening = /\{[{%#]/g;
  for (let found = opening.exec(sql); found !== null; found = opening.exec(sql)) {
    const { index } = found;
    const kind = sql.charAt(index + 1);
    const end = kind === '#' ? commentEnd(sql, index) : tagEnd(sql, index, kind === '{' ? '}}' : '%}');
    if (end === undefined) break;
    opening.lastIndex = end;
    const tag = kind === '%' ? tagAt(sql.slice(index, end)) : undefined;
    if (hidden !== undefined) {
      if (tag?.word === hidden.word) hidden.depth += tag.hides ? 1 : 0;
      else if (tag?.word === `end${hidden.word}` && --hidden.depth === 0) {
        replace(hidden.from, end, ' ');
        hidden = undefined;
      }
    } else if (tag?.hides === true) hidden = { word: tag.word, depth: 1, from: index };
    else {
      if (tag !== undefined && !silent.has(tag.word)) {
        if (tag.word.startsWith('end')) {
          const start = openBlocks.pop();
          if (start !== undefined) blocks.push({ start, end });
        } else if (!/^el(?:se|if)$/.test(tag.word)) openBlocks.push(index);
      }
      replace(index, end, kind === '{' && !effects.test(sql.slice(index, index + 40)) ? placeholder : ' ');
    }
  }
  if (hidden !== undefined) replace(hidden.from, sql.length, ' ');
  for (const start of openBlocks) blocks.push({ start, end: sql.length });
  parts.push(sql.slice(copied));
  return { text: parts.join(''), blocks, isTemplate: true };
}

function tagAt(text: string): { readonly word: string; readonly hides: boolean } {
  const [, word = '', rest = ''] = /^\{%[-+]?\s*(\w+)([^]*)/.exec(text) ?? [];
  return { word, hides: hiding.has(word) && !(word === 'set' && rest.includes('=')) };
}

function commentEnd(sql: string, start: number): number | undefined {
  const at = sql.indexOf('#}', start + 2);
  return at < 0 ? undefined : at + 2;
}

/** Past strings and inner braces: `{{ f({'a': {}}) }}`. */
function tagEnd(sql: string, start: number, closing: '}}' | '%}'): number | undefined {
  let depth = 0;
  for (let at = start + 2; at < sql.length; at++) {
    const character = sql.charAt(at);
    if (depth === 0 && sql.startsWith(closing, at)) return at + 2;
    if (character === "'" || character === '"') {
      const end = sql.indexOf(character, at + 1);
      if (end < 0) return undefined;
      at = end;
    } else if (character === '{') depth++;
    else if (character === '}') depth--;
  }
  return undefined;
}
