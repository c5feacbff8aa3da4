import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PreviewPanelSeen } from './previewPanel.ts';
import { metricId, metricsPath, previewRequests, sourcePath, walksOf } from './walk.ts';

const walks = walksOf();

test('a preview of an open file runs the saved query and says when the file differs from it', async () => {
  await using walk = await walks.start({ leavesViewClosed: true });
  const { levered, window } = walk;
  const preview = new PreviewPanelSeen(window);
  await window.openFile('purchase-revenue.levered.sql');
  await window.editors.waitForText('Refunds are booked as negative amounts');
  await window.editors.titleAction('Preview Rows');
  await window.messages.dialog();
  await window.messages.answerDialog('Preview Saved Query');
  const differs = 'The file differs from the saved definition';
  expect(await preview.state('rows', differs)).toContain('These rows come from the saved query');
  await walk.picture('file-differs');
  await window.runCommand('View: Close All Editors');

  await window.openFile('signup-conversion.levered.sql');
  await window.editors.titleAction('Preview Rows');
  expect(await preview.state('rows', 'Signup Conversion')).not.toContain(differs);
  await window.runCommand('View: Close All Editors');

  await window.openFile('exposure-events.levered.sql');
  await window.editors.titleAction('Preview Rows');
  await preview.state('rows', 'Exposure Events');
  expect(previewRequests(levered).map(({ path }) => path)).toEqual([
    `${metricsPath}/${metricId(levered, 'Purchase Revenue')}/preview`,
    `${metricsPath}/${metricId(levered, 'Signup Conversion')}/preview`,
    `${sourcePath}/preview`,
  ]);
});

test('a file with errors that has nothing saved has nothing to run, and says so', async () => {
  await using walk = await walks.start({
    leavesViewClosed: true,
    before: (_levered, { folder }) => writeFile(join(folder, 'new.levered.sql'), '/*---\nname: New\n---*/\nSELECT 1\n'),
  });
  const { levered, window } = walk;
  await window.openFile('new.levered.sql');
  await window.editors.titleAction('Preview Rows');
  await window.messages.notification('This file has errors');
  expect(levered.log.requests).toEqual([]);
  expect(await window.editors.tabs()).toEqual(['new.levered.sql']);
});

test('the document of a remote definition previews that definition', async () => {
  await using walk = await walks.start();
  const { levered, window } = walk;
  await window.tree.inlineAction('Bounce', 'Open Definition');
  await window.editors.waitForText('seconds_on_page < 3');
  await window.editors.titleAction('Preview Rows');
  expect(await new PreviewPanelSeen(window).state('rows', 'Bounce')).not.toContain('differs');
  expect(await window.editors.tabs()).toEqual(['bounce.levered.sql', 'Preview: Bounce']);
  expect(previewRequests(levered).map(({ path }) => path)).toEqual([
    `${metricsPath}/${metricId(levered, 'Bounce')}/preview`,
  ]);
});
