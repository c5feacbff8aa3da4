import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInstants, readInstant } from '../../../../../src/core/preview/view/instant.ts';

describe('Reading a timestamp', () => {
  it.each([
    ['2026-01-01', '2026-01-01T00:00:00Z', 0],
    ['2026-01-01 10:20', '2026-01-01T10:20:00Z', 0],
    ['2026-01-01T10:20:30.123456789Z', '2026-01-01T10:20:30.123Z', 456_789],
    ['2026-01-01 10:20:30,5 UTC', '2026-01-01T10:20:30.5Z', 0],
    ['2026-01-01 10:20:30+02', '2026-01-01T08:20:30Z', 0],
    ['2026-01-01T10:20:30-05:30', '2026-01-01T15:50:30Z', 0],
    ['2026-01-01 10:20:30.000 +0200', '2026-01-01T08:20:30Z', 0],
    ['2024-02-29t00:00:00z', '2024-02-29T00:00:00Z', 0],
    ['0001-01-01', '0001-01-01T00:00:00Z', 0],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z', 0],
  ])('%j is an instant', (text, iso, nanoseconds) => {
    expect(readInstant(text)).toEqual({ milliseconds: Date.parse(iso), nanoseconds });
  });

  it.each([
    '2026-13-01',
    '2026-02-29',
    '2100-02-29',
    '2026-01-01 24:00',
    '2026-01-01 10:60',
    '2026-01-01T10:00+19:00',
    '2026-01-01 10',
    '2026-01-01Z',
    '01.02.2026',
    '1767225600',
    '2026-01-01T10:00:00.1234567890Z',
    ' 2026-01-01',
    '',
  ])('%j is none', text => {
    expect(readInstant(text)).toBeUndefined();
  });

  it('agrees with the calendar of JavaScript on every day and time', () => {
    const day = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [x, y] = [readInstant(a.toISOString())!, readInstant(b.toISOString())!];
        expect(x.milliseconds).toBe(a.getTime());
        expect(Math.sign(compareInstants(x, y))).toBe(Math.sign(a.getTime() - b.getTime()));
      }),
    );
  });
});
