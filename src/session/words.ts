import * as vscode from 'vscode';
import type { OriginProblem } from '../api/origin.ts';
import type { TokenProblem } from '../api/token.ts';
import type { CliSession } from './cliSession.ts';

/** Why an address in `levered.environments` cannot be used. */
export function wordOriginProblem(code: OriginProblem): string {
  const { t } = vscode.l10n;
  switch (code) {
    case 'empty':
      return t('It has no address.');
    case 'syntax':
      return t('Its address is not an https address.');
    case 'scheme':
      return t('Its address must begin with https://, or with http:// for this machine itself.');
    case 'user_info':
      return t('Its address must not hold a user name or password.');
    case 'not_an_origin':
      return t('Its address must end after the host: no path, query or fragment.');
    case 'unusual_host':
      return t('Its host is spelled in a way that hides where it leads; write the plain host name.');
  }
}

/** Why a pasted text is no token; says nothing of the text itself (T29). */
export function wordTokenProblem(code: TokenProblem): string {
  const { t } = vscode.l10n;
  switch (code) {
    case 'empty':
      return t('Paste the token here.');
    case 'too_long':
      return t('This is longer than any token. Copy the token alone.');
    case 'white_space':
      return t('There is a space or a line break inside. Copy the token alone.');
    case 'not_ascii':
      return t('There is a character in it that no token has. Copy the token from where it was issued.');
    case 'character':
      return t('There is a character in it that no token has. Copy the token from where it was issued.');
  }
}

/** Why the CLI's session could not be taken. */
export function wordCliProblem(problem: Exclude<CliSession, { kind: 'session' }>, environment: string): string {
  const { t } = vscode.l10n;
  switch (problem.kind) {
    case 'none':
      return t('The Levered command line has no session for {0}. Log in there, then this window follows.', environment);
    case 'unreadable':
      return t('The file {0} of the Levered command line cannot be read. {1}', problem.path, problem.reason);
    case 'other_origin':
      return t(
        'The session of the Levered command line is for {0}, which is not the address of {1}. Add that address to the setting levered.environments to use it.',
        problem.origin,
        environment,
      );
  }
}
