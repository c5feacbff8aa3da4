import type { CheckLevel } from '../checkLevel.ts';
import type { CellWords } from './cellWords.ts';
import type { GridWords } from './gridWords.ts';
import type { PictureWords } from './pictureWords.ts';
import type { ResultWords } from './resultWords.ts';

/**
 * The page's own fixed texts, in the person's language. `{0}` is replaced by a number or a text; a text without it that
 * needs one gets it at its end.
 */
export interface PreviewWords {
  readonly cells: CellWords;
  readonly grid: GridWords;
  readonly pictures: PictureWords;
  readonly results: ResultWords;
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
  /** `{0}`: the start of the hash of the SQL that was run. */
  readonly sqlHash: string;
  /** What the hash is good for, for its tooltip. */
  readonly sqlHashMeaning: string;
  /** Labels, set before the names. */
  readonly environment: string;
  readonly organization: string;
  /** What stands beside the name of a protected environment. */
  readonly protected: string;
  /** `{0}`: the names, with commas. */
  readonly duplicateColumns: string;
  /** `{0}`: how many rows lack one or more of the columns; more than one. */
  readonly ragged: string;
  readonly raggedOne: string;
  /** Says that the rows are being judged. */
  readonly judging: string;
  /** What a level is called, before a check's sentence. */
  readonly levels: Readonly<Record<CheckLevel, string>>;
  /** `{0}`: how many checks found nothing. */
  readonly passed: string;
  /** The label of the button that shows only the rows that a check found. */
  readonly showFound: string;
}
