import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DefinitionDraft } from '../../../../../src/core/definition.ts';
import { judgeRows } from '../../../../../src/core/preview/checks/judgeRows.ts';
import type { RowCheck } from '../../../../../src/core/preview/checks/rowCheck.ts';
import { readRows } from '../../../../../src/core/preview/rows.ts';
import { now, verdictOf } from './judged.ts';

const someIds = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 30 }).map(number => `user-${number}`) },
  fc.constantFrom('USER-1', 'User-1', '', '  ', '17', 'anon-1', 'null', null, 17, true, [1]),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const someTimes = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 9 }).map(minute => `2026-03-28T10:0${minute}:00Z`) },
  fc.constantFrom(
    '2026-03-28 10:00:00',
    '2027-01-01',
    '2027-01-01T00:00:00+14:00',
    '2026-02-30',
    'n/a',
    '12',
    12,
    null,
  ),
  fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
);
const someValues = fc.oneof(fc.double(), fc.constantFrom('1', '1.0', 'NaN', '', 'n/a', null, true, '12.50', '-.5'));
const someJson = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('{}', '{"a":1}', '{"a":2}', { a: 3 }, '{', null),
);
const rowsWith = (id: fc.Arbitrary<unknown>, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> => {
  const cells = { id, at: someTimes, value, variant: someJson, context: someJson, headline: someJson };
  const row = fc.record(cells, { requiredKeys: [] });
  const any = { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) };
  return fc.array(fc.oneof({ weight: 20, arbitrary: row }, any), { maxLength: 40 });
};
/** All alike but for few, so that there is a rule for these to break. */
const mostly = (usual: fc.Arbitrary<unknown>, others: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: others });
const someRows = fc.oneof(
  rowsWith(someIds, someValues),
  rowsWith(
    mostly(
      fc.nat(30).map(number => `user-${number}`),
      someIds,
    ),
    fc.constantFrom('1', '1.0', 1),
  ),
  rowsWith(mostly(fc.nat(30).map(String), someIds), mostly(fc.constant(1), someValues)),
);
const base = { anonymous_id: 'id', timestamp: 'at' };
const definition = fc.constantFrom<Pick<DefinitionDraft, 'kind' | 'column_mapping'>>(
  { kind: 'metric', column_mapping: { ...base, reward_type: 'bool' } },
  { kind: 'metric', column_mapping: { ...base, reward_type: 'numeric', value: 'value' } },
  { kind: 'assignment_source', column_mapping: { ...base, variant: 'variant', context: 'context' } },
  { kind: 'assignment_source', column_mapping: { ...base, variant: 'variant', factors: { headline: 'headline' } } },
);

type Row = Readonly<Record<string, unknown>>;

const field = (rows: readonly unknown[], at: number, key: string): unknown => {
  const found = rows[at];
  return typeof found === 'object' && found !== null && Object.hasOwn(found, key) ? (found as Row)[key] : undefined;
};
const hasCase = (text: unknown): text is string =>
  typeof text === 'string' && text.toLowerCase() !== text.toUpperCase();
const parsed = (value: unknown): unknown => {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return undefined;
  }
};
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^\S+$/.test(value) && Number.isFinite(Number(value)));
const keys = (value: unknown): string =>
  Object.keys(parsed(value) as object)
    .sort()
    .join(', ');

/** Whether a row has the fault, told from the values of JavaScript and not from their source. */
function hasFault({ code, rule }: RowCheck, rows: readonly unknown[], at: number): boolean {
  const [id, time, value] = [field(rows, at, 'id'), field(rows, at, 'at'), field(rows, at, 'value')];
  switch (code) {
    case 'no-rows':
    case 'mapped-column-missing':
      return false;
    case 'null-ids':
      return id === null || id === undefined;
    case 'blank-ids':
      return typeof id === 'string' && id.trim() === '';
    case 'mixed-id-case':
      if (!hasCase(id)) return false;
      if (rule === 'lower') return id !== id.toLowerCase();
      if (rule === 'upper') return id !== id.toUpperCase();
      return rows.slice(0, at).some((_, before) => {
        const other = field(rows, before, 'id');
        return typeof other === 'string' && other !== id && other.toLowerCase() === id.toLowerCase();
      });
    case 'mixed-id-prefix':
      return typeof id === 'string' && !id.toLowerCase().startsWith(rule ?? '');
    case 'mixed-id-type':
      if (rule === 'digits') return !/^\d+$/.test(String(id));
      if (rule === 'letters') return /^\d+$/.test(String(id));
      return typeof id !== { number: 'number', text: 'string', boolean: 'boolean', json: 'object' }[rule ?? ''];
    case 'null-timestamps':
      return time === null || time === undefined;
    case 'unreadable-timestamps':
      return typeof time !== 'number' && !/^\d{4}-\d\d-\d\d/.test(String(time)) ? true : time === '2026-02-30';
    case 'numeric-timestamps':
      return Number.isFinite(Number(time));
    case 'zoneless-timestamps':
      return !/(Z|[+-]\d\d:\d\d)$/.test(String(time));
    case 'future-timestamps':
      return Date.parse(String(time)) > now.getTime() + 300_000;
    case 'null-values':
      return value === null || value === undefined;
    case 'values-not-numbers':
      return !isNumber(value);
    case 'constant-values':
      return Number(value) === Number(rows.map((_, each) => field(rows, each, 'value')).find(isNumber));
    case 'repeated-conversions':
      return rows.slice(0, at).some((_, before) => {
        return (
          Object.is(field(rows, before, 'at'), time) && JSON.stringify(field(rows, before, 'id')) === JSON.stringify(id)
        );
      });
    case 'null-variants':
      return (field(rows, at, 'variant') ?? null) === null;
    case 'variant-not-json':
      return !isObject(parsed(field(rows, at, 'variant')));
    case 'variant-keys-differ':
      return keys(field(rows, at, 'variant')) !== rule;
    case 'context-not-json':
      return !isObject(parsed(field(rows, at, 'context')));
    case 'factor-missing':
      return (field(rows, at, 'headline') ?? null) === null;
  }
}

describe('Judging any rows', () => {
  test('never throws, and every row that a check names has its fault', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(definition, someRows, (subject, given) => {
        // As they are after the wire: without undefined, -0 and the like.
        const rows = JSON.parse(JSON.stringify(given)) as unknown[];
        for (const check of verdictOf(subject, rows).checks) {
          if (check.rows.length > 0) seen.add(check.code);
          const wrong = [...check.rows].filter(at => !hasFault(check, rows, at));
          expect([check.code, wrong.map(at => rows[at])]).toEqual([check.code, []]);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(seen.size).toBeGreaterThanOrEqual(17);
  });

  test('the numbers add up: found rows ascend, are counted, and are no more than were looked at', () => {
    fc.assert(
      fc.property(definition, someRows, (subject, rows) => {
        const { checks, rowCount } = verdictOf(subject, rows);
        expect(rowCount).toBe(rows.length);
        expect(new Set(checks.map(({ code, path }) => `${code} ${path.join('.')}`)).size).toBe(checks.length);
        for (const { code, level, count, of, rows: found, examples } of checks) {
          const isOfNoRows = code === 'no-rows' || code === 'mapped-column-missing' || found.length === 0;
          if (!isOfNoRows) expect(found).toHaveLength(count);
          expect(count).toBeLessThanOrEqual(of);
          expect(of).toBeLessThanOrEqual(rowCount);
          expect([...found]).toEqual([...new Set(found)].toSorted((one, other) => one - other));
          expect(level === 'fine').toBe(count === 0 && code !== 'no-rows');
          expect(examples.length).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('it lets go of the thread after every thousand cells or so, a long value counting for many', () => {
    const count = 20_000;
    const rows = Array.from({ length: count }, (_, at) => ({
      id: `user-${at}`,
      at: '2026-03-28T10:00:00Z',
      variant: '{"a":1}',
      more: at,
    }));
    const table = readRows(JSON.stringify(rows));
    let [reads, mostReads, length, mostLength] = [0, 0, 0, 0];
    const counting = {
      columns: table.columns,
      rowCount: table.rowCount,
      cell: (at: number, column: number) => {
        expect(table.columns[column]).not.toBe('more');
        const source = table.cell(at, column);
        reads++;
        length += source?.length ?? 0;
        [mostReads, mostLength] = [Math.max(reads, mostReads), Math.max(length, mostLength)];
        return source;
      },
    };
    const mapping = { ...base, variant: 'variant' };
    const judging = judgeRows(counting, { kind: 'assignment_source', column_mapping: mapping }, now);
    while (judging.next().done !== true) [reads, length] = [0, 0];
    expect(mostReads).toBeLessThanOrEqual(3_000);
    expect(mostLength).toBeLessThanOrEqual(200_000);
  });
});
