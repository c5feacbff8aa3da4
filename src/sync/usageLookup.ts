import * as vscode from 'vscode';
import type { Snapshot } from '../catalog/snapshot.ts';
import type { MetricUsage, UsageResult } from './metricUsage.ts';
import { signalOf } from './syncRunner.ts';

/** Most answers are kept from before or come within this time. */
const quietMs = 500;
/** VS Code shows progress for 0.8 seconds at least: without waiting for that it would be seen behind the question. */
const shownMs = 1000;

/**
 * Finds out which optimizations use metrics that are about to be replaced, after the person asked for it and before
 * they confirm. What takes longer can be seen, and cancelled.
 */
export async function lookUpUsage(
  usage: MetricUsage,
  { environment, organization = '' }: Snapshot,
  ids: readonly string[],
): Promise<UsageResult> {
  const stop = new AbortController();
  const answer = usage.find({ environment, organization }, ids, stop.signal);
  const soon = await Promise.race([answer, wait(quietMs)]);
  if (soon !== undefined) return soon;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title:
      ids.length === 1
        ? vscode.l10n.t('Looking up which optimizations use the metric…')
        : vscode.l10n.t('Looking up which optimizations use the {0} metrics…', ids.length),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_, token) => {
    signalOf(token).addEventListener('abort', () => stop.abort());
    const [result] = await Promise.all([answer, wait(shownMs)]);
    return result;
  });
}

async function wait(ms: number): Promise<undefined> {
  await new Promise(resolve => setTimeout(resolve, ms));
  return undefined;
}
