import * as vscode from 'vscode';
import type { OriginProblem } from '../api/origin.ts';
import type { TokenProblem } from '../api/token.ts';

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
