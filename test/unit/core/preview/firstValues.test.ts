import { expect, it } from 'vitest';
import { firstValues } from '../../../../src/core/preview/firstValues.ts';

it('One value of each column is the first that is not null, as the server spelled it', () => {
  const rows = '[{"id":null,"n":1.50,"t":"a\\u202eb"},"stray",{"id":"u_1","n":2,"late":{"a":1}}]';
  expect([...firstValues(rows)]).toEqual([
    ['n', '1.50'],
    ['t', 'a\\u202eb'],
    ['id', 'u_1'],
    ['late', '{"a":1}'],
  ]);
  expect(firstValues('[]').size).toBe(0);
});

it('A column without a value in the first rows has none', () => {
  const rows = [...Array.from({ length: 20 }, () => '{"a":null}'), '{"a":1}'];
  expect(firstValues(`[${rows.join(',')}]`).size).toBe(0);
});
