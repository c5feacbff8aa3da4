import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import { plain } from '../core/text/plain.ts';
import { type Failure, failureLine, type Remedy, wordFailure } from '../platform/failure.ts';
import type { Log } from '../platform/log.ts';
import { SessionError } from '../session/sessionError.ts';

/** A row of the table of commands. `run` asks for whatever its arguments do not give, and checks those that they do. */
export interface Command {
  readonly id: `levered.${string}`;
  readonly run: (...args: readonly unknown[]) => Promise<void>;
}

/** Registers the whole table behind one error boundary: an error that leaves a command is logged and told, once. */
export function registerCommands(commands: readonly Command[], log: Log): vscode.Disposable {
  const run = async (command: Command, args: readonly unknown[]): Promise<void> => {
    try {
      await command.run(...args);
    } catch (error) {
      if (isOwnChoice(error)) return;
      const failure = wordFailure(error);
      log.error(`${command.id}: ${failureLine(failure)}`);
      if (error instanceof SessionError && error.wasAsked) return;
      // Not awaited: a command is over when it has failed, not when its message is closed.
      void tell(failure, () => run(command, args));
    }
  };
  return vscode.Disposable.from(
    ...commands.map(command => vscode.commands.registerCommand(command.id, (...args: unknown[]) => run(command, args))),
  );
}

function isOwnChoice(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof ApiError && error.kind === 'aborted');
}

async function tell(failure: Failure, again: () => Promise<void>): Promise<void> {
  const { t } = vscode.l10n;
  const labels: Readonly<Record<Remedy, string>> = {
    retry: t('Try Again'),
    signIn: t('Sign In'),
    showLog: t('Show Log'),
  };
  const message = plain(failureLine(failure), 'markdownish', 600);
  const picked = await vscode.window.showErrorMessage(message, ...failure.remedies.map(remedy => labels[remedy]));
  const remedy = failure.remedies.find(each => labels[each] === picked);
  if (remedy === 'retry') await again();
  else if (remedy !== undefined) await vscode.commands.executeCommand(`levered.${remedy}`);
}
