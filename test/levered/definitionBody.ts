import { errorAnswer, type ErrorAnswer } from './answer.ts';
import type { DefinitionBody } from './organization.ts';

type Kind = 'metric' | 'assignment_source';

/** Reads the body of a create as the reference page's tables describe it; unknown keys of the mapping are kept. */
export function readDefinitionBody(text: string, kind: Kind): DefinitionBody | ErrorAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return invalid('The request body is not valid JSON.');
  }
  if (!isRecord(body)) return invalid('The request body must be a JSON object.');
  const { name, sql, column_mapping: mapping } = body;
  if (!isText(name)) return invalid('name is required and must be a string that is not blank.');
  if (!isText(sql)) return invalid('sql is required and must be a string that is not blank.');
  if (!isRecord(mapping)) return invalid('column_mapping is required and must be an object.');
  const { anonymous_id, timestamp } = mapping;
  if (!isText(anonymous_id)) return invalid('column_mapping.anonymous_id is required and must name a column.');
  if (!isText(timestamp)) return invalid('column_mapping.timestamp is required and must name a column.');
  const problem = kind === 'metric' ? metricProblem(mapping) : sourceProblem(mapping);
  return problem === undefined
    ? { name, sql, column_mapping: { ...mapping, anonymous_id, timestamp } }
    : invalid(problem);
}

/** The columns that a query must return for its mapping, each with the field that asks for it. */
export function mappedColumns(body: DefinitionBody, kind: Kind): readonly (readonly [string, string])[] {
  const mapping = body.column_mapping;
  const fields = ['anonymous_id', 'timestamp', ...(kind === 'metric' ? ['value'] : ['variant', 'context'])];
  const columns = fields.map(field => [field, mapping[field]] as const);
  const factors = mapping['factors'];
  if (kind === 'assignment_source' && isRecord(factors)) {
    columns.push(...Object.entries(factors).map(([factor, column]) => [`factors.${factor}`, column] as const));
  }
  return columns.flatMap(([field, column]) => (typeof column === 'string' ? [[field, column] as const] : []));
}

export function missingColumn(
  columns: readonly string[],
  mapped: readonly (readonly [string, string])[],
): ErrorAnswer | undefined {
  const known = new Set(columns.map(column => column.toLowerCase()));
  const missing = mapped.find(([, column]) => !known.has(column.toLowerCase()));
  if (missing === undefined) return undefined;
  return invalid(`column_mapping.${missing[0]} names the column "${missing[1]}", which the query does not return.`);
}

function metricProblem(mapping: Readonly<Record<string, unknown>>): string | undefined {
  const type = mapping['reward_type'];
  if (type === undefined || type === null || type === 'bool' || type === 'numeric') return undefined;
  return 'column_mapping.reward_type must be bool or numeric.';
}

function sourceProblem(mapping: Readonly<Record<string, unknown>>): string | undefined {
  for (const field of ['variant', 'context']) {
    const column = mapping[field];
    if (column !== undefined && column !== null && !isText(column))
      return `column_mapping.${field} must name a column.`;
  }
  const factors = mapping['factors'];
  if (factors === undefined || factors === null) return undefined;
  return isRecord(factors) && Object.values(factors).every(isText)
    ? undefined
    : 'column_mapping.factors must map factor names to column names.';
}

function invalid(message: string): ErrorAnswer {
  return errorAnswer(400, 'invalid_request', message);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
