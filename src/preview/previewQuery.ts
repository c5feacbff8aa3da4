import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { Definition, DefinitionDraft } from '../core/definition.ts';
import { sameMeaning } from '../core/document/meaning.ts';
import type { RemoteDefinitions } from '../documents/remoteDefinitions.ts';
import type { Environments } from '../session/environments.ts';
import { SessionError } from '../session/sessionError.ts';
import type { Planned } from '../sync/planner.ts';
import type { DraftConsent } from './draftConsent.ts';
import type { DraftPreviews } from './draftPreviews.ts';
import { type DraftSource, readDraft } from './draftText.ts';
import type { PreviewTarget } from './previewTarget.ts';

/**
 * What is run for a panel. `saved`: the query that Levered has; `note` says why, where the file says another ·
 * `draft`: what the file says, through a scratch metric · `nothing`: neither, and `note` says why.
 */
export type PreviewQuery =
  | {
      readonly kind: 'saved';
      readonly definition: Definition | undefined;
      /** What the file says, if its query is the saved one. */
      readonly source?: DraftSource;
      readonly note?: string;
    }
  | { readonly kind: 'draft'; readonly planned: Planned; readonly source: DraftSource }
  | { readonly kind: 'nothing'; readonly note: string };

interface QueryServices {
  readonly environments: Environments;
  readonly definitions: RemoteDefinitions;
  readonly drafts: DraftPreviews;
  readonly consent: DraftConsent;
}

/**
 * Finds out what a preview runs now, and asks where a person has to be asked.
 * @throws ApiError, SessionError; CancellationError when the person wants nothing run
 */
export async function chooseQuery(
  target: PreviewTarget,
  { environments, definitions, drafts, consent }: QueryServices,
  { signal, onAsking }: { readonly signal: AbortSignal; readonly onAsking: () => void },
): Promise<PreviewQuery> {
  const { t } = vscode.l10n;
  const environment = environments.find(target.environment);
  if (environment === undefined) throw new SessionError('no_environment', target.environment);
  if (target.file === undefined) return { kind: 'saved', definition: await saved(target, definitions, signal) };

  const text = await readDraft(target.file);
  const definition = await saved(target, definitions, signal, true);
  if (text.kind !== 'draft') {
    if (definition === undefined) return { kind: 'nothing', note: t('The file has errors. Correct them first.') };
    const note = t('The file has errors, so these rows come from the saved query.');
    return { kind: 'saved', definition, note };
  }
  const source = { file: target.file, draft: text.draft, document: text.document };
  if (definition !== undefined && isSameQuery(text.draft, definition)) return { kind: 'saved', definition, source };

  const planned = await drafts.planned(environment);
  const answer = await consent.ask(planned, source, definition !== undefined, onAsking);
  if (answer === 'cancelled') throw new vscode.CancellationError();
  if (answer === 'draft') return { kind: 'draft', planned, source };
  if (definition !== undefined) {
    const note = t('The file differs from the saved definition. These rows come from the saved query.');
    return { kind: 'saved', definition, note };
  }
  return {
    kind: 'nothing',
    note: t(
      'Levered has no saved query of this file, and previews of drafts are switched off. Change the setting levered.draftPreview, or push the file first.',
    ),
  };
}

/** @param mayBeGone whether a metric that is not there any more is no error: a file may still have its id */
async function saved(
  { ref }: PreviewTarget,
  definitions: RemoteDefinitions,
  signal: AbortSignal,
  mayBeGone = false,
): Promise<Definition | undefined> {
  if (ref === undefined) return undefined;
  try {
    return await definitions.read(ref, signal);
  } catch (error) {
    if (mayBeGone && error instanceof ApiError && error.kind === 'not_found') return undefined;
    throw error;
  }
}

/** Comments and layout return the same rows. */
function isSameQuery({ sql }: DefinitionDraft, definition: Definition): boolean {
  return sameMeaning({ ...definition, sql }, definition) !== 'different';
}
