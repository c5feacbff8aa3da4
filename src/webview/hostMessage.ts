import type {
  HostMessage,
  PreviewFailure,
  PreviewState,
  PreviewSubject,
  PreviewWords,
} from '../core/preview/messages.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNone = (value: unknown): boolean => value === undefined || isText(value);
const isTime = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

// Records, so that a new name in the type does not compile until it stands here.
const words: Readonly<Record<keyof PreviewWords, true>> = {
  metric: true,
  assignmentSource: true,
  run: true,
  runAgain: true,
  cancel: true,
  idle: true,
  running: true,
  cancelled: true,
  rowCount: true,
  oneRow: true,
  empty: true,
  emptyAdvice: true,
  elapsed: true,
  requestId: true,
  environment: true,
  organization: true,
  protected: true,
  nullCell: true,
  missingCell: true,
  emptyCell: true,
  duplicateColumns: true,
  ragged: true,
  mappedTo: true,
  grid: true,
};
const reasons: Readonly<Record<PreviewFailure['reason'], true>> = {
  warehouse: true,
  not_found: true,
  unauthorized: true,
  rate_limited: true,
  timeout: true,
  offline: true,
  refused: true,
  unexpected: true,
};
const actions: Readonly<Record<PreviewFailure['actions'][number]['kind'], true>> = {
  run: true,
  signIn: true,
  refresh: true,
  showLog: true,
};

function isSubject(value: unknown): value is PreviewSubject {
  return (
    isFields(value) &&
    isText(value['name']) &&
    (value['kind'] === 'metric' || value['kind'] === 'assignment_source') &&
    isText(value['environment']) &&
    typeof value['isProtected'] === 'boolean' &&
    isTextOrNone(value['organization']) &&
    isTextOrNone(value['note']) &&
    isFields(value['roles']) &&
    Object.values(value['roles']).every(isText)
  );
}

const isAction = (value: unknown): boolean =>
  isFields(value) && isText(value['kind']) && Object.hasOwn(actions, value['kind']) && isText(value['label']);

function isFailure(value: unknown): value is PreviewFailure {
  return (
    isFields(value) &&
    isText(value['reason']) &&
    Object.hasOwn(reasons, value['reason']) &&
    isText(value['title']) &&
    isText(value['advice']) &&
    isTextOrNone(value['detail']) &&
    isTextOrNone(value['requestId']) &&
    Array.isArray(value['actions']) &&
    value['actions'].every(isAction)
  );
}

function isState(value: unknown): value is PreviewState {
  if (!isFields(value) || !isSubject(value['subject'])) return false;
  switch (value['kind']) {
    case 'idle':
      return true;
    case 'running':
    case 'cancelled':
      return isTime(value['elapsedMs']);
    case 'failed':
      return isTime(value['elapsedMs']) && isFailure(value['failure']);
    case 'rows':
      return (
        isTime(value['elapsedMs']) &&
        value['rows'] instanceof Uint8Array &&
        isText(value['finishedAt']) &&
        isTextOrNone(value['requestId'])
      );
    default:
      return false;
  }
}

/** Whether something that came to the page is a whole message of the host; scripts of the editor send others as well. */
export function isHostMessage(value: unknown): value is HostMessage {
  if (!isFields(value) || value['kind'] !== 'show' || !isState(value['state'])) return false;
  const texts = value['words'];
  return isFields(texts) && Object.keys(words).every(word => isText(texts[word]));
}
