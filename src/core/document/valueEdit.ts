import { isHidden } from '../text/hiddenCharacters.ts';
import type { Field } from './leveredDocument.ts';
import { lineStartAt, nextLineAt } from './lineEdges.ts';
import type { TextEdit } from './textEdit.ts';
import { printYamlInline } from './yamlMap.ts';
import { quotedYamlText, type YamlPlace } from './yamlText.ts';

/** The text that edits are made for, and how YAML is written in it. */
export interface EditPlace extends YamlPlace {
  readonly text: string;
  readonly lineBreak: string;
}

/** The edits that give a field another value, on one line. Quotes stay as they are, and so do comments around it. */
export function valueEdits(place: EditPlace, field: Field, value: unknown): readonly TextEdit[] {
  const { text } = place;
  const { valueRange, style } = field;
  const { start, end } = valueRange;
  const printed = printLike(place, field, value);
  switch (style) {
    case 'plain':
    case 'quoted':
    case 'flow':
    case 'other':
      return [{ start, end, text: printed }];
    case 'empty':
      return [{ start, end: start, text: ` ${printed}` }];
    case 'no-colon':
      return [{ start, end: start, text: `: ${printed}` }];
    case 'literal': {
      // Of its first line the sign goes, and a comment stays.
      const sign = /[|>][-+0-9]*/y;
      sign.lastIndex = start;
      sign.test(text);
      return [
        { start, end: sign.lastIndex, text: printed },
        { start: nextLineAt(text, start), end, text: '' },
      ];
    }
    case 'block': {
      // The lines below the key go; what stands beside the key stays.
      const afterColon = text.indexOf(':', field.keyRange.end) + 1;
      return [
        { start: afterColon, end: afterColon, text: ` ${printed}` },
        { start: lineStartAt(text, start), end: contentEnd(text, field), text: '' },
      ];
    }
    default:
      return style satisfies never;
  }
}

/** Where the line after the last one of a field begins, as long as its map is in block form. */
export function contentEnd(text: string, { style, valueRange, fields }: Field): number {
  const last = fields?.at(-1);
  if (style === 'block' && last !== undefined) return contentEnd(text, last);
  // A text in block form ends with its last line, and a list's range may: the line break is behind us then.
  let end = valueRange.end;
  if (style === 'literal' && /[\r\n]/.test(text.charAt(end - 1))) return end;
  if (style === 'block') while (end > valueRange.start && /\s/.test(text.charAt(end - 1))) end--;
  return nextLineAt(text, end);
}

function printLike(place: EditPlace, { style, valueRange }: Field, value: unknown): string {
  if (style !== 'quoted' || typeof value !== 'string') return printYamlInline(value, place);
  const isSingle = place.text.charAt(valueRange.start) === "'" && fitsSingleQuotes(place, value);
  return isSingle ? `'${value.replaceAll("'", "''")}'` : quotedYamlText(value, place);
}

/** Single quotes have no escapes: what has to be escaped does not fit. */
function fitsSingleQuotes({ inComment }: YamlPlace, value: string): boolean {
  if (inComment && /\*\/|\/\*/.test(value)) return false;
  for (const character of value) if (isHidden(character)) return false;
  return true;
}
