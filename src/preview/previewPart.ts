import type * as vscode from 'vscode';
import type { RemoteDefinitions } from '../documents/remoteDefinitions.ts';
import type { Environments } from '../session/environments.ts';
import type { Sessions } from '../session/sessions.ts';
import type { FirstLook } from '../sync/firstLook.ts';
import type { SyncFlows } from '../sync/syncFlows.ts';
import { DraftConsent } from './draftConsent.ts';
import { PreviewPanels } from './previewPanels.ts';
import { QueryProblems } from './queryProblems.ts';
import { RowProblems } from './rowProblems.ts';
import type { RowSamples } from './rowSamples.ts';

interface PreviewPartServices {
  readonly context: vscode.ExtensionContext;
  readonly definitions: RemoteDefinitions;
  readonly environments: Environments;
  readonly firstLook: FirstLook;
  readonly flows: SyncFlows;
  readonly samples: RowSamples;
  readonly sessions: Sessions;
}

/** The preview panels with what is theirs alone. */
export interface PreviewPart {
  readonly panels: PreviewPanels;
  dispose(): void;
}

/** Puts together what is needed from the first preview on, or when VS Code brings a panel back after a reload. */
export function previewPart(services: PreviewPartServices): PreviewPart {
  const { context, definitions, environments, firstLook, flows, samples, sessions } = services;
  const problems = new QueryProblems(context.extension);
  const rowProblems = new RowProblems(context.extension);
  const panels = new PreviewPanels({
    extension: context.extensionUri,
    environments,
    sessions,
    definitions,
    drafts: flows.drafts,
    consent: new DraftConsent(context.globalState, firstLook),
    problems,
    rowProblems,
    samples,
  });
  return {
    panels,
    dispose: () => {
      for (const part of [panels, rowProblems, problems]) part.dispose();
    },
  };
}
