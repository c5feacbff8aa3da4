import type { DefinitionKind } from '../definition.ts';
import type { Field, LeveredDocument } from '../document/leveredDocument.ts';
import type { TextRange } from '../document/problem.ts';
import type { Range } from '../sql/queryAnalysis.ts';
import type { ReadDocument } from './columnTie.ts';
import { columnsOf, nameOf } from './mappedColumns.ts';

/** A part of a document, in the order in which they stand. */
export interface OutlinePart {
  readonly kind: 'name' | 'mapping' | 'mapped' | 'commonTable' | 'column';
  /** Never empty. */
  readonly label: string;
  readonly detail: string;
  /** With `name`: what the document defines. */
  readonly definition?: DefinitionKind;
  readonly range: TextRange;
  /** Inside of `range`. */
  readonly selection: TextRange;
  readonly parts: readonly OutlinePart[];
}

/** The definition's name, its mapping, the CTEs and the output columns; what cannot be told is not there. */
export function outline(read: ReadDocument): readonly OutlinePart[] {
  const { document } = read;
  return [...frontMatterParts(document), ...commonTableParts(read), ...columnParts(read)];
}

function frontMatterParts({ name, columnMapping, kind }: LeveredDocument): readonly OutlinePart[] {
  const parts: OutlinePart[] = [];
  if (name !== undefined) {
    const range = { start: name.keyRange.start, end: name.valueRange.end };
    const { value, valueRange } = name;
    parts.push({
      kind: 'name',
      label: value.trim(),
      detail: '',
      definition: kind,
      range,
      selection: valueRange,
      parts: [],
    });
  }
  if (columnMapping !== undefined) {
    const { keyRange, valueRange, fields } = columnMapping;
    const range = { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) };
    const label = 'column_mapping';
    parts.push({ kind: 'mapping', label, detail: '', range, selection: keyRange, parts: fields.flatMap(mappedPart) });
  }
  return parts.toSorted((one, other) => one.range.start - other.range.start);
}

function mappedPart({ key, keyRange, value, valueRange, fields }: Field): readonly OutlinePart[] {
  if (key.trim() === '') return [];
  const detail = typeof value === 'string' ? value : '';
  const range = { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) };
  const parts = (fields ?? []).flatMap(mappedPart);
  return [{ kind: 'mapped', label: key, detail, range, selection: keyRange, parts }];
}

function commonTableParts({ document, analysis }: ReadDocument): readonly OutlinePart[] {
  return analysis.commonTables.flatMap(({ name, nameRange, range }): readonly OutlinePart[] => {
    if (name.trim() === '') return [];
    const place = { range: shifted(document, range), selection: shifted(document, nameRange) };
    return [{ kind: 'commonTable', label: name, detail: '', ...place, parts: [] }];
  });
}

function columnParts({ document, analysis }: ReadDocument): readonly OutlinePart[] {
  return columnsOf(analysis).flatMap((column): readonly OutlinePart[] => {
    const name = nameOf(column) ?? (column.kind === 'star' ? '*' : '');
    if (name.trim() === '') return [];
    const { range } = column;
    const isSelected = column.kind === 'named' && column.star === undefined;
    const selection = isSelected ? column.nameRange : (column.star ?? range);
    const whole = column.star ?? range;
    const detail = name === '*' ? '' : expressionOf(document, range);
    const place = { range: shifted(document, whole), selection: shifted(document, selection) };
    return [{ kind: 'column', label: name, detail, ...place, parts: [] }];
  });
}

/** The text of an output column with its alias, on one line. */
export function expressionOf({ sqlToSend }: LeveredDocument, { start, end }: Range): string {
  return sqlToSend.slice(start, end).replace(/\s+/g, ' ').trim();
}

function shifted({ sql }: LeveredDocument, { start, end }: Range): TextRange {
  return { start: start + sql.start, end: end + sql.start };
}
