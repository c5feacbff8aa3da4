import { afterEach, describe, expect, it, vi } from 'vitest';
import { sleep, systemClock } from '../../../src/api/clock.ts';
import { Pace } from '../../../src/api/pace.ts';

const day = 86_400_000;

afterEach(() => vi.useRealTimers());

describe('A wall clock that jumps by a day (18)', () => {
  for (const [which, jump] of [
    ['ahead', day],
    ['back', -day],
  ] as const) {
    it(`${which} ends no wait and makes none longer`, async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const before = systemClock.now();
      let isOver = false;
      const wait = sleep(systemClock, 150).then(() => (isOver = true));
      vi.setSystemTime(Date.now() + jump);
      await sleep(systemClock, 50);
      expect(isOver).toBe(false);
      await wait;
      expect(systemClock.now() - before).toBeGreaterThanOrEqual(150);
      expect(systemClock.now() - before).toBeLessThan(day / 2);
    });

    it(`${which} lets no more requests leave than before`, async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const pace = new Pace(systemClock, 3);
      for (let count = 0; count < 3; count++) await pace.enter();
      vi.setSystemTime(Date.now() + jump);
      const stop = new AbortController();
      const waits: string[] = [];
      const fourth = pace.enter(stop.signal, (reason, seconds) => {
        waits.push(`${reason} ${seconds > 50 && seconds <= 60}`);
        stop.abort();
      });
      await expect(fourth).rejects.toThrow();
      expect(waits).toEqual(['pace true']);
    });
  }
});
