import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueForm } from '../../../../src/core/preview/profile/valueForm.ts';
import { everyRow, finish } from '../../../../src/core/preview/steps.ts';
import { compareTimestamps, readTimestamp, whyNoTimestamp } from '../../../../src/core/preview/timestamp.ts';
import { filterRows } from '../../../../src/core/preview/view/filterRows.ts';
import { sortRows } from '../../../../src/core/preview/view/sortRows.ts';
import { boolMetric, checkOf, verdictOf } from './checks/judged.ts';
import { profileOf, tableOf } from './profile/profiles.ts';

describe('Reading a timestamp', () => {
  it.each([
    ['2026-01-01', '2026-01-01T00:00:00Z', 0],
    ['2026-01-01 10:20', '2026-01-01T10:20:00Z', 0],
    ['2026-01-01 10:20:30', '2026-01-01T10:20:30Z', 0],
    ['2026-01-01 10:20:30.000001', '2026-01-01T10:20:30Z', 1_000],
    ['0001-01-01', '0001-01-01T00:00:00Z', 0],
    ['0000-12-31 23:59:59.9', '0000-12-31T23:59:59.9Z', 0],
  ])('%j names no zone and is an instant of UTC', (text, iso, nanoseconds) => {
    expect(readTimestamp(text)).toEqual({ milliseconds: Date.parse(iso), nanoseconds, hasZone: false });
  });

  it.each([
    ['2026-01-01T10:20:30.123456789Z', '2026-01-01T10:20:30.123Z', 456_789],
    ['1969-12-31T23:59:59.9999999Z', '1969-12-31T23:59:59.999Z', 999_900],
    ['2026-01-01 10:20:30,5 UTC', '2026-01-01T10:20:30.5Z', 0],
    ['2026-01-01 10:20:30 GMT', '2026-01-01T10:20:30Z', 0],
    ['2026-01-01 10:20:30 utc', '2026-01-01T10:20:30Z', 0],
    ['2026-01-01 10:20Z', '2026-01-01T10:20:00Z', 0],
    ['2026-01-01 10:20:30+02', '2026-01-01T08:20:30Z', 0],
    ['2026-01-01T10:20:30-05:30', '2026-01-01T15:50:30Z', 0],
    ['2026-01-01 10:20:30.000 +0200', '2026-01-01T08:20:30Z', 0],
    ['2026-01-01 10:20:30.000 Z', '2026-01-01T10:20:30Z', 0],
    ['2024-02-29t00:00:00z', '2024-02-29T00:00:00Z', 0],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z', 0],
  ])('%j is an instant of a zone', (text, iso, nanoseconds) => {
    expect(readTimestamp(text)).toEqual({ milliseconds: Date.parse(iso), nanoseconds, hasZone: true });
  });

  it('cuts off what is finer than a nanosecond, and takes no more than a picosecond', () => {
    const at = { milliseconds: Date.parse('2026-01-01T10:00:00.123Z'), nanoseconds: 456_789, hasZone: true };
    expect(readTimestamp('2026-01-01T10:00:00.123456789999Z')).toEqual(at);
    expect(readTimestamp('2026-01-01T10:00:00.1234567899999Z')).toBeUndefined();
  });

  it('knows the offsets of old local times, which have seconds', () => {
    const at = { milliseconds: Date.parse('1890-01-01T00:00:00Z'), nanoseconds: 0, hasZone: true };
    expect(readTimestamp('1890-01-01 00:53:28+00:53:28')).toEqual(at);
    expect(readTimestamp('1889-12-31 23:06:32.000000000000 -00:53:28')).toEqual(at);
  });

  it.each([
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-02-29',
    '2100-02-29',
    '2026-01-01 24:00',
    '2026-01-01 10:60',
    '2026-01-01 10:00:61',
    '2026-01-01T10:00+19:00',
    '2026-01-01T10:00+01:60',
    '2026-01-01T10:00+01:00:60',
    '2026-01-01 10',
    '2026-01-01Z',
    '2026-01-01 ',
    '2026-01-01T10:00:00.Z',
    '2026-01-01T10:00:00  Z',
    '2026-01-01T10:00:00 CET',
    '01.02.2026',
    '20260101T100000Z',
    ' 2026-01-01',
    'infinity',
    '',
  ])('%j is none, and no number either', text => {
    expect(readTimestamp(text)).toBeUndefined();
    expect(whyNoTimestamp(text)).toBe('unreadable');
  });

  it.each(['1767225600', '-1', '1767225600.123456789', '1.774692E9', '1.774692e+9'])(
    '%j is none because it is a number',
    text => {
      expect(readTimestamp(text)).toBeUndefined();
      expect(whyNoTimestamp(text)).toBe('number');
    },
  );

  const day = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });

  it('agrees with the calendar of JavaScript on every day and time', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [x, y] = [readTimestamp(a.toISOString())!, readTimestamp(b.toISOString())!];
        expect(x.milliseconds).toBe(a.getTime());
        expect(Math.sign(compareTimestamps(x, y))).toBe(Math.sign(a.getTime() - b.getTime()));
      }),
    );
  });

  it('gives one instant for each way to spell it, whatever the zone', () => {
    const offset = fc.integer({ min: -18 * 60, max: 18 * 60 });
    const recent = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    const spelled = fc.tuple(recent, offset, fc.constantFrom('', ' '), fc.constantFrom('', ':'));
    fc.assert(
      fc.property(spelled, ([date, minutes, blank, colon]) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
        const sign = minutes < 0 ? '-' : '+';
        const zone = `${sign}${two(Math.abs(minutes) / 60)}${colon}${two(Math.abs(minutes) % 60)}`;
        const at = { milliseconds: date.getTime(), nanoseconds: 0, hasZone: true };
        expect(readTimestamp(local + blank + zone)).toEqual(at);
        expect(readTimestamp(`${local.replace('T', ' ')}000000${blank}${zone}`)).toEqual(at);
      }),
    );
  });
});

describe('A column of times', () => {
  /** Each with the moment before it, in another spelling. */
  it.each([
    ['picoseconds', '"2026-01-01 10:00:00.123456789012 UTC"', '"2026-01-01 10:00:00.123456788 UTC"'],
    ['Greenwich', '"2026-01-01 10:00:00 GMT"', '"2026-01-01T09:59:59Z"'],
    ['an offset with seconds', '"1890-01-01 10:00:00+00:53:28"', '"1890-01-01T09:06:31Z"'],
    ['an escaped plus', '"2026-01-01T10:00:00\\u002b02:00"', '"2026-01-01T07:59:59Z"'],
  ])('is one for the verdict, the order, the filters and the pictures: %s', (_what, late, early) => {
    const verdict = verdictOf(boolMetric, `[{"id":"a","at":${late}},{"id":"b","at":${early}}]`);
    for (const code of ['unreadable-timestamps', 'zoneless-timestamps'] as const) {
      expect(checkOf(verdict, code)).toMatchObject({ level: 'fine' });
    }
    const table = tableOf([late, early]);
    const all = everyRow(table.rowCount);
    expect(finish(sortRows(table, all, [{ column: 0, direction: 'ascending' }]))).toEqual(Uint32Array.of(1, 0));
    const value = JSON.parse(late) as string;
    const since = { kind: 'compares', operator: '>=', value, not: false } as const;
    expect(finish(filterRows(table, all, [{ kind: 'column', column: 0, condition: since }]))).toEqual(
      Uint32Array.of(0),
    );
    expect(valueForm(late)).toMatchObject({ kind: 'time', hasZone: true });
    expect(profileOf([late, early]).shape).toMatchObject({ kind: 'times', count: 2, zoneless: 0, latest: value });
  });
});
