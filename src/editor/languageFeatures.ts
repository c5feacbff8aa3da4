import * as vscode from 'vscode';
import type { RowSamples } from '../preview/rowSamples.ts';
import type { Environments } from '../session/environments.ts';
import { rivalPaths } from '../sync/invalidWords.ts';
import type { Planner } from '../sync/planner.ts';
import type { WarehouseDialect } from '../sync/warehouseDialect.ts';
import { AnalysedDocuments } from './analysedDocuments.ts';
import { registerCompletion } from './completion.ts';
import { Diagnostics } from './diagnostics.ts';
import { registerFolding } from './folding.ts';
import { registerFormatting } from './formatting.ts';
import { registerHover } from './hover.ts';
import type { KnownMetrics } from './hoverMetrics.ts';
import { InlayHints } from './inlayHints.ts';
import { registerNavigation } from './navigation.ts';
import { registerOutline } from './outline.ts';
import { registerQuickFixes } from './quickFixes.ts';
import { registerRename } from './rename.ts';

interface LanguageServices {
  readonly environments: Environments;
  /** The extension itself: its manifest names the repository in which the problems are explained. */
  readonly extension: vscode.Extension<unknown>;
  readonly metrics: KnownMetrics;
  readonly planner: Planner;
  readonly samples: RowSamples;
  readonly warehouse: WarehouseDialect;
}

/** Puts together what needs the language to be read: everything that is offered while a person types. Sends nothing. */
export function languageFeatures(services: LanguageServices): vscode.Disposable {
  const { environments, extension, metrics, planner, samples, warehouse } = services;
  const documents = new AnalysedDocuments(() => warehouse.known.dialect);
  const diagnostics = new Diagnostics({
    documents,
    extension,
    surroundings: {
      changes: [planner.onDidChange, warehouse.onDidChange, environments.onDidChange],
      isHosted: () => warehouse.known.isHosted,
      environment: () => environments.current()?.name,
      rivalsOf: uri => rivalPaths(planner.entryOf(uri)),
    },
  });
  const usableNames = (): readonly string[] => environments.list().usable.map(({ name }) => name);
  return vscode.Disposable.from(
    registerQuickFixes(diagnostics),
    registerFormatting(documents),
    diagnostics,
    registerFolding(documents),
    registerOutline(documents),
    registerRename(documents),
    registerNavigation(documents),
    registerHover(documents),
    registerCompletion({ documents, metrics, environments: usableNames }),
    new InlayHints(documents, samples),
    documents,
  );
}
