import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog.ts';
import { plain } from '../core/text/plain.ts';
import type { Log } from '../platform/log.ts';
import type { Environments } from '../session/environments.ts';
import type { Command } from './command.ts';

/** Levered's dashboard, as far as it is publicly known: that of the production service. */
const dashboards: Readonly<Record<string, string>> = { 'https://api.levered.dev': 'https://app.levered.dev' };

export function generalCommands(catalog: Catalog, environments: Environments, log: Log): Command[] {
  return [
    { id: 'levered.refresh', run: () => catalog.refresh() },
    { id: 'levered.openDashboard', run: () => openDashboard(environments) },
    {
      id: 'levered.showLog',
      run: () => {
        log.show();
        return Promise.resolve();
      },
    },
  ];
}

async function openDashboard(environments: Environments): Promise<void> {
  const environment = environments.current();
  const address = environment === undefined ? undefined : dashboards[environment.origin];
  if (address !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(address));
    return;
  }
  const message = vscode.l10n.t(
    'The address of the dashboard of {0} is not known. Open it in the browser yourself.',
    plain(environments.currentName(), 'markdownish'),
  );
  void vscode.window.showInformationMessage(message);
}
