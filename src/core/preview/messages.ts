/**
 * What the preview page and its host say to each other. The host sends whole states and has worded every text in them;
 * the page draws them as text and answers with one of a few verbs, which name neither a command nor an address (T18).
 */

/** Where rows come from: shown above them in every state, so that nobody mistakes the environment. */
export interface PreviewSubject {
  readonly name: string;
  readonly kind: 'metric' | 'assignment_source';
  readonly environment: string;
  readonly isProtected: boolean;
  /** Absent until an answer of the service has named it. */
  readonly organization?: string;
  /** Output column → the part that it plays, as the definition's column mapping says: `anonymous_id`, `timestamp`, … */
  readonly roles: Readonly<Record<string, string>>;
  /** What a person should know before trusting the rows, e.g. that the open file differs from the saved query. */
  readonly note?: string;
}

/** What a button of a failure does, in the page's verbs. */
export type PreviewAction = Extract<PageMessage['kind'], 'run' | 'signIn' | 'refresh' | 'showLog'>;

/** A failure in the form that every message here has: what happened, what to do, and the request id if there is one. */
export interface PreviewFailure {
  /** Tells the states apart, in style and for tests; never shown. */
  readonly reason:
    'warehouse' | 'not_found' | 'unauthorized' | 'rate_limited' | 'timeout' | 'offline' | 'refused' | 'unexpected';
  readonly title: string;
  readonly advice: string;
  /** The warehouse's or the server's own words, shown as they are, line breaks kept. */
  readonly detail?: string;
  readonly requestId?: string;
  readonly actions: readonly { readonly kind: PreviewAction; readonly label: string }[];
}

export type PreviewState =
  /** Nothing was run yet, or the rows went with a reload of the window: running it again is the person's choice. */
  | { readonly kind: 'idle'; readonly subject: PreviewSubject }
  /** `elapsedMs`: how long it had been running when this was sent; the page counts on from there. */
  | { readonly kind: 'running'; readonly subject: PreviewSubject; readonly elapsedMs: number }
  | {
      readonly kind: 'rows';
      readonly subject: PreviewSubject;
      /** The `rows` array of the answer: its JSON text exactly as the server sent it, in UTF-8. */
      readonly rows: Uint8Array;
      readonly elapsedMs: number;
      /** When the answer was complete, as a person reads it. */
      readonly finishedAt: string;
      readonly requestId?: string;
    }
  | {
      readonly kind: 'failed';
      readonly subject: PreviewSubject;
      readonly failure: PreviewFailure;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'cancelled'; readonly subject: PreviewSubject; readonly elapsedMs: number };

/**
 * The page's own fixed texts, in the person's language. `{0}` is replaced by a number or a text; a text without it that
 * needs one gets it at its end.
 */
export interface PreviewWords {
  /** The names of the two kinds, as they stand beside the definition's name. */
  readonly metric: string;
  readonly assignmentSource: string;
  readonly run: string;
  readonly runAgain: string;
  readonly cancel: string;
  /** Says that nothing was run, and what to press. */
  readonly idle: string;
  readonly running: string;
  /** Says that it was cancelled and that the warehouse may go on. */
  readonly cancelled: string;
  /** `{0}`: a number other than one. */
  readonly rowCount: string;
  readonly oneRow: string;
  readonly empty: string;
  readonly emptyAdvice: string;
  /** `{0}`: seconds, such as `0.42`. */
  readonly elapsed: string;
  /** `{0}`: the request id. */
  readonly requestId: string;
  /** Labels, set before the names. */
  readonly environment: string;
  readonly organization: string;
  /** What stands beside the name of a protected environment. */
  readonly protected: string;
  /** What stands in a cell without a text of its own, in marks that no text has; one word where it can be. */
  readonly nullCell: string;
  readonly missingCell: string;
  readonly emptyCell: string;
  /** `{0}`: the names, with commas. */
  readonly duplicateColumns: string;
  /** `{0}`: how many rows lack one or more of the columns. */
  readonly ragged: string;
  /** `{0}`: a part of the column mapping, such as `anonymous_id`. */
  readonly mappedTo: string;
  /** What the table of rows is called for a screen reader. */
  readonly grid: string;
}

export interface HostMessage {
  readonly kind: 'show';
  readonly words: PreviewWords;
  readonly state: PreviewState;
}

/** Every message of the page carries the panel's random session text; one without it is dropped. */
export type PageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'run' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'signIn' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'showLog' };

export type SignedPageMessage = PageMessage & { readonly session: string };
