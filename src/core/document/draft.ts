import type { DefinitionDraft } from '../definition.ts';
import type { LeveredDocument } from './leveredDocument.ts';

/** What the document defines, or undefined while it has a problem of severity `error`. */
export function toDraft(document: LeveredDocument): DefinitionDraft | undefined {
  const { kind, name, columnMapping, sqlToSend, problems } = document;
  if (name === undefined || columnMapping === undefined || problems.some(({ severity }) => severity === 'error')) {
    return undefined;
  }
  const { anonymous_id, timestamp } = columnMapping.value;
  if (typeof anonymous_id !== 'string' || typeof timestamp !== 'string') return undefined;
  return {
    kind,
    name: name.value,
    sql: sqlToSend,
    // Assigned to an object without a prototype, so that a key `__proto__` stays a key.
    column_mapping: Object.assign(Object.create(null) as object, columnMapping.value, { anonymous_id, timestamp }),
  };
}

/** Which id a document has for an environment. Whether a `single` one was written there is for the caller to know. */
export type EnvironmentId =
  | { readonly kind: 'single'; readonly id: string }
  | { readonly kind: 'mapped'; readonly id: string }
  | { readonly kind: 'none' };

/** The id that applies in an environment, by its name as the file's map writes it. */
export function idFor(document: LeveredDocument, environment: string): EnvironmentId {
  if (document.id === undefined) return { kind: 'none' };
  if (document.id.kind === 'single') return { kind: 'single', id: document.id.id };
  const id = document.id.ids.get(environment);
  return id === undefined ? { kind: 'none' } : { kind: 'mapped', id };
}
