import { describe, expect, test } from 'vitest';
import { EvilListener } from './evilListener.ts';
import { makeHostile, shapes, workspaceOf } from './hostileWorkspaces.ts';
import { expectOwnEnvironments } from './ownEnvironments.ts';
import { walksOf } from './walk.ts';

const walks = walksOf({ restricted: true });

const reason = 'Nothing is sent to Levered while this workspace is in Restricted Mode.';

describe.each(shapes)('The settings of a workspace in Restricted Mode (%s)', shape => {
  test('send nothing, and name no environment (T1, T2)', async () => {
    await using evil = await EvilListener.listen();
    await using walk = await walks.start({
      settings: { 'levered.protectedEnvironments': ['local'] },
      before: (_levered, sandbox) => makeHostile(sandbox, shape, evil.url),
      opens: sandbox => workspaceOf(sandbox, shape),
    });
    const { levered, window } = walk;
    await window.tree.waitForText(reason);
    expect(await window.statusBar('Levered')).toMatch(/Levered: local · Restricted Mode$/);
    const entry = window.page.locator('.part.statusbar .statusbar-item').filter({ hasText: 'Levered' });
    expect(await entry.locator('.codicon-shield').count(), 'protected').toBe(1);
    await walk.picture(`settings-restricted-${shape.replaceAll(' ', '-')}`);

    await window.runCommand('Levered: Sign In');
    await window.messages.notification(reason);
    await expectOwnEnvironments(walk, evil);
    expect(levered.log.requests).toEqual([]);
    expect(evil.connections).toBe(0);
  });
});
