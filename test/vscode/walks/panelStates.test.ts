import { expect, test } from 'vitest';
import type { Failure, Fault } from '../../levered/fault.ts';
import { waitFor } from '../waitFor.ts';
import type { VSCodeWindow } from '../window.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { metricId, previewPath, previewRequests, walksOf, type Walk } from './walk.ts';

const walks = walksOf();

const metric = 'Purchase Revenue';
const refuse = (failure: Omit<Extract<Failure, { kind: 'status' }>, 'kind'>): Fault => ({
  kind: 'before',
  failure: { kind: 'status', ...failure },
});

/** Lets every preview from now on fail in this way, and in no other. */
function fail({ levered }: Walk, fault: Fault) {
  levered.faults.clear();
  return levered.faults.add({ match: { path: previewPath }, fault });
}

/** The request id of the last preview that was asked for. */
const lastId = ({ levered }: Walk) => previewRequests(levered).at(-1)!.requestId;

/** What VS Code has written down of the open editors. */
async function writtenDown({ page }: VSCodeWindow): Promise<string> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    let text = '';
    for (const { name } of await indexedDB.databases()) {
      if (name?.startsWith('vscode-web-state-db-') !== true) continue;
      const database = await settled(indexedDB.open(name));
      const store = database.transaction('ItemTable').objectStore('ItemTable');
      text += String(await settled(store.get('memento/workbench.parts.editor')));
      database.close();
    }
    return text;
  });
}

test('each failure of a preview says what happened and what to do, and running again helps', async () => {
  await using walk = await walks.start();
  const { levered, window } = walk;
  const preview = new PreviewPanelSeen(window);
  const texts: string[] = [];
  const run = async (name: string, fault: Fault, says: string, reason: string, offers: readonly string[]) => {
    const before = previewRequests(levered).length;
    fail(walk, fault);
    if (before === 0) await window.tree.inlineAction(metric, 'Preview Rows');
    else await preview.press('Run Again');
    await waitFor('the request', 10_000, () => previewRequests(levered).length > before || undefined);
    const shown = await preview.failure(says);
    await walk.picture(`panel-${name}`);
    expect(shown.reason, name).toBe(reason);
    expect(shown.buttons, name).toEqual(offers);
    // What is not an answer of Levered has no request id.
    if (reason !== 'unexpected') expect(shown.text, name).toContain(lastId(walk));
    expect(previewRequests(levered), `${name} is not repeated`).toHaveLength(before + 1);
    texts.push(shown.text);
    return shown.text;
  };
  const message = 'Unrecognized name: amount at [4:3]';
  expect(
    await run('refused-query', refuse({ status: 400, message }), 'Levered rejected', 'refused', [
      'Run Again',
      'Show Log',
    ]),
  ).toContain(message);

  const warehouse = 'The warehouse could not run the query.';
  const both = ['Run Again', 'Show Log'];
  for (const field of ['error', 'warehouse_error'] as const) {
    const fault: Fault = { kind: 'warehouseError', field, message, rows: field === 'error' ? 'absent' : 'empty' };
    expect(await run(field, fault, warehouse, 'warehouse', both)).toContain(message);
  }
  const placed: Fault = { kind: 'fields', fields: { warehouse_error: { message, position: 42 } }, without: ['rows'] };
  expect(await run('position', placed, 'character 42', 'warehouse', both)).toContain(message);
  await run('gone', refuse({ status: 404 }), 'does not have this any more', 'not_found', [
    'Refresh Definitions',
    'Show Log',
  ]);
  await run('html', { kind: 'html' }, 'does not come from Levered', 'unexpected', both);

  fail(walk, { kind: 'warehouseError', field: 'error', message: 'Quota exceeded', rows: 'kept' });
  await preview.press('Run Again');
  expect(await preview.state('rows', 'Quota exceeded')).toContain('rows may be missing');
  await walk.picture('panel-partial');

  levered.faults.clear();
  await preview.press('Run Again');
  await waitFor('whole rows', 20_000, async () => !(await preview.state('rows')).includes('Quota') || undefined);

  // The last, because nothing is sent any more until its time has passed.
  const limited = refuse({ status: 429, retryAfter: 400 });
  await run('limited', limited, 'Try again in 400 seconds', 'rate_limited', both);
  const unlike = texts.map(text => text.replaceAll(/req_\w+/g, '*'));
  expect(new Set(unlike).size, 'the two fields of a warehouse error look alike, nothing else').toBe(texts.length - 1);
});

test('a refused token and an empty result each have a state of their own', async () => {
  await using walk = await walks.start();
  const { levered, window } = walk;
  const preview = new PreviewPanelSeen(window);
  await window.tree.inlineAction('Enterprise Signup', 'Preview Rows');
  const empty = await preview.state('empty', 'The query returned no rows.');
  expect(empty).toContain('0 rows');
  expect(empty).toContain(lastId(walk));
  await walk.picture('panel-empty');

  levered.revokeToken(levered.token);
  await preview.press('Run Again');
  const shown = await preview.failure('has run out');
  expect(shown.reason).toBe('unauthorized');
  expect(shown.buttons).toEqual(['Sign In']);
  expect(await window.messages.notifications(), 'asked once').toHaveLength(1);
  await walk.picture('panel-401');
  expect(previewRequests(levered).map(({ status }) => status)).toEqual([200, 401]);
});

test('cancelling answers at once, says that the warehouse may go on, and no late answer undoes it', async () => {
  await using walk = await walks.start({ settings: { 'levered.previewTimeout': 2 } });
  const { levered, window } = walk;
  const preview = new PreviewPanelSeen(window);
  const slow = fail(walk, { kind: 'delay' });
  await window.tree.inlineAction(metric, 'Preview Rows');
  expect(await preview.state('running', 'The warehouse is running the query')).toMatch(/Organization\s+org_demo/);
  await waitFor('the request', 10_000, () => slow.used === 1 || undefined);
  await walk.picture('panel-running');
  await preview.press('Cancel');
  await preview.state('cancelled', 'The warehouse may go on working on the query');
  await walk.picture('panel-cancelled');
  slow.release();
  await waitFor('the late answer', 10_000, () => levered.log.effects.length === 1 || undefined);
  expect(await preview.text()).toContain('Cancelled.');
  expect(previewRequests(levered)).toHaveLength(1);

  fail(walk, { kind: 'before', failure: { kind: 'hang' } });
  await preview.press('Run Again');
  const shown = await preview.failure('did not answer within the time limit');
  expect(shown.reason).toBe('timeout');
  expect(shown.text).toContain('may go on in the warehouse');
  await walk.picture('panel-timeout');
  expect(previewRequests(levered), 'a preview is never sent again by itself').toHaveLength(2);

  levered.faults.clear();
  await preview.press('Run Again');
  await preview.state('rows', '1,000 rows');
});

test('after a reload of the window a preview comes back without rows and runs only when asked (T35)', async () => {
  await using walk = await walks.start();
  const { levered, window } = walk;
  const preview = new PreviewPanelSeen(window);
  await window.tree.inlineAction(metric, 'Preview Rows');
  await preview.state('rows');
  // VS Code in a browser writes down every few seconds what is open; a reload before that brings back less.
  await waitFor('the panel to be written down', 30_000, async () => {
    return (await writtenDown(window)).includes(metricId(levered, metric)) || undefined;
  });
  levered.log.clear();
  await window.reload();
  const idle = await preview.state('idle', metric);
  expect(idle).toContain('none are kept over a reload');
  expect(idle).toMatch(/Environment\s+local/);
  await walk.picture('panel-idle');
  await window.tree.item('Signup Conversion');
  expect(previewRequests(levered)).toEqual([]);
  await preview.press('Run');
  await preview.state('rows', '1,000 rows');
  expect(previewRequests(levered)).toHaveLength(1);
});
