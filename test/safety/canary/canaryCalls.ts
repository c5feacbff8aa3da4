import type { LeveredClient } from '../../../src/api/client.ts';
import type { Fault } from '../../levered/fault.ts';

const mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' } as const;
const sql = 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions';

export type CanaryCall = (client: LeveredClient, id: string) => Promise<unknown>;

/** Every call of the client. */
export const calls: Readonly<Record<string, CanaryCall>> = {
  createMetric: client => client.createMetric({ kind: 'metric', name: 'One', sql, column_mapping: mapping }),
  listMetrics: client => client.listMetrics(),
  getMetric: (client, id) => client.getMetric(id),
  previewMetric: (client, id) => client.previewMetric(id),
  deleteMetric: (client, id) => client.deleteMetric(id),
  saveAssignmentSource: client =>
    client.saveAssignmentSource({ kind: 'assignment_source', name: 'Source', sql, column_mapping: mapping }),
  getAssignmentSource: client => client.getAssignmentSource(),
  deleteAssignmentSource: client => client.deleteAssignmentSource(),
  previewAssignmentSource: client => client.previewAssignmentSource(),
  listOptimizations: client => client.listOptimizations(),
  getOptimization: (client, id) => client.getOptimization(id),
  getConnection: client => client.getConnection(),
};

/** Each kind of fault of the local Levered, with the token wherever one has room for a text. */
export function faultsWith(token: string): Readonly<Record<string, Fault>> {
  const status = (code: number): Fault => ({
    kind: 'before',
    failure: {
      kind: 'status',
      status: code,
      code: token,
      message: `The header was "Authorization: Bearer ${token}".`,
      retryAfter: code === 429 || code === 503 ? 900 : token,
      headers: { 'x-request-id': token, 'www-authenticate': `Bearer realm="${token}"` },
    },
  });
  const meta = { request_id: token, organization_id: token };
  const statuses = [400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504];
  return {
    ...Object.fromEntries(statuses.map(code => [`status ${code}`, status(code)])),
    'reset before': { kind: 'before', failure: { kind: 'reset' } },
    'reset after': { kind: 'after', failure: { kind: 'reset' } },
    late: { kind: 'late', failure: { kind: 'status', status: 504, message: token }, afterMs: 0 },
    cut: { kind: 'cut' },
    'cut at once': { kind: 'cut', atByte: 0 },
    'no JSON': { kind: 'invalidJson', text: `{"a": "${token}` },
    'another shape': { kind: 'invalidJson', text: `{"${token}": "${token}"}` },
    'another JSON': { kind: 'invalidJson', text: `"${token}"` },
    'fields of another kind': {
      kind: 'fields',
      fields: { id: [token], metrics: token, rows: token, optimizations: token, connection: token, sql: { token } },
    },
    'its ids': { kind: 'fields', fields: { id: token, meta } },
    'its organization': { kind: 'organization', id: token },
    'an item': { kind: 'item', index: 0, fields: { id: token, name: token } },
    'the warehouse': { kind: 'warehouseError', field: 'error', message: token, rows: 'absent' },
    'the warehouse, with rows': { kind: 'warehouseError', field: 'warehouse_error', message: token, rows: 'kept' },
    page: { kind: 'html', status: 511 },
    ...Object.fromEntries(
      ([301, 302, 303, 307, 308] as const).map(code => [
        `redirect ${code}`,
        { kind: 'redirect', status: code, location: `https://evil.example/${token}?${token}` } as const,
      ]),
    ),
  };
}
