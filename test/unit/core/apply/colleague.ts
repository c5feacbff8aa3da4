import type { TestOrganization } from './fakeOrganization.ts';
import type { Fault, Operation } from './fault.ts';

/** What a colleague does to the organization right before a call, as its fault has it. `id`: what is asked for. */
export function meddle(
  organization: TestOrganization,
  operation: Operation,
  fault: Fault | undefined,
  id?: string,
): void {
  const { metrics, source } = organization;
  const saves = (): void => {
    const column_mapping = { anonymous_id: 'a', timestamp: 't' };
    organization.save({ name: 'Exposures', sql: 'SELECT theirs', column_mapping }, 'colleague');
  };
  const edited = operation === 'replan' ? [...metrics.keys()][0] : id;
  if (fault === 'edited') {
    if (edited !== undefined && metrics.has(edited)) organization.edit(edited, { sql: 'SELECT theirs' });
    else if (operation !== 'getMetric') saves();
  }
  if (fault === 'gone') {
    const isOfSource = operation === 'deleteAssignmentSource';
    if (isOfSource && source !== undefined) organization.deleteSource('colleague');
    const gone = operation === 'getMetric' ? [...metrics.keys()].filter(each => each === id) : [...metrics.keys()];
    if (!isOfSource) for (const each of gone) organization.delete(each, 'colleague');
  }
}
