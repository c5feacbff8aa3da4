import * as vscode from 'vscode';
import { ApiError, type ApiErrorKind } from '../api/apiError.ts';
import type { PreviewFailure } from '../core/preview/messages.ts';
import { JournalError } from '../journal/journalError.ts';
import { SessionError } from '../session/sessionError.ts';

/** What can be done about a failure, as far as a button can do it. */
export type Remedy = 'retry' | 'signIn' | 'showLog';

/** A failure as a person reads it: what happened, what to do, the server's own words, and the request id. */
export interface Failure {
  readonly reason: PreviewFailure['reason'];
  readonly title: string;
  readonly advice: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly remedies: readonly Remedy[];
}

/**
 * Words an error. Texts of the server are in it as they came: whoever shows them makes them safe for that place with
 * `plain`.
 */
export function wordFailure(error: unknown): Failure {
  if (error instanceof ApiError) return wordApiError(error);
  if (error instanceof SessionError) return wordSessionError(error);
  if (error instanceof JournalError) {
    return {
      reason: 'unexpected',
      title: vscode.l10n.t('The journal of writes cannot be used.'),
      advice: vscode.l10n.t('Nothing is written to Levered without it.'),
      detail: error.message,
      remedies: ['retry', 'showLog'],
    };
  }
  return {
    reason: 'unexpected',
    title: vscode.l10n.t('Something went wrong in this extension.'),
    advice: vscode.l10n.t('Try again, and report it with the log if it happens again.'),
    detail: error instanceof Error ? error.message : String(error),
    remedies: ['retry', 'showLog'],
  };
}

/** The same in one line, for places that have no more. */
export function failureLine(failure: Failure): string {
  const id = failure.requestId === undefined ? '' : ` (${failure.requestId})`;
  const detail = failure.detail === undefined ? '' : ` ${ended(failure.detail)}`;
  return `${failure.title}${detail} ${failure.advice}${id}`;
}

/** With a full stop, if it has no end of its own: other sentences follow. */
function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function wordApiError(error: ApiError): Failure {
  const [reason, title, advice, remedies] = wordKind(error);
  const said = error.serverMessage ?? (error.detail === undefined ? undefined : sentence(error.detail));
  const detail = said === undefined ? undefined : said + positionLine(error.position);
  return {
    reason,
    title,
    advice,
    remedies,
    ...(detail === undefined ? {} : { detail }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  };
}

/** The client's own detail, which is the end of a sentence: `its body is not JSON`, or `metrics[3].name: expected text`. */
function sentence(detail: string): string {
  return ended(detail.replace(/^(?=its? )i/, 'I'));
}

/** Where the warehouse found its error, on a line of its own; the service counts characters from 1. */
export function positionLine(position: number | undefined): string {
  return position === undefined ? '' : `\n${vscode.l10n.t('At character {0} of the query.', position)}`;
}

type Words = readonly [PreviewFailure['reason'], title: string, advice: string, remedies: readonly Remedy[]];

function wordKind(error: ApiError): Words {
  const { t } = vscode.l10n;
  const kind: ApiErrorKind = error.kind;
  switch (kind) {
    case 'offline':
      return [
        'offline',
        t('Levered could not be reached.'),
        t('Check the connection and the proxy settings of VS Code, then try again.'),
        ['retry', 'showLog'],
      ];
    case 'untrusted':
      return [
        'offline',
        t('There is no trusted connection to Levered.'),
        t('Check the certificates of this machine and the proxy settings of VS Code, then try again.'),
        ['retry', 'showLog'],
      ];
    case 'timeout':
      return [
        'timeout',
        t('Levered did not answer within the time limit.'),
        t('Try again, or raise the limit in the settings. A query that had begun may go on in the warehouse.'),
        ['retry', 'showLog'],
      ];
    case 'aborted':
      return ['timeout', t('The request was cancelled.'), t('Start it again when you want it.'), ['retry']];
    case 'unauthorized':
      return [
        'unauthorized',
        t('The session has run out: a Levered token lives for about a day.'),
        t('Sign in again to go on.'),
        ['signIn'],
      ];
    case 'forbidden':
      return [
        'refused',
        t('Levered does not allow this.'),
        t('Ask an administrator of the organization.'),
        ['showLog'],
      ];
    case 'not_found':
      return [
        'not_found',
        t('Levered does not have this any more.'),
        t('Refresh the definitions: someone may have deleted or replaced it.'),
        ['showLog'],
      ];
    case 'conflict':
      return [
        'refused',
        t('Levered refused, because something depends on it.'),
        t('Remove it from what uses it in Levered first.'),
        ['showLog'],
      ];
    case 'rate_limited':
      return [
        'rate_limited',
        t('Levered takes no more requests from this address for now.'),
        error.retryAfter === undefined
          ? t('Wait a minute, then try again.')
          : t('Try again in {0} seconds.', Math.ceil(error.retryAfter)),
        ['retry', 'showLog'],
      ];
    case 'rejected':
    case 'bad_request':
      return [
        'refused',
        t('Levered rejected the request.'),
        t('Read its message, and change the definition.'),
        ['retry', 'showLog'],
      ];
    case 'server':
      return ['unexpected', t('Levered failed to answer.'), t('Try again in a while.'), ['retry', 'showLog']];
    case 'redirect':
      return [
        'unexpected',
        t('The answer points to another address, which was not followed.'),
        t('Check the address of the environment in the setting levered.environments.'),
        ['retry', 'showLog'],
      ];
    case 'not_the_api':
      return [
        'unexpected',
        t('The answer does not come from Levered.'),
        t('Check whether the network wants you to sign in, and the address of the environment.'),
        ['retry', 'showLog'],
      ];
    case 'wrong_shape':
      return [
        'unexpected',
        t('The answer of Levered cannot be read.'),
        t('Look for an update of this extension, or report it with the log.'),
        ['retry', 'showLog'],
      ];
    case 'too_large':
      return [
        'unexpected',
        t('The answer of Levered was cut at 64 MiB, and nothing of it is shown.'),
        t('Let the query return less.'),
        ['retry', 'showLog'],
      ];
    case 'cut_off':
      return ['offline', t('The connection ended in the middle of the answer.'), t('Try again.'), ['retry', 'showLog']];
  }
}

function wordSessionError(error: SessionError): Failure {
  const { t } = vscode.l10n;
  const requestId = error.requestId === undefined ? {} : { requestId: error.requestId };
  switch (error.kind) {
    case 'restricted':
      return {
        reason: 'refused',
        title: t('Nothing is sent to Levered while this workspace is in Restricted Mode.'),
        advice: t('Trust the workspace first.'),
        remedies: [],
      };
    case 'signed_out':
      return {
        reason: 'unauthorized',
        title: t('You are not signed in to Levered ({0}).', error.environment),
        advice: t('Sign in to go on.'),
        remedies: ['signIn'],
      };
    case 'expired':
      return {
        reason: 'unauthorized',
        title: t('The session for {0} has run out: a Levered token lives for about a day.', error.environment),
        advice: t('Sign in again to go on.'),
        remedies: ['signIn'],
        ...requestId,
      };
    case 'no_environment':
      return {
        reason: 'refused',
        title: t('The settings have no usable environment "{0}".', error.environment),
        advice: t('Select another environment, or correct the setting levered.environments.'),
        remedies: [],
      };
    case 'other_organization':
      return {
        reason: 'refused',
        title: t(
          'The answer is for the organization {0}, but you are working on {1}.',
          error.organizations?.found ?? '?',
          error.organizations?.expected ?? '?',
        ),
        advice: t('Nothing was taken from it. Sign out and in again to change the organization.'),
        remedies: ['showLog'],
        ...requestId,
      };
  }
}
