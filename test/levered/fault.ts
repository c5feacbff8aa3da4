/** The faults that tests can switch on, and for which requests. Data only, so that a rule can come as JSON too. */

/** How a request fails: with an error answer, with a broken connection, or with no answer at all. */
export type Failure =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      /** Seconds, or an HTTP date, as it shall stand in `Retry-After`. */
      readonly retryAfter?: string | number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' };

export type Fault =
  /** Fails and does nothing. */
  | { readonly kind: 'before'; readonly failure: Failure }
  /** Does what was asked, then fails. */
  | { readonly kind: 'after'; readonly failure: Failure }
  /** Fails at once and does what was asked `afterMs` later or, without that, when the rule is released. */
  | { readonly kind: 'late'; readonly failure: Failure; readonly afterMs?: number }
  /** Does and answers rightly, but `ms` later or, without that, when the rule is released. */
  | { readonly kind: 'delay'; readonly ms?: number }
  /** Does what was asked and breaks the connection after so many bytes of the body; half of it without a number. */
  | { readonly kind: 'cut'; readonly atByte?: number }
  /** Does what was asked and answers its status with this text, or with JSON that stops in the middle. */
  | { readonly kind: 'invalidJson'; readonly text?: string }
  /** Does what was asked and puts these values in place of the answer's, and leaves out the fields of `without`. */
  | {
      readonly kind: 'fields';
      readonly fields: Readonly<Record<string, unknown>>;
      readonly without?: readonly string[];
    }
  /** As `fields`, in the item at `index` of `metrics` or `rows`. */
  | { readonly kind: 'item'; readonly index: number; readonly fields: Readonly<Record<string, unknown>> }
  /** Does what was asked and answers with the metrics up to this number only. */
  | { readonly kind: 'truncatedList'; readonly keep: number }
  /** Does what was asked and answers as if the token belonged to another organization. */
  | { readonly kind: 'organization'; readonly id: string }
  /** Does what was asked and leaves out `meta`. */
  | { readonly kind: 'noMeta' }
  /** Answers 200 with a failure of the warehouse, in place of the rows, beside none, or beside the true ones. */
  | {
      readonly kind: 'warehouseError';
      readonly field: 'error' | 'warehouse_error';
      readonly message: string;
      readonly rows: 'absent' | 'empty' | 'kept';
    }
  /** Does nothing and answers as the sign-in page of a network would. */
  | { readonly kind: 'html'; readonly status?: number }
  /** Does nothing and sends the client elsewhere. */
  | { readonly kind: 'redirect'; readonly status: 301 | 302 | 303 | 307 | 308; readonly location: string }
  /** Does nothing and answers 200 with valid JSON of so many bytes. */
  | { readonly kind: 'hugeBody'; readonly bytes: number };

export interface FaultRule {
  readonly match: {
    readonly method?: string;
    /** The whole path without the query, or an expression that it must contain. */
    readonly path?: string | RegExp;
  };
  /** How many requests it applies to; without it, all until it is removed. */
  readonly times?: number;
  /** How many matching requests go through before it applies. */
  readonly skip?: number;
  readonly fault: Fault;
}

export interface FaultHandle {
  /** Lets everything go on that waits for this rule, now and later. */
  release(): void;
  remove(): void;
  /** How many requests it has applied to. */
  readonly used: number;
}
