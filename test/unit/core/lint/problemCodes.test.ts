import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Problem } from '../../../../src/core/lint/problem.ts';

/** Every code that there is: a new one does not compile before it stands here. */
const codes: Readonly<Record<Problem['code'], true>> = {
  'bad-id': true,
  'column-not-returned': true,
  'comment-mark-in-fence': true,
  'control-character': true,
  'duplicate-column': true,
  'duplicate-id': true,
  'empty-query': true,
  'front-matter-not-closed': true,
  'front-matter-too-deep': true,
  'front-matter-too-large': true,
  'id-on-assignment-source': true,
  'missing-column-mapping': true,
  'missing-hosted-columns': true,
  'missing-mapping': true,
  'missing-name': true,
  'missing-value-column': true,
  'no-front-matter': true,
  'no-time-filter': true,
  'not-a-map': true,
  'not-a-query': true,
  'second-assignment-source': true,
  'secret-in-file': true,
  'several-statements': true,
  'similar-mapping-key': true,
  'trailing-semicolon': true,
  'unknown-key': true,
  'wrong-kind': true,
  'wrong-reward-type': true,
  'wrong-type': true,
  'yaml-alias': true,
  'yaml-anchor': true,
  'yaml-directive': true,
  'yaml-duplicate-key': true,
  'yaml-merge-key': true,
  'yaml-multiple-documents': true,
  'yaml-syntax': true,
  'yaml-tag': true,
};

test('every code of a problem has its heading in docs/problems.md, and no heading is of nothing', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/problems.md'), 'utf8');
  const headings = Array.from(page.matchAll(/^### (.+)$/gm), ([, heading = '']) => heading);
  expect(headings.toSorted()).toEqual(Object.keys(codes).toSorted());
});
