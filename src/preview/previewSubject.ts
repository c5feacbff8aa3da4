import type { PreviewSubject } from '../core/preview/messages.ts';
import { rolesOf } from '../core/preview/roles.ts';
import type { Definition, DefinitionDraft } from '../core/definition.ts';
import type { RemoteDefinitions } from '../documents/remoteDefinitions.ts';
import type { Environments } from '../session/environments.ts';
import { queryNote } from './previewNotes.ts';
import type { PreviewQuery } from './previewQuery.ts';
import type { PreviewTarget } from './previewTarget.ts';

interface SubjectServices {
  readonly environments: Environments;
  readonly definitions: RemoteDefinitions;
}

/** What is known of a run so far. */
export interface SubjectParts {
  readonly query?: PreviewQuery | undefined;
  /** The organization that an answer of the run has named. */
  readonly answered?: string | undefined;
  readonly note?: string | undefined;
}

/** Whose rows a panel shows. Sends nothing. */
export function previewSubject(
  { ref, name, environment }: PreviewTarget,
  { query, answered, note }: SubjectParts,
  { environments, definitions }: SubjectServices,
): PreviewSubject {
  const shown = ranDefinition(query) ?? (ref === undefined ? undefined : definitions.known(ref));
  const organization = answered ?? definitions.organization(environment);
  const said = [query === undefined ? undefined : queryNote(query), note].filter(part => part !== undefined).join(' ');
  return {
    name: shown?.name ?? name,
    kind: shown?.kind ?? ref?.kind ?? 'metric',
    environment,
    isProtected: environments.find(environment)?.isProtected ?? false,
    roles: shown === undefined ? {} : rolesOf(shown.column_mapping),
    ...(organization === undefined ? {} : { organization }),
    ...(said === '' ? {} : { note: said }),
  };
}

/** The SQL that a run sends to the warehouse. */
export function ranSql(query: PreviewQuery): string | undefined {
  switch (query.kind) {
    case 'saved':
      return query.definition?.sql;
    case 'draft':
      return query.source.draft.sql;
    case 'nothing':
      return undefined;
    default:
      return query satisfies never;
  }
}

/** What a run runs, as far as it is known: of equal queries the file's definition, for its mapping may be newer. */
export function ranDefinition(query: PreviewQuery | undefined): Definition | DefinitionDraft | undefined {
  if (query === undefined || query.kind === 'nothing') return undefined;
  return query.source?.draft ?? (query.kind === 'saved' ? query.definition : undefined);
}
