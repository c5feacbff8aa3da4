import type { JsonText } from './jsonText.ts';

/** What the server needs of a database engine. Both calls throw a {@link WarehouseError} when the engine refuses. */
export interface Warehouse {
  /** Lets the engine read the query without running it, and gives the names of the columns that it would return. */
  check(sql: string): Promise<readonly string[]>;
  /** Runs the query and gives its first rows as the text of a JSON array; stops the engine when `signal` aborts. */
  preview(sql: string, signal: AbortSignal): Promise<JsonText>;
  close(): Promise<void>;
}

/** How much of a query's work and result the server allows. */
export interface WarehouseLimits {
  /** Rows that a preview returns at most. */
  readonly rowCap: number;
  /** Milliseconds after which a running query is cancelled. */
  readonly statementTimeoutMs: number;
}

/** The engine's own words, with the place in the SQL where it gives one. */
export class WarehouseError extends Error {
  /** Counts characters from 1, in the SQL as it was sent. */
  readonly position: number | undefined;

  constructor(message: string, position?: number) {
    super(message);
    this.name = 'WarehouseError';
    this.position = position;
  }
}

/**
 * Calls `stop` when the signal aborts, and again every 50 ms until the result is called, because an engine forgets a
 * stop that reaches it just before the query.
 */
export function stopOnAbort(signal: AbortSignal, stop: () => void): () => void {
  let repeating: NodeJS.Timeout | undefined;
  const begin = () => {
    stop();
    repeating = setInterval(stop, 50);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin);
  return () => {
    signal.removeEventListener('abort', begin);
    clearInterval(repeating);
  };
}

export function timeoutError(limitMs: number): WarehouseError {
  return new WarehouseError(`The query was cancelled because it ran longer than ${limitMs} ms.`);
}
