import { expect, test } from 'vitest';
import { withBug } from '../../safety/bugs/seededBug.ts';

const bug = { title: 'Nothing holds', file: 'a.ts', find: 'if (a) b();', replace: '$& $1', tests: [] };

test('a bug takes the place of what it replaces, whatever signs it has', () => {
  expect(withBug('x;\nif (a) b();\ny;', bug)).toBe('x;\n$& $1\ny;');
});

test('a bug that no longer fits its file, or fits it twice, is an error', () => {
  for (const text of ['', 'if (a) b(); if (a) b();']) expect(() => withBug(text, bug)).toThrow('Nothing holds');
});
