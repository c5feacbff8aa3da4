import { expect, test } from 'vitest';
import type { Failure, Fault, FaultHandle } from '../../levered/fault.ts';
import { waitFor } from '../waitFor.ts';
import type { VSCodeWindow } from '../window.ts';
import { metricsPath, requestLines, sourcePath, walksOf, withoutFiles, type Walk } from './walk.ts';

const walks = walksOf();

/** What every state looked like, request ids and times aside. */
const looks = new Map<string, string>();

/** Holds that a state looks like no other one that was seen. */
async function looksLikeNoOther(walk: Walk, state: string): Promise<void> {
  await walk.picture(`tree-${state.replaceAll(' ', '-')}`);
  const text = (await walk.window.tree.text()).replaceAll(/req_\w+|\d+:\d\d:\d\d\s\w\w/g, '*');
  expect([...looks].find(([, look]) => look === text)?.[0], `looks like “${state}”`).toBeUndefined();
  looks.set(state, text);
}

/** Waits until the tree has the row of a failure, with this text in it and above the rows, where it is not cut off. */
async function failure(window: VSCodeWindow, label: string, says: string | RegExp): Promise<string> {
  const fits = (text: string) => (typeof says === 'string' ? text.includes(says) : says.test(text));
  return waitFor(`“${label}” with “${String(says)}” in the tree`, 20_000, async () => {
    const rows = await window.tree.rows();
    const message = await window.tree.message();
    const found = rows.find(each => each.label === label && fits(each.description));
    if (found !== undefined && fits(message)) return message;
    throw new Error(`There are ${message} | ${rows.map(each => `${each.label}: ${each.description}`).join(' | ')}.`);
  });
}

const listFailed = 'The definitions could not be read';
const sourceFailed = 'The assignment source could not be read';
const refuse = (failure: Omit<Extract<Failure, { kind: 'status' }>, 'kind'>): Fault => ({
  kind: 'before',
  failure: { kind: 'status', ...failure },
});

test('loading, filled, run out and signed out are told apart, and a run-out session is asked for once', async () => {
  let slow: FaultHandle | undefined;
  await using walk = await walks.start({
    before: levered => void (slow = levered.faults.add({ match: {}, fault: { kind: 'delay' } })),
  });
  const { levered, window } = walk;
  await window.tree.waitForText('Reading the definitions of the organization…');
  await looksLikeNoOther(walk, 'loading');
  levered.faults.clear();
  slow?.release();
  await window.tree.item('Signup Conversion');
  expect(await window.tree.message()).toBe('');
  await looksLikeNoOther(walk, 'loaded');

  levered.revokeToken(levered.token);
  await window.runCommand('Levered: Refresh Definitions');
  const asked = await window.messages.notification('has run out');
  expect(asked.buttons).toEqual(['Sign In']);
  await window.tree.waitForText('The session has run out: a Levered token lives for about a day.');
  await looksLikeNoOther(walk, 'run out');
  // VS Code draws two equal notifications as one.
  await window.runCommand('Notifications: Clear All Notifications');
  const before = levered.log.requests.length;
  await window.runCommand('Levered: Refresh Definitions');
  await waitFor('another refusal', 10_000, () => levered.log.requests.length > before || undefined);
  await window.tree.waitForText('The session has run out');
  expect(await window.statusBar('Levered:')).toContain('session has run out');

  await window.runCommand('Levered: Sign Out');
  await window.tree.waitForText('Sign in to see the metrics');
  expect(await window.statusBar('Levered:')).toContain('signed out');
  await looksLikeNoOther(walk, 'signed out');
  expect(await window.messages.notifications()).toEqual([]);
});

test('each failure of the list says what happened, gives the request id, and can be tried again', async () => {
  await using walk = await walks.start({
    before: levered =>
      void levered.faults.add({ match: { path: metricsPath }, fault: refuse({ status: 403, message: 'Not yours.' }) }),
  });
  const { levered, window } = walk;
  const refused = await failure(window, listFailed, 'Levered does not allow this');
  const { requestId } = levered.log.requests.find(({ status }) => status === 403)!;
  expect(refused).toContain(requestId);
  expect((await window.tree.rows()).map(({ label }) => label)).toEqual([listFailed]);
  expect(await window.tree.tooltip(listFailed)).toMatch(/does not allow this.*Not yours.*Ask an administrator/s);
  await looksLikeNoOther(walk, 'refused');

  levered.faults.clear();
  await window.tree.inlineAction(listFailed, 'Refresh Definitions');
  await window.tree.item('Signup Conversion');
  expect((await window.tree.rows()).map(({ label }) => label)).not.toContain(listFailed);

  const faults: readonly (readonly [state: string, says: string | RegExp, fault: Fault])[] = [
    ['network sign-in', 'does not come from Levered', { kind: 'html' }],
    ['wrong shape', 'cannot be read', { kind: 'fields', fields: { metrics: 'none' } }],
    ['cut off', 'ended in the middle', { kind: 'cut' }],
    ['other organization', /org_evil.*org_demo/, { kind: 'organization', id: 'org_evil' }],
    // The last, because nothing is sent any more until its time has passed.
    ['too many requests', 'takes no more requests', refuse({ status: 429, retryAfter: 400 })],
  ];
  for (const [state, says, fault] of faults) {
    levered.faults.clear();
    levered.faults.add({ match: { path: metricsPath }, fault });
    await window.runCommand('Levered: Refresh Definitions');
    await failure(window, listFailed, says);
    // What was known stays, and is marked as old.
    const labels = (await window.tree.rows()).map(({ label }) => label);
    expect(labels.slice(0, 3), state).toEqual([listFailed, expect.stringMatching(/^As of /), 'Exposure Events']);
    expect(labels).toContain('Signup Conversion');
    await looksLikeNoOther(walk, state);
  }
});

test('a Retry-After is waited for, one failure of the server is not told, and no server at all is', async () => {
  await using walk = await walks.start({
    before: levered =>
      void levered.faults.add({ match: { path: metricsPath }, times: 1, fault: refuse({ status: 500 }) }),
  });
  const { levered, window } = walk;
  await window.tree.item('Signup Conversion');
  expect(requestLines(levered).filter(line => line === `GET ${metricsPath}`)).toHaveLength(2);

  levered.log.clear();
  levered.faults.add({ match: { path: metricsPath }, times: 1, fault: refuse({ status: 429, retryAfter: 1 }) });
  await window.runCommand('Levered: Refresh Definitions');
  const answers = await waitFor('another try', 20_000, () => {
    const tries = levered.log.requests.filter(({ path }) => path === metricsPath);
    return tries.length === 2 ? tries : undefined;
  });
  expect(Date.parse(answers[1]!.time) - Date.parse(answers[0]!.time)).toBeGreaterThanOrEqual(1_000);
  await window.tree.item('Signup Conversion');

  await levered.close();
  await window.runCommand('Levered: Refresh Definitions');
  await failure(window, listFailed, 'could not be reached');
  await looksLikeNoOther(walk, 'offline');
});

test('an empty organization, a missing assignment source and one that cannot be read are told apart', async () => {
  await using walk = await walks.start({ levered: { emptyOrganization: true }, before: withoutFiles });
  const { levered, window } = walk;
  await window.tree.item('No metrics yet');
  expect((await window.tree.rows()).map(({ label }) => label)).toEqual(['No assignment source', 'No metrics yet']);
  await looksLikeNoOther(walk, 'empty');

  levered.faults.add({ match: { path: sourcePath }, fault: refuse({ status: 403 }) });
  await window.runCommand('Levered: Refresh Definitions');
  await failure(window, sourceFailed, /does not allow this.*req_/);
  expect((await window.tree.rows()).map(({ label }) => label)).toEqual([sourceFailed, 'No metrics yet']);
  await looksLikeNoOther(walk, 'source failed');
  levered.faults.clear();
  await window.tree.inlineAction(sourceFailed, 'Refresh Definitions');
  await window.tree.item('No assignment source');
});
