import type { requiredMappingKeys } from '../document/documentKeys.ts';
import { fieldEdits } from '../document/mapEdit.ts';
import { didYouMean } from '../text/didYouMean.ts';
import { columnsOf, unmapped } from './columnFixes.ts';
import { editPlaceOf } from './editPlace.ts';
import type { Fix } from './fix.ts';
import { knownColumns, mayReturn, namedColumns } from './returnedColumns.ts';
import type { LintSubject } from './subject.ts';

/** The missing part, with the column that it probably is. */
export function missingMappingFixes(key: (typeof requiredMappingKeys)[number], subject: LintSubject): Fix[] {
  return addition(subject, key, likelyColumn(subject, key), true);
}

/** `value` with the column of that name, or with one of those that are not mapped yet. */
export function valueColumnFixes(subject: LintSubject): Fix[] {
  if (mayReturn(subject, knownColumns(subject) ?? [], 'value')) return addition(subject, 'value', 'value', true);
  const choices = unmapped(subject);
  return choices.flatMap(({ name }) => addition(subject, 'value', name, choices.length === 1));
}

/** The output column that a part of the mapping probably is: one of its name, or near it; else its own name. */
export function likelyColumn(subject: LintSubject, key: string): string {
  const names = namedColumns(columnsOf(subject)).map(({ name }) => name);
  return names.find(name => name.toLowerCase() === key) ?? didYouMean(key, names) ?? key;
}

function addition(subject: LintSubject, key: string, column: string, isPreferred: boolean): Fix[] {
  const { document } = subject;
  const field = document.frontMatter?.fields.find(one => one.key === 'column_mapping');
  if (field?.fields === undefined) return [];
  const edits = fieldEdits(editPlaceOf(document), field, { ...document.columnMapping?.value, [key]: column });
  return [{ code: 'map-column', path: key, column, edits, isPreferred }];
}
