import type { TextRange } from '../document/problem.ts';
import { found, type Problem } from './problem.ts';
import type { LintSubject } from './subject.ts';

/** Files that claim to be one definition: none of them can be pushed before it is settled which of them is it. */
export function identityProblems({ document, context }: LintSubject): readonly Problem[] {
  const { rivals: paths, environment } = context;
  if (paths.length === 0) return [];
  const fields = document.frontMatter?.fields ?? [];
  if (document.kind === 'assignment_source') {
    const kind = fields.find(({ key }) => key === 'kind');
    return kind === undefined ? [] : [found(kind.valueRange, { code: 'second-assignment-source', paths })];
  }
  const range = idRange(document.id, environment);
  return range === undefined ? [] : [found(range, { code: 'duplicate-id', paths })];
}

function idRange(id: LintSubject['document']['id'], environment: string | undefined): TextRange | undefined {
  if (id?.kind !== 'map') return id?.field.valueRange;
  return id.field.fields?.find(({ key }) => key === environment)?.valueRange;
}
