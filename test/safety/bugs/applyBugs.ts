import { bugsIn, type SeededBug } from './seededBug.ts';

const unit = (name: string): string => `test/unit/core/apply/${name}.test.ts`;

/** Of what carries out a plan: the journal, the order of steps, and what is done when nobody knows what was done. */
export const applyBugs: readonly SeededBug[] = [
  ...bugsIn(
    'src/core/apply/createMetric.ts',
    [unit('push')],
    [
      'A metric is created although it could not be written down',
      "if (!(await account.record({ kind: 'intent', ...intent }))) return ended(account.end('not_journalled'));",
      "await account.record({ kind: 'intent', ...intent });",
    ],
    [
      'The id of an answer is trusted',
      "if (answer.kind === 'ok' && !isThere(plan, answer.value.id) && isResult(account, intent, answer.value)) {",
      "if (answer.kind === 'ok') {",
    ],
    [
      'A file that was renamed creates what is under way a second time',
      "if (twin !== undefined) return ended(account.end('unsettled', { candidates: twin.candidates }));",
      '',
    ],
    [
      'A create of unknown outcome counts as not done',
      "if (answer.kind === 'failed' && answer.effect !== 'unknown') {",
      "if (answer.kind === 'failed') {",
    ],
  ),
  ...bugsIn(
    'src/core/apply/createMetric.ts',
    [unit('matrix')],
    [
      'What another write of ours has made is taken for this one’s',
      'isKnown(intent, id) || isTaken(ports.journal.state, intent, id)) return false;',
      'isKnown(intent, id)) return false;',
    ],
  ),
  ...bugsIn(
    'src/core/apply/underLock.ts',
    [unit('push')],
    [
      'The second plan is skipped: what changed since the first is written over',
      "if (again.plan.fingerprint !== plan.fingerprint) return { kind: 'stale', plan: again.plan };",
      '',
    ],
  ),
  ...bugsIn(
    'src/core/apply/run.ts',
    [unit('push')],
    ['A lock that is lost stops nobody', "return isHeld ? undefined : 'lock_lost';", 'return undefined;'],
    ['A cancel stops nothing', "if (this.control.signal?.aborted === true) return 'cancelled';", 'void isHeld;'],
    ['A token that ran out stops nothing', "if (this.#stop !== undefined) return 'stopped';", ''],
  ),
  ...bugsIn(
    'src/core/apply/push.ts',
    [unit('push')],
    [
      'A file is pushed that is not what was confirmed',
      "if (read.kind === 'gone' || read.hash !== entry.file.hash) return account.end('file_changed');",
      "if (read.kind === 'gone') return account.end('file_changed');",
    ],
  ),
  ...bugsIn(
    'src/core/apply/push.ts',
    ['test/unit/sync/absentFiles.test.ts'],
    [
      'A push deletes what has no file',
      'if (entry?.file === undefined || draft === undefined || action === undefined)',
      `if (entry?.file === undefined && entry?.remote?.kind === 'metric') await account.ports.api.deleteMetric(entry.remote.id);
  if (entry?.file === undefined || draft === undefined || action === undefined)`,
    ],
  ),
  ...bugsIn(
    'src/core/apply/pushMetric.ts',
    [unit('push')],
    [
      'The old metric is deleted although the file does not have the new id',
      "if (!hasId) return account.end('id_not_in_file', ids);",
      '',
    ],
    [
      'That the new metric is something else is not told',
      "if (found.kind === 'drift' || found.kind === 'gone') return account.end('drift', ids);",
      '',
    ],
    [
      'The old metric is deleted without being asked to',
      "if (choice.deleteOld !== true) return account.end('replaced_old_kept', ids);",
      '',
    ],
    [
      'A metric that the list lacks for a moment is created again',
      "if (createdAt !== undefined && isYoung(createdAt, now())) return account.end('just_created');",
      '',
    ],
  ),
  ...bugsIn(
    'src/core/apply/lookUp.ts',
    [unit('push')],
    [
      'Of two equal metrics one is adopted',
      'if (only !== undefined && equal.length === 1) return',
      'if (only !== undefined) return',
    ],
    [
      'A metric of the same content that was there before is adopted',
      'return known.includes(id) || id === oldId || id === fileId;',
      'return id === oldId || id === fileId;',
    ],
  ),
  ...bugsIn(
    'src/core/apply/removal.ts',
    [unit('push'), unit('settle')],
    [
      'A 409 counts as deleted',
      "if (answer.kind === 'ok' || (answer.effect === 'refused' && answer.reason === 'not_found')) {",
      "if (answer.kind === 'ok' || answer.effect === 'refused') {",
    ],
    [
      'What a colleague has edited since is deleted',
      "if (there.value.id !== shown.id || sameMeaning(there.value, shown) !== 'equal') return notDone({ kind: 'changed' });",
      '',
    ],
    [
      'A metric is deleted without a snapshot',
      "if (!(await account.record({ kind: 'snapshot', definition: there.value, reason: 'deleted' }))) {",
      "if (there.value.id === '') {",
    ],
    ['A DELETE of unknown outcome is sent for ever', 'const tries = 3;', 'const tries = 30;'],
  ),
  ...bugsIn(
    'src/core/apply/idInFile.ts',
    [unit('push')],
    ['An id that the person wrote meanwhile is replaced', "if (now.id !== fileId) return 'other_id';", ''],
  ),
  ...bugsIn(
    'src/core/apply/saveSource.ts',
    [unit('source')],
    [
      'The assignment source that a colleague saved since is overwritten',
      "if (!isSameSource(before.value, shown)) return account.end('remote_changed');",
      '',
    ],
    [
      'A save of unknown outcome is sent again over what a colleague saved',
      'if (!isSameSource(now.value, before.value)) {',
      'if (now.value?.id === "") {',
    ],
    [
      'The assignment source is replaced without a snapshot',
      "(await account.record({ kind: 'snapshot', definition: before.value, reason: 'replaced' }));",
      'true;',
    ],
  ),
  ...bugsIn(
    'src/core/apply/sweepScratch.ts',
    [unit('settle')],
    ['A scratch metric is deleted of which a colleague has made something', 'if (!isOurs) {', "if (id === '') {"],
  ),
  ...bugsIn(
    'src/core/apply/draftPreview.ts',
    [unit('matrix')],
    [
      'The scratch metric of a draft is left behind',
      "return { kind: 'previewed', value, isSwept: await sweep(account, intent, made.id) };",
      "await account.settle(intent, 'done');\n  return { kind: 'previewed', value, isSwept: true };",
    ],
  ),
  ...bugsIn(
    'src/core/apply/settle.ts',
    [unit('settle'), unit('push')],
    [
      'A scratch metric is swept whose preview is still running',
      'if (control.isRunning?.(open) === true) continue;',
      '',
    ],
  ),
];
