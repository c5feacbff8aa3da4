import type { DefinitionDraft } from '../definition.ts';
import { mappingKeys } from './documentKeys.ts';
import { fenceMarks, type FenceKind } from './fence.ts';
import { printYamlInline, printYamlMap } from './yamlMap.ts';

export interface PrintOptions {
  /** Default `comment`, which every other SQL tool takes for a comment. */
  readonly fence?: FenceKind;
  /** Of the front matter; the SQL keeps its own. Default: the SQL's, if it has but one kind, else LF. */
  readonly lineEnding?: '\n' | '\r\n';
  /** One id, or one for each environment. Not written for an assignment source: an organization has one. */
  readonly id?: string | Readonly<Record<string, string>>;
}

/**
 * A new document for a definition. Reading it gives the definition back exactly, but for white space at the end of the
 * SQL; every key of the column mapping is kept, the known ones first. `kind` is always written.
 *
 * A definition beyond the limits of a front matter (see `frontMatterLimits`) is printed all the same; reading it then
 * says that it is too large or too deep.
 */
export function printDefinition(definition: DefinitionDraft, options: PrintOptions = {}): string {
  const { kind, name, sql } = definition;
  const { fence = 'comment', lineEnding = lineEndingOf(sql), id } = options;
  const { open, close } = fenceMarks(fence);
  const place = { inComment: fence === 'comment' };
  const lines = [
    open,
    ...(id === undefined || kind !== 'metric' ? [] : [`id: ${printYamlInline(id, place)}`]),
    ...printYamlMap({ kind, name, column_mapping: sortedMapping(definition) }, place),
    close,
  ];
  const ending = /[\r\n]$/.test(sql) ? '' : lineEnding;
  return lines.map(line => line + lineEnding).join('') + sql + ending;
}

function sortedMapping({ kind, column_mapping }: DefinitionDraft): Readonly<Record<string, unknown>> {
  const known = mappingKeys[kind];
  const rank = (key: string) => (known.includes(key) ? known.indexOf(key) : known.length);
  return Object.fromEntries(Object.entries(column_mapping).sort(([one], [other]) => rank(one) - rank(other)));
}

function lineEndingOf(sql: string): '\n' | '\r\n' {
  return sql.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(sql) ? '\r\n' : '\n';
}
