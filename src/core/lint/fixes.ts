import { rewardTypes } from '../definition.ts';
import { parseDocument } from '../document/documentParser.ts';
import type { LeveredDocument } from '../document/leveredDocument.ts';
import type { TextRange } from '../document/problem.ts';
import { applyEdits } from '../document/textEdit.ts';
import { columnFixes, duplicateColumnFixes, hostedColumnFixes } from './columnFixes.ts';
import type { Fix } from './fix.ts';
import { closingFixes, newFrontMatterFix } from './fenceFixes.ts';
import {
  escapeFixes,
  idRemoval,
  lineRemoval,
  nameFixes,
  newMappingFix,
  propertyRemoval,
  quoteFixes,
  wordFixes,
} from './frontMatterFixes.ts';
import { missingMappingFixes, valueColumnFixes } from './mappingFixes.ts';
import type { Problem } from './problem.ts';
import type { LintSubject } from './subject.ts';
import { removal } from './removal.ts';

/**
 * The ways to mend a problem that `lint` found in this subject, the likeliest first; none where only a person knows.
 * Apart from `lint`, because it costs more, and is asked for when a person looks at the problem. Never throws.
 */
export function fixesOf(problem: Problem, subject: LintSubject): readonly Fix[] {
  const { document } = subject;
  // YAML has stranger forms than are told apart here: what would read back worse is not offered.
  return proposed(problem, subject).filter(({ edits }) => {
    const after = parseDocument(applyEdits(document.text, edits));
    return after.problems.length <= document.problems.length && errorsOf(after) <= errorsOf(document);
  });
}

function errorsOf({ problems }: LeveredDocument): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

function proposed(problem: Problem, subject: LintSubject): readonly Fix[] {
  switch (problem.code) {
    case 'no-front-matter':
      return [newFrontMatterFix(subject)];
    case 'front-matter-not-closed':
      return closingFixes(problem, subject);
    case 'missing-name':
      return nameFixes(subject);
    case 'missing-column-mapping':
      return [newMappingFix(subject)];
    case 'missing-mapping':
      return missingMappingFixes(problem.key, subject);
    case 'wrong-kind':
      return wordFixes(problem, problem.didYouMean, ['metric', 'assignment_source'], subject);
    case 'wrong-reward-type':
      return wordFixes(problem, problem.didYouMean, rewardTypes, subject);
    case 'wrong-type':
      return problem.expected === 'text' || problem.expected === 'number' ? quoteFixes(problem, subject) : [];
    case 'unknown-key':
    case 'similar-mapping-key':
    case 'not-a-query':
      return replacement(problem, problem.didYouMean);
    case 'id-on-assignment-source':
      return idRemoval(problem, subject, true);
    case 'duplicate-id':
      return idRemoval(problem, subject, false);
    case 'comment-mark-in-fence':
      return escapeFixes(problem, subject);
    case 'yaml-anchor':
    case 'yaml-tag':
      return [propertyRemoval(problem, subject)];
    case 'yaml-directive':
      return [lineRemoval('syntax', problem, subject)];
    case 'yaml-duplicate-key':
      return [{ ...lineRemoval('key', problem, subject), isPreferred: false }];
    case 'column-not-returned':
      return columnFixes(problem, subject);
    case 'duplicate-column':
      return duplicateColumnFixes(problem, subject);
    case 'missing-hosted-columns':
      return hostedColumnFixes(problem.columns, subject);
    case 'missing-value-column':
      return valueColumnFixes(subject);
    case 'trailing-semicolon':
      return [removal('semicolon', problem)];
    case 'secret-in-file':
      return [removal('secret', problem)];
    case 'control-character':
      return [removal('character', problem)];
    case 'bad-id':
    case 'empty-query':
    case 'front-matter-too-deep':
    case 'front-matter-too-large':
    case 'no-time-filter':
    case 'not-a-map':
    case 'second-assignment-source':
    case 'several-statements':
    case 'yaml-alias':
    case 'yaml-merge-key':
    case 'yaml-multiple-documents':
    case 'yaml-syntax':
      return [];
  }
}

function replacement({ start, end }: TextRange, text: string | undefined): readonly Fix[] {
  return text === undefined ? [] : [{ code: 'replace', text, edits: [{ start, end, text }], isPreferred: true }];
}
