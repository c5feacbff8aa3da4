import { WarehouseError } from './warehouse.ts';

/** What the server would say if no fault stood in the way; `meta` is added when it is written. */
export type Answer =
  | { readonly kind: 'object'; readonly status: 200 | 201; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: 'empty' }
  | ErrorAnswer;

export interface ErrorAnswer {
  readonly kind: 'error';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Where in the SQL the engine found it, in characters from 1. */
  readonly position?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export function errorAnswer(status: number, code: string, message: string): ErrorAnswer {
  return { kind: 'error', status, code, message };
}

export function notFound(what: string): ErrorAnswer {
  return errorAnswer(404, 'not_found', `${what} was not found.`);
}

/** The engine's refusal as a 400; any other error is thrown on. */
export function warehouseAnswer(error: unknown): ErrorAnswer {
  if (!(error instanceof WarehouseError)) throw error;
  return {
    ...errorAnswer(400, 'warehouse_error', error.message),
    ...(error.position === undefined ? {} : { position: error.position }),
  };
}
