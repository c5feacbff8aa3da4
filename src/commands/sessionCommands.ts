import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Credentials } from '../session/credentials.ts';
import type { Environment } from '../session/environment.ts';
import type { Environments } from '../session/environments.ts';
import { SessionError } from '../session/sessionError.ts';
import type { SignInDialog } from '../session/signIn.ts';
import type { Command } from './command.ts';

export interface SessionCommandServices {
  readonly environments: Environments;
  readonly credentials: Credentials;
  readonly signIn: SignInDialog;
  readonly catalog: Catalog;
}

/** Who is working where: sign-in, sign-out and the environment in use. */
export function sessionCommands({ environments, credentials, signIn, catalog }: SessionCommandServices): Command[] {
  const current = (): Environment => {
    const environment = environments.current();
    if (environment === undefined) throw new SessionError('no_environment', environments.currentName());
    return environment;
  };
  return [
    {
      id: 'levered.signIn',
      run: async name => {
        const named = typeof name === 'string' ? environments.find(name) : undefined;
        if (await signIn.ask(named ?? current())) await catalog.refresh();
      },
    },
    { id: 'levered.signOut', run: () => credentials.forget(current()) },
    {
      id: 'levered.selectEnvironment',
      run: async () => {
        const name = await askEnvironment(environments);
        if (name !== undefined) await environments.select(name);
      },
    },
  ];
}

async function askEnvironment(environments: Environments): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const { usable, problems } = environments.list();
  const inUse = environments.currentName();
  const items: (vscode.QuickPickItem & { readonly name?: string })[] = usable.map(({ name, origin, isProtected }) => ({
    name,
    label: isProtected ? `$(shield) ${name}` : name,
    description: [origin, isProtected ? t('protected') : '', name === inUse ? t('in use') : '']
      .filter(Boolean)
      .join(' · '),
  }));
  for (const { name, reason } of problems) {
    items.push({
      label: `$(warning) ${plain(name, 'icons')}`,
      description: t('cannot be used'),
      // In our own words, an address of the form that is wanted among them.
      detail: reason,
    });
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Levered environment for this workspace'),
    placeHolder: t('Which environment do you want to work on?'),
    matchOnDescription: true,
  });
  return picked?.name;
}
