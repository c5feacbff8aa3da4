import type { Field, LeveredDocument } from '../../document/leveredDocument.ts';
import type { TextRange } from '../../document/problem.ts';
import type { RowCheck } from './rowCheck.ts';

/**
 * Where in a document the thing stands that a check is about: the value of its key in the column mapping, or the key if
 * there is a whole map behind it. Where the document does not have the key, the one above it; undefined where it has no
 * column mapping at all.
 */
export function checkPlace(
  { columnMapping }: Pick<LeveredDocument, 'columnMapping'>,
  { path }: Pick<RowCheck, 'path'>,
): TextRange | undefined {
  if (columnMapping === undefined) return undefined;
  let place = columnMapping.keyRange;
  let fields: readonly Field[] = columnMapping.fields;
  for (const key of path.slice(1)) {
    const field = fields.find(candidate => candidate.key === key);
    if (field === undefined) break;
    const hasMap = field.fields !== undefined || field.valueRange.start === field.valueRange.end;
    place = hasMap ? field.keyRange : field.valueRange;
    fields = field.fields ?? [];
  }
  return place;
}
