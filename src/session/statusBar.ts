import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import type { Environments } from './environments.ts';
import type { Sessions, SessionStatus } from './sessions.ts';

/** Environment and organization, always in sight where Levered is in use; a protected environment is marked. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('levered.environment', vscode.StatusBarAlignment.Left);
  readonly #environments: Environments;
  readonly #sessions: Sessions;
  readonly #subscriptions: vscode.Disposable;
  #drawing = 0;

  constructor(environments: Environments, sessions: Sessions) {
    this.#environments = environments;
    this.#sessions = sessions;
    this.#item.name = vscode.l10n.t('Levered environment');
    this.#item.command = 'levered.selectEnvironment';
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      environments.onDidChange(() => void this.draw()),
      sessions.onDidChange(() => void this.draw()),
    );
  }

  async draw(): Promise<void> {
    const turn = ++this.#drawing;
    const { t } = vscode.l10n;
    const environment = this.#environments.current();
    const status = environment === undefined ? undefined : await this.#sessions.status(environment);
    const organization = environment === undefined ? undefined : await this.#sessions.organization(environment);
    if (turn !== this.#drawing) return;

    const name = this.#environments.currentName();
    const who = whoWords(status, organization);
    const isProtected = environment?.isProtected === true;
    const mark = isProtected ? '$(shield)' : '$(beaker)';
    this.#item.text = `${mark} Levered: ${plain(name, 'icons')} · ${plain(who, 'icons')}`;
    const protection = isProtected ? [t('This environment is protected.')] : [];
    const facts = [
      environment === undefined ? t('The settings have no usable environment of this name.') : environment.origin,
      ...protection,
      t('Click to select another environment.'),
    ];
    this.#item.tooltip = plain(facts.join('\n'), 'multiline');
    this.#item.accessibilityInformation = {
      label: [`Levered ${plain(name, 'label')}`, plain(who, 'label'), ...protection].join(', '),
    };
    this.#item.show();
    await vscode.commands.executeCommand(
      'setContext',
      'levered.signedIn',
      status === 'signedIn' || status === 'expired',
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function whoWords(status: SessionStatus | undefined, organization: string | undefined): string {
  switch (status) {
    case 'signedIn':
      return organization ?? vscode.l10n.t('signed in');
    case 'expired':
      return vscode.l10n.t('session has run out');
    case 'restricted':
      return vscode.l10n.t('Restricted Mode');
    case 'signedOut':
    case undefined:
      return vscode.l10n.t('signed out');
  }
}
