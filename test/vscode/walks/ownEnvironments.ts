import { expect } from 'vitest';
import type { EvilListener } from './evilListener.ts';
import type { Walk } from './walk.ts';

/** Holds that the person is offered the environments of their own settings, at their own addresses, and none of `evil`. */
export async function expectOwnEnvironments(
  { window, levered }: Pick<Walk, 'window' | 'levered'>,
  evil: Pick<EvilListener, 'url'>,
): Promise<void> {
  await window.runCommand('Levered: Select Environment');
  expect(await window.quickInput.options()).toEqual(['prod', 'testing', 'local']);
  const offered = await window.quickInput.text();
  expect(offered).toContain(levered.url);
  expect(offered).not.toContain(evil.url);
  await window.quickInput.cancel();
}
