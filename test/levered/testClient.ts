import type { Levered } from './server.ts';

/** What came back, with the text as it was on the wire. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; reading it fails the test when it is none. */
  readonly json: Body;
}

/** The fields that a test looks at; what is absent is `undefined`. */
interface Body {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly metrics: readonly { readonly id: string; readonly name: unknown }[];
  readonly meta: { readonly request_id: string; readonly organization_id?: string } | undefined;
  readonly error: { readonly code: string; readonly message: string; readonly position?: number };
}

export const metricsPath = '/api/v2/warehouse/metrics';
export const sourcePath = '/api/v2/warehouse/assignment-source';

/** Sends one request with the default organization's token, or with another. */
export async function call(
  levered: Levered,
  method: string,
  path: string,
  options: { body?: unknown; token?: string; signal?: AbortSignal } = {},
): Promise<Answered> {
  const { body, token = levered.token, signal } = options;
  const response = await fetch(levered.url + path, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get json() {
      return JSON.parse(text) as Body;
    },
  };
}

/** The body of a create whose query returns the two columns that every mapping needs, and others. */
export function metricOf(sql: string, mapping: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    name: 'A metric of a test',
    sql,
    column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp', ...mapping },
  };
}

/** Saves a query whose columns are given beside the two needed ones, and previews it. */
export async function previewOf(levered: Levered, columns: string, from = ''): Promise<Answered> {
  const sql = `SELECT 'u1' AS anonymous_id, TIMESTAMP '2026-03-28 14:00:00' AS timestamp, ${columns} ${from}`;
  const created = await call(levered, 'POST', metricsPath, { body: metricOf(sql) });
  if (created.status !== 201) return created;
  return call(levered, 'POST', `${metricsPath}/${created.json.id}/preview`);
}
