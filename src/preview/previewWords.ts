import * as vscode from 'vscode';
import type { PreviewAction, PreviewFailure } from '../core/preview/messages.ts';
import type { PreviewWords } from '../core/preview/words/previewWords.ts';
import { type Failure, positionLine, type Remedy } from '../platform/failure.ts';
import type { WarehouseError } from '../api/wire.ts';
import { gridWords } from './words/gridWords.ts';
import { pictureWords } from './words/pictureWords.ts';
import { resultWords } from './words/resultWords.ts';

/** The page's fixed texts in the person's language. */
export function previewWords(): PreviewWords {
  const { t } = vscode.l10n;
  return {
    cells: { nullCell: t('null'), missingCell: t('missing'), emptyCell: t('empty text') },
    grid: gridWords(),
    pictures: pictureWords(),
    results: resultWords(),
    run: t('Run'),
    runAgain: t('Run Again'),
    cancel: t('Cancel'),
    idle: t(
      'No rows are shown, and none are kept over a reload of the window. Run the preview to see them; it runs the query on your warehouse.',
    ),
    running: t('The warehouse is running the query…'),
    cancelled: t('Cancelled. The warehouse may go on working on the query.'),
    rowCount: t('{0} rows', '{0}'),
    oneRow: t('1 row'),
    empty: t('The query returned no rows.'),
    emptyAdvice: t('Check its filters, above all the time filter, and whether the tables hold data.'),
    elapsed: t('{0} s', '{0}'),
    requestId: t('Request {0}', '{0}'),
    sqlHash: t('SQL {0}', '{0}'),
    sqlHashMeaning: t('SHA-256 of the SQL that was run. Equal hashes mean the same query, character for character.'),
    environment: t('Environment'),
    organization: t('Organization'),
    protected: t('protected'),
    duplicateColumns: t('Rows name a column twice: {0}. The value shown is the last one.', '{0}'),
    ragged: t('{0} rows do not have all the columns.', '{0}'),
    raggedOne: t('1 row does not have all the columns.'),
    metric: t('Metric'),
    assignmentSource: t('Assignment source'),
    judging: t('Looking at the rows…'),
    levels: { error: t('Problem'), warning: t('Warning'), info: t('Note'), fine: t('Good') },
    passed: t('Checks that found nothing: {0}', '{0}'),
    showFound: t('Show rows'),
  };
}

const actionOf: Readonly<Record<Remedy, PreviewAction>> = { retry: 'run', signIn: 'signIn', showLog: 'showLog' };

/** A failure of a preview, with the buttons that help. */
export function previewFailure({ remedies, ...failure }: Failure): PreviewFailure {
  const { t } = vscode.l10n;
  const labels: Readonly<Record<PreviewAction, string>> = {
    run: t('Run Again'),
    signIn: t('Sign In'),
    refresh: t('Refresh Definitions'),
    showLog: t('Show Log'),
  };
  const kinds = remedies.map(remedy => actionOf[remedy]);
  if (failure.reason === 'not_found') kinds.unshift('refresh');
  return { ...failure, actions: kinds.map(kind => ({ kind, label: labels[kind] })) };
}

/** The warehouse refused the query: inside a good answer of the service, so it is no error of the API. */
export function warehouseFailure(error: WarehouseError, requestId: string | undefined): PreviewFailure {
  const { t } = vscode.l10n;
  return {
    reason: 'warehouse',
    title: t('The warehouse could not run the query.'),
    advice: t('Correct the query by what the warehouse says, and run the preview again.'),
    detail: error.message + positionLine(error.position),
    actions: [
      { kind: 'run', label: t('Run Again') },
      { kind: 'showLog', label: t('Show Log') },
    ],
    ...(requestId === undefined ? {} : { requestId }),
  };
}
