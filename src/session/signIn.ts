import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import { parseToken } from '../api/token.ts';
import { plain } from '../core/text/plain.ts';
import type { ClientFactory } from './clientFactory.ts';
import { readCliSession, wordCliProblem } from './cliSession.ts';
import type { Credentials } from './credentials.ts';
import type { Environment } from './environment.ts';
import { SessionError } from './sessionError.ts';
import { wordTokenProblem } from './words.ts';

type Way = 'token' | 'cli';

/** Asks how the person wants to sign in, checks the token by one request, and only then keeps it (T29). */
export class SignInDialog {
  readonly #credentials: Credentials;
  readonly #clients: ClientFactory;

  constructor(credentials: Credentials, clients: ClientFactory) {
    this.#credentials = credentials;
    this.#clients = clients;
  }

  /**
   * @returns whether the person is signed in now; false when they gave up
   * @throws ApiError when the service could not be asked, SessionError in Restricted Mode
   */
  async ask(environment: Environment): Promise<boolean> {
    if (!vscode.workspace.isTrusted) throw new SessionError('restricted', environment.name);
    const way = await askWay(environment);
    if (way === undefined) return false;
    return way === 'token' ? this.#withToken(environment) : this.#withCli(environment);
  }

  async #withToken(environment: Environment): Promise<boolean> {
    let refusal: string | undefined;
    for (;;) {
      const token = await askToken(environment, refusal);
      if (token === undefined) return false;
      const checked = await this.#check(environment, token);
      if (checked.kind === 'accepted') {
        await this.#credentials.keep(environment, { source: 'token', token, ...checked.known });
        return true;
      }
      refusal = vscode.l10n.t(
        'Levered refused this token for {0}: it may have run out after its day, or be of another environment. Paste a new one.',
        environment.name,
      );
    }
  }

  async #withCli(environment: Environment): Promise<boolean> {
    const cli = await readCliSession(environment);
    if (cli.kind !== 'session') {
      // The choice is kept, so that the window follows as soon as the command line has a session.
      if (cli.kind === 'none') await this.#credentials.keep(environment, { source: 'cli' });
      const problem = wordCliProblem(cli, environment.name);
      // Logging in once more would not change the address that the session is for.
      if (cli.kind === 'other_origin') await vscode.window.showWarningMessage(plain(problem, 'markdownish', 400));
      else await offerLogin(problem);
      return false;
    }
    const checked = await this.#check(environment, cli.token);
    await this.#credentials.keep(environment, { source: 'cli', ...(checked.kind === 'accepted' ? checked.known : {}) });
    if (checked.kind === 'accepted') return true;
    await offerLogin(
      vscode.l10n.t(
        'The session of the Levered command line for {0} has run out. Log in there, then this window follows.',
        environment.name,
      ),
    );
    return false;
  }

  async #check(environment: Environment, token: string): Promise<Checked> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Signing in to Levered ({0})…', environment.name),
      cancellable: true,
    };
    return vscode.window.withProgress(options, async (_progress, cancellation) => {
      const abort = new AbortController();
      const subscription = cancellation.onCancellationRequested(() => abort.abort());
      try {
        const client = await this.#clients.create(environment, token);
        const { organizationId } = await client.listMetrics({ signal: abort.signal });
        return { kind: 'accepted', known: organizationId === undefined ? {} : { organization: organizationId } };
      } catch (error) {
        if (error instanceof ApiError && error.kind === 'unauthorized') return { kind: 'refused' };
        throw error;
      } finally {
        subscription.dispose();
      }
    });
  }
}

type Checked =
  { readonly kind: 'accepted'; readonly known: { readonly organization?: string } } | { readonly kind: 'refused' };

async function askWay(environment: Environment): Promise<Way | undefined> {
  const { t } = vscode.l10n;
  const items: (vscode.QuickPickItem & { readonly way: Way })[] = [
    {
      way: 'token',
      label: t('Paste a token'),
      detail: t('Kept as a secret of VS Code, for this address only.'),
    },
    {
      way: 'cli',
      label: t('Use the session of the Levered command line'),
      detail: t('Begins with “levered login” in a terminal. It is only read.'),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Sign in to Levered ({0}, {1})', environment.name, environment.origin),
    placeHolder: t('How do you want to sign in?'),
  });
  return picked?.way;
}

async function askToken(environment: Environment, refusal: string | undefined): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const text = await vscode.window.showInputBox({
    title: t('Sign in to Levered ({0}, {1})', environment.name, environment.origin),
    prompt:
      refusal ??
      t(
        'Paste a token for {0}; it is sent nowhere else. Without one, go back and use the session of the Levered command line.',
        environment.origin,
      ),
    password: true,
    ignoreFocusOut: true,
    validateInput: value => {
      const parsed = parseToken(value);
      // An empty box is how it opens: that is no mistake yet.
      return parsed.kind === 'token' || value === '' ? undefined : wordTokenProblem(parsed.code);
    },
  });
  const parsed = text === undefined ? undefined : parseToken(text);
  return parsed?.kind === 'token' ? parsed.token : undefined;
}

async function offerLogin(message: string): Promise<void> {
  const login = vscode.l10n.t('Run levered login');
  const picked = await vscode.window.showWarningMessage(plain(message, 'markdownish', 400), login);
  if (picked === login) openLogin();
}

/** Opens a terminal of the person's own and runs the vendor's login there; outside the workspace, which may be anyone's. */
function openLogin(): void {
  const terminal = vscode.window.createTerminal({ name: 'Levered', cwd: vscode.Uri.file(homedir()) });
  terminal.show();
  terminal.sendText('levered login');
}
