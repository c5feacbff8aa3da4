import { bugsIn, type SeededBug } from './seededBug.ts';

const plan = ['test/unit/core/plan/makePlan.test.ts'];
const journal = (name: string): string => `test/unit/journal/${name}.test.ts`;

/** Of the plan and of the journal that it rests on. */
export const planBugs: readonly SeededBug[] = [
  ...bugsIn(
    'src/core/plan/makePlan.ts',
    plan,
    [
      'What differs without a known base may be pushed over',
      "if (base === undefined) return 'conflict';",
      "if (base === undefined) return 'modified';",
    ],
    [
      'That many metrics are gone warns nobody',
      'if (missing > Math.max(3, known.length / 10)) {',
      'if (missing > known.length) {',
    ],
    [
      'An incomplete look at the files warns nobody',
      "if (!local.isComplete) warnings.push({ kind: 'scan_incomplete' });",
      '',
    ],
    [
      'A scratch metric is shown as somebody’s',
      '!claimed.has(metric.id) && !isScratch(metric, base);',
      '!claimed.has(metric.id);',
    ],
    [
      'A file whose create has no known outcome is offered again',
      "if (unsettled !== undefined) return { ...common, status: 'unknown', unsettled };\n  if (local.invalid",
      'if (local.invalid',
    ],
  ),
  ...bugsIn('src/core/plan/localEntry.ts', plan, [
    'Two files may be the same metric',
    'if (rivals.length === 0 || entry.invalid !== undefined) return entry;',
    'if (rivals.length >= 0 || entry.invalid !== undefined) return entry;',
  ]),
  ...bugsIn('src/core/plan/fingerprint.ts', plan, [
    'A plan of one organization is carried out in another',
    '[environment, origin, organization, local.isComplete]',
    '[environment, origin, local.isComplete]',
  ]),
  ...bugsIn(
    'src/core/journal/journalLines.ts',
    ['test/unit/core/journal/journalLines.test.ts'],
    [
      'A record of a newer version is taken for damage',
      "if (typeof value['version'] === 'number' && value['version'] !== 1) return 'unknown_version';",
      '',
    ],
    ['A line that is no record is left out in silence', 'else problem ??= { kind: read, line: index + 1 };', ''],
  ),
  ...bugsIn(
    'src/journal/journalFile.ts',
    [journal('journalFile')],
    [
      'A journal that is not understood is written on',
      'if (problem !== undefined) this.#readOnlyReason ??= reasonFor(problem.kind, number);',
      'if (problem !== undefined) reasonFor(problem.kind, number);',
    ],
  ),
  ...bugsIn(
    'src/journal/appendOnlyFile.ts',
    [journal('journalFile')],
    ['A record is written on to what a crash has cut', "`${this.#isTorn ? `${cancelMark}\\n` : ''}${line}`", 'line'],
  ),
  ...bugsIn(
    'src/journal/writeLock.ts',
    [journal('writeLock')],
    [
      'A lock is taken from an owner that is alive',
      'const isFree = owner?.isReleased === true || (owner !== undefined && isDead(owner));',
      'const isFree = true;',
    ],
    [
      'A lock of a dead owner is never free',
      'const isFree = owner?.isReleased === true || (owner !== undefined && isDead(owner));',
      'const isFree = owner?.isReleased === true;',
    ],
  ),
];
