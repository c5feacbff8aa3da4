import * as vscode from 'vscode';
import { parseOrigin } from '../api/origin.ts';
import { isRecord, isText, isTexts, personalSetting } from '../platform/settings.ts';
import type { Environment } from './environment.ts';
import { wordOriginProblem } from './words.ts';

/** An entry of `levered.environments` that cannot be used, and why. */
export interface EnvironmentProblem {
  readonly name: string;
  readonly reason: string;
}

const chosenKey = 'levered.environment';
const namePattern = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The environments of the settings and the one that the person chose for this workspace. The choice lives in the
 * workspace's state and the settings are read from the person's own level alone, so that no repository can bring
 * either (T1, T2).
 */
export class Environments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #state: vscode.Memento;
  readonly #subscription: vscode.Disposable;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#subscription = vscode.workspace.onDidChangeConfiguration(event => {
      const read = ['environments', 'defaultEnvironment', 'protectedEnvironments'];
      if (read.some(key => event.affectsConfiguration(`levered.${key}`))) this.#changed.fire();
    });
  }

  /** Every usable environment, in the order of the settings, and those that are not usable. */
  list(): { readonly usable: readonly Environment[]; readonly problems: readonly EnvironmentProblem[] } {
    const isProtected = new Set(personalSetting('protectedEnvironments', isTexts) ?? []);
    const usable: Environment[] = [];
    const problems: EnvironmentProblem[] = [];
    for (const [name, url] of Object.entries(personalSetting('environments', isRecord) ?? {})) {
      if (!namePattern.test(name)) {
        problems.push({ name, reason: vscode.l10n.t('Its name may have letters, digits, "-" and "_" only.') });
        continue;
      }
      const parsed = parseOrigin(typeof url === 'string' ? url : '');
      if (parsed.kind === 'origin') usable.push({ name, origin: parsed.origin, isProtected: isProtected.has(name) });
      else problems.push({ name, reason: wordOriginProblem(parsed.code) });
    }
    return { usable, problems };
  }

  find(name: string): Environment | undefined {
    return this.list().usable.find(environment => environment.name === name);
  }

  /**
   * The environment in use here: the one chosen for this workspace, else the default of the settings.
   * Undefined when the settings have no usable environment of that name.
   */
  current(): Environment | undefined {
    return this.find(this.currentName());
  }

  currentName(): string {
    const chosen = this.#state.get<unknown>(chosenKey);
    return typeof chosen === 'string' ? chosen : (personalSetting('defaultEnvironment', isText) ?? 'prod');
  }

  async select(name: string): Promise<void> {
    await this.#state.update(chosenKey, name);
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
