import type { CheckLevel } from './checkLevel.ts';
import type { Roles } from './roles.ts';
import type { PreviewWords } from './words/previewWords.ts';

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
  /** What the definition's column mapping says of the columns. */
  readonly roles: Roles;
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
      readonly result: PreviewResult;
      /** Absent until the rows were judged. */
      readonly verdict?: PreviewVerdict;
      /** What has changed since, so that these rows are not what a run would give now. */
      readonly moved?: string;
    }
  | {
      readonly kind: 'failed';
      readonly subject: PreviewSubject;
      readonly failure: PreviewFailure;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'cancelled'; readonly subject: PreviewSubject; readonly elapsedMs: number };

/** Where and when rows came from. The rows themselves come as parts, under the same number. */
export interface PreviewResult {
  /** Counts the results of a panel. */
  readonly number: number;
  readonly rowCount: number;
  /** How many parts the rows come in; one at least. */
  readonly parts: number;
  /** From the start of the run to the end of the answer. */
  readonly elapsedMs: number;
  /** When the answer was complete, as a person reads it. */
  readonly finishedAt: string;
  /** SHA-256 of the SQL that was run, in hexadecimal; absent where the SQL is not known. */
  readonly sqlHash?: string;
  readonly requestId?: string;
}

/** One thing that the rows were judged by. */
export interface ShownCheck {
  /** Tells checks apart, in style and for tests; never shown. */
  readonly code: string;
  readonly level: CheckLevel;
  /** One sentence with its number. */
  readonly title: string;
  /** What to do. */
  readonly advice?: string;
  /** The output column that it is about. */
  readonly column?: string;
  /** The rows that it found, counted from zero, ascending; no more than the first thousands of them. */
  readonly rows?: Uint32Array;
  /** The label of a button that shows the line of the file; absent where there is no file. */
  readonly line?: string;
}

/** What the rows say about the definition. */
export interface PreviewVerdict {
  /** One sentence on the whole: how many problems, or none. */
  readonly summary: string;
  /** Says that a sample was judged, and how large it is. */
  readonly sample: string;
  /** The gravest first. */
  readonly checks: readonly ShownCheck[];
}

export type HostMessage =
  | { readonly kind: 'show'; readonly words: PreviewWords; readonly state: PreviewState }
  /** JSON text, in UTF-8, of an array with some of the rows as the server sent them; in order, the first screen first. */
  | { readonly kind: 'rows'; readonly result: number; readonly part: number; readonly rows: Uint8Array };

/** Carries the panel's random session text as well: to the page come messages of the editor's own scripts too. */
export type SignedHostMessage = HostMessage & { readonly session: string };

/** The forms in which the rows that are shown can be saved. */
export type ExportFormat = 'csv' | 'json';

/** Every message of the page carries the panel's random session text; one without it is dropped. */
export type PageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'run' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'signIn' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'showLog' }
  /** Asks for a place to save a text; the person chooses it in the editor's own dialog. */
  | { readonly kind: 'export'; readonly format: ExportFormat; readonly text: Uint8Array }
  /** Shows the line of the file that a check of the verdict is about, by its place among the checks. */
  | { readonly kind: 'reveal'; readonly check: number };

export type SignedPageMessage = PageMessage & { readonly session: string };
