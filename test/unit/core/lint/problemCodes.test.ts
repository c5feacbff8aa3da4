import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Problem } from '../../../../src/core/lint/problem.ts';
import type { RowCheckCode } from '../../../../src/core/preview/checks/rowCheck.ts';

/** Every code that there is: a new one does not compile before it stands here. */
const codes: Readonly<Record<Problem['code'] | RowCheckCode | 'warehouse-error', true>> = {
  'bad-id': true,
  'blank-ids': true,
  'column-not-returned': true,
  'comment-mark-in-fence': true,
  'constant-values': true,
  'context-not-json': true,
  'control-character': true,
  'duplicate-column': true,
  'duplicate-id': true,
  'empty-query': true,
  'factor-missing': true,
  'front-matter-not-closed': true,
  'front-matter-too-deep': true,
  'front-matter-too-large': true,
  'future-timestamps': true,
  'id-on-assignment-source': true,
  'mapped-column-missing': true,
  'missing-column-mapping': true,
  'missing-hosted-columns': true,
  'missing-mapping': true,
  'missing-name': true,
  'missing-value-column': true,
  'mixed-id-case': true,
  'mixed-id-prefix': true,
  'mixed-id-type': true,
  'no-front-matter': true,
  'no-rows': true,
  'no-time-filter': true,
  'not-a-map': true,
  'not-a-query': true,
  'null-ids': true,
  'null-timestamps': true,
  'null-values': true,
  'null-variants': true,
  'numeric-timestamps': true,
  'repeated-conversions': true,
  'second-assignment-source': true,
  'secret-in-file': true,
  'several-statements': true,
  'similar-mapping-key': true,
  'trailing-semicolon': true,
  'unknown-key': true,
  'unreadable-timestamps': true,
  'values-not-numbers': true,
  'variant-keys-differ': true,
  'variant-not-json': true,
  'warehouse-error': true,
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
  'zoneless-timestamps': true,
};

test('every code of a problem has its heading in docs/problems.md, and no heading is of nothing', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/problems.md'), 'utf8');
  const headings = Array.from(page.matchAll(/^### (.+)$/gm), ([, heading = '']) => heading);
  expect(headings.toSorted()).toEqual(Object.keys(codes).toSorted());
});
