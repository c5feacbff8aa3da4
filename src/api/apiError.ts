/** The one error of the API client: what was asked, what went wrong, and whether asking again could do harm. */

export type Operation =
  | 'createMetric'
  | 'listMetrics'
  | 'getMetric'
  | 'previewMetric'
  | 'deleteMetric'
  | 'saveAssignmentSource'
  | 'getAssignmentSource'
  | 'deleteAssignmentSource'
  | 'previewAssignmentSource'
  | 'listOptimizations'
  | 'getOptimization'
  | 'getConnection';

/**
 * `offline`: no connection · `untrusted`: the certificate or the TLS handshake was refused · `timeout`: our time limit,
 * or the server's 408 · `aborted`: the caller's signal, or the transport was shut down · `unauthorized` 401, or no usable
 * token · `forbidden` 403 · `not_found` 404 · `conflict` 409 · `rate_limited` 429 · `rejected`: another 4xx, e.g. 400 and
 * 422 · `server`: 5xx · `redirect`: an answer that points elsewhere, not followed · `not_the_api`: HTML, another content
 * type, an unknown status, not JSON · `wrong_shape`: JSON of the API that this client cannot read · `too_large`: above
 * the cap · `cut_off`: the connection ended before the answer did · `bad_request`: refused here, never sent.
 */
export type ApiErrorKind =
  | 'offline'
  | 'untrusted'
  | 'timeout'
  | 'aborted'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'rejected'
  | 'server'
  | 'redirect'
  | 'not_the_api'
  | 'wrong_shape'
  | 'too_large'
  | 'cut_off'
  | 'bad_request';

/**
 * What is known of the server's part: `not_sent`: it never saw the request · `refused`: it said no and did nothing ·
 * `unknown`: it may have acted, so a write must be looked up before it is sent again.
 */
export type Resend = 'not_sent' | 'refused' | 'unknown';

/** What a failure is, before it is known which operation it belongs to. All texts are free of the token. */
export interface Failure {
  readonly kind: ApiErrorKind;
  readonly resend: Resend;
  /** One sentence that adds to the kind, in our words: never a value from an answer. */
  readonly detail?: string;
  /** HTTP status. */
  readonly status?: number;
  /** The API's error code, or that of the operating system, TLS or undici. */
  readonly code?: string;
  /** The server's own message, at most 4,000 characters. */
  readonly serverMessage?: string;
  /** Where in the SQL the warehouse found it, in characters from 1. */
  readonly position?: number;
  readonly requestId?: string;
  readonly organizationId?: string;
  /** Seconds until the server takes requests again. */
  readonly retryAfter?: number;
  readonly cause?: Error;
}

const happened: Readonly<Record<ApiErrorKind, readonly [what: string, advice: string]>> = {
  offline: ['The Levered API could not be reached', 'Check the connection and the proxy settings'],
  untrusted: ['No trusted connection to the Levered API came about', 'Check the system certificates and the proxy'],
  timeout: ['The Levered API did not answer in time', 'Try again, or raise the time limit'],
  aborted: ['The request was cancelled', 'Start it again when it is wanted'],
  unauthorized: ['Levered does not accept the token', 'Sign in again'],
  forbidden: ['Levered does not allow this with the token in use', 'Ask an administrator of the organization'],
  not_found: ['Levered does not have what was asked for', 'Refresh the list'],
  conflict: ['Levered refused because something still depends on it', 'Remove the reference in Levered first'],
  rate_limited: ['Levered takes no more requests for now', 'Wait and try again'],
  rejected: ['Levered rejected the request', 'Read its message and change the definition'],
  server: ['Levered failed to answer', 'Try again later'],
  redirect: ['The answer points to another address, which was not followed', 'Check the address of the environment'],
  not_the_api: [
    'The answer does not come from the Levered API',
    'Check the address, the proxy and the network sign-in',
  ],
  wrong_shape: ['The answer of Levered cannot be read', 'Update this extension or report it'],
  too_large: ['The answer of Levered is larger than this client takes', 'Limit the rows in the query'],
  cut_off: ['The connection ended before the answer was complete', 'Try again'],
  bad_request: ['The request was not sent because it is not valid', 'Check the id and the address'],
};

function sentence(operation: Operation, failure: Failure): string {
  const [what, advice] = happened[failure.kind];
  const facts = [failure.status, failure.code].filter(fact => fact !== undefined).join(', ');
  const detail = failure.detail === undefined ? '' : `: ${failure.detail}`;
  return `${operation}: ${what}${detail}${facts === '' ? '' : ` (${facts})`}. ${advice}.`;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly operation: Operation;
  readonly kind: ApiErrorKind;
  readonly resend: Resend;
  readonly detail: string | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly serverMessage: string | undefined;
  readonly position: number | undefined;
  readonly requestId: string | undefined;
  readonly organizationId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(operation: Operation, failure: Failure) {
    super(sentence(operation, failure), failure.cause === undefined ? undefined : { cause: failure.cause });
    this.operation = operation;
    this.kind = failure.kind;
    this.resend = failure.resend;
    this.detail = failure.detail;
    this.status = failure.status;
    this.code = failure.code;
    this.serverMessage = failure.serverMessage;
    this.position = failure.position;
    this.requestId = failure.requestId;
    this.organizationId = failure.organizationId;
    this.retryAfter = failure.retryAfter;
  }
}
