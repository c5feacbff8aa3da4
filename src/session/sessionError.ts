/** Why no request was made, or why an answer was not taken, although nothing is wrong with the service. */
export type SessionErrorKind =
  /** Restricted Mode: nothing is sent (T8, T31). */
  | 'restricted'
  | 'signed_out'
  /** The service answered 401: a token lives for about a day. */
  | 'expired'
  /** The settings have no usable environment of that name. */
  | 'no_environment'
  /** An answer names another organization than the one that the person is working on (T28). */
  | 'other_organization';

export class SessionError extends Error {
  readonly kind: SessionErrorKind;
  readonly environment: string;
  /** Of the answer that told, if the service was involved. */
  readonly requestId?: string;
  /** The person was already asked to sign in because of this error. */
  readonly wasAsked: boolean;
  readonly organizations?: { readonly expected: string; readonly found: string };

  constructor(
    kind: SessionErrorKind,
    environment: string,
    more: { requestId?: string; wasAsked?: boolean; organizations?: { expected: string; found: string } } = {},
  ) {
    super(`levered session: ${kind}`);
    this.name = 'SessionError';
    this.kind = kind;
    this.environment = environment;
    this.wasAsked = more.wasAsked ?? false;
    if (more.requestId !== undefined) this.requestId = more.requestId;
    if (more.organizations !== undefined) this.organizations = more.organizations;
  }
}
