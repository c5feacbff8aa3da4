/** What came in and what was answered: the truth that a test compares a client's report with. */
export interface RequestEntry {
  readonly requestId: string;
  readonly method: string;
  /** The path as it came, still encoded, without the query. */
  readonly path: string;
  readonly query: string;
  /** When it came, ISO 8601. */
  readonly time: string;
  /** Whose token it carried, if it was a valid one and was looked at. */
  readonly organizationId: string | undefined;
  /** The status that was sent, whether or not the body followed. */
  readonly status: number | 'no answer';
  /** Whether the server did what was asked, whatever it answered. */
  readonly acted: boolean;
  /** The kind of the fault that was applied. */
  readonly fault: string | undefined;
  /** The `Retry-After` that was sent. */
  readonly retryAfter: string | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An entry while its request is still running. */
export type OpenEntry = Mutable<RequestEntry>;
