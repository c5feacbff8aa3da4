/** What the engine asks of the world around it. */
export type Operation =
  | 'lock'
  | 'check_lock'
  | 'refresh'
  | 'append'
  | 'replan'
  | 'listMetrics'
  | 'getMetric'
  | 'createMetric'
  | 'deleteMetric'
  | 'getAssignmentSource'
  | 'saveAssignmentSource'
  | 'deleteAssignmentSource'
  | 'read'
  | 'write';

/**
 * How one call goes wrong. `reset_…`: the answer is lost, before or after the service acted · `late`: it acts only when
 * the world lets it · `wrong_echo`, `hostile_id`, `known_id`: it acts, and answers with other content, with an id that
 * is none, with the id of another metric · `lag`: the newest metric is not in the list · `crash_…`: the window dies ·
 * `cancel`: the person cancels meanwhile · `edited`: a colleague changes what is about to be looked at.
 */
export type Fault =
  | WireFault
  | 'not_sent'
  | 'refused'
  | 'conflict'
  | 'unauthorized'
  | 'reset_before'
  | 'reset_after'
  | 'late'
  | 'wrong_echo'
  | 'hostile_id'
  | 'known_id'
  | 'lag'
  | 'edited'
  | 'cancel'
  | 'full'
  | 'failed'
  | 'changed'
  | 'gone'
  | 'busy'
  | 'lost'
  | 'crash_before'
  | 'crash_after';

/** One of the faults that only a real service has, by its title. */
export type WireFault = `wire: ${string}`;

export const anywhere = ['crash_before', 'crash_after', 'cancel'] as const;
const ofReads = ['not_sent', 'refused', 'unauthorized', 'reset_before'] as const;
const ofWrites = ['not_sent', 'refused', 'conflict', 'unauthorized', 'reset_before', 'reset_after', 'late'] as const;

/** Every fault that makes sense for an operation. */
export const faultsOf: Readonly<Record<Operation, readonly Fault[]>> = {
  lock: [...anywhere, 'busy'],
  check_lock: [...anywhere, 'lost'],
  refresh: anywhere,
  append: [...anywhere, 'full'],
  replan: [...anywhere, ...ofReads, 'edited', 'lag'],
  listMetrics: [...anywhere, ...ofReads, 'lag'],
  getMetric: [...anywhere, ...ofReads, 'edited', 'gone'],
  createMetric: [...anywhere, ...ofWrites, 'wrong_echo', 'hostile_id', 'known_id'],
  deleteMetric: [...anywhere, ...ofWrites, 'gone'],
  getAssignmentSource: [...anywhere, ...ofReads, 'edited'],
  saveAssignmentSource: [...anywhere, ...ofWrites, 'wrong_echo'],
  deleteAssignmentSource: [...anywhere, ...ofWrites, 'gone'],
  read: [...anywhere, 'failed', 'changed', 'gone'],
  write: [...anywhere, 'failed', 'changed', 'gone'],
};
