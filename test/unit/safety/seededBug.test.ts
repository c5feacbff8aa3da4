import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectPath } from '../../project.ts';
import { quickBugs } from '../../safety/bugs/allBugs.ts';
import { withBug } from '../../safety/bugs/seededBug.ts';
import { shellBugs } from '../../safety/bugs/shellBugs.ts';

const bug = { title: 'Nothing holds', file: 'a.ts', find: 'if (a) b();', replace: '$& $1', tests: [] };

test('a bug takes the place of what it replaces, whatever signs it has', () => {
  expect(withBug('x;\nif (a) b();\ny;', bug)).toBe('x;\n$& $1\ny;');
});

test('a bug that no longer fits its file, or fits it twice, is an error', () => {
  for (const text of ['', 'if (a) b(); if (a) b();']) expect(() => withBug(text, bug)).toThrow('Nothing holds');
});

test.each([...quickBugs, ...shellBugs].map(each => [each.title, each] as const))(
  'the sources are still such that it can be tried: %s',
  (_, each) => {
    const text = readFileSync(projectPath(each.file), 'utf8');
    expect(withBug(text, each)).not.toBe(text);
  },
);
