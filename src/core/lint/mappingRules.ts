import { mappingKeys } from '../document/documentKeys.ts';
import { didYouMean } from '../text/didYouMean.ts';
import { found, type Problem } from './problem.ts';
import type { LintSubject } from './subject.ts';

/** What the column mapping says by itself: a key that looks like a slip, a numeric reward without a value. */
export function mappingProblems({ document: { columnMapping, kind } }: LintSubject): readonly Problem[] {
  if (columnMapping === undefined) return [];
  const { fields } = columnMapping;
  const known = mappingKeys[kind];
  const absent = known.filter(key => !fields.some(field => field.key === key));
  const unknown = fields.filter(({ key }) => !known.includes(key));
  const problems = unknown.flatMap((field): Problem[] => {
    const near = didYouMean(field.key, absent);
    return near === undefined
      ? []
      : [found(field.keyRange, { code: 'similar-mapping-key', key: field.key, didYouMean: near })];
  });
  const rewardType = fields.find(({ key }) => key === 'reward_type');
  const value = fields.find(({ key }) => key === 'value')?.value;
  // A key that nobody here knows may be another spelling of it, which the service takes.
  const isOnlyKnown = unknown.length === problems.length;
  if (kind === 'metric' && rewardType?.value === 'numeric' && (value ?? '') === '' && isOnlyKnown) {
    problems.push(found(rewardType.valueRange, { code: 'missing-value-column' }));
  }
  return problems;
}
