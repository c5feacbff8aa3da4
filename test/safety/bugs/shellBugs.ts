import { bugsIn, type SeededBug } from './seededBug.ts';

const walk = (name: string): string => `test/vscode/walks/${name}.test.ts`;

/** Of the part that only a real VS Code runs. Slow: each is built and walked through. */
export const shellBugs: readonly SeededBug[] = [
  ...bugsIn(
    'src/session/sessions.ts',
    [walk('restricted')],
    [
      'In Restricted Mode a command that is run all the same sends something',
      "if (!vscode.workspace.isTrusted) throw new SessionError('restricted', environment.name);",
      '',
    ],
  ),
  ...bugsIn(
    'src/session/tokenStore.ts',
    [walk('signIn')],
    [
      'The token is kept in a setting too',
      'await this.#secrets.store(keyOf(origin), JSON.stringify({ version, ...session }));',
      "await this.#secrets.store(keyOf(origin), JSON.stringify({ version, ...session }));\n    await vscode.workspace.getConfiguration('levered').update('cliFolder', JSON.stringify(session), true);",
    ],
  ),
  ...bugsIn(
    'src/session/credentials.ts',
    [walk('treeStates')],
    ['Signing out signs nobody out', "await this.#store.write(environment.origin, { source: 'none' });", ''],
  ),
  ...bugsIn(
    'src/sync/firstLook.ts',
    [walk('draft')],
    [
      'A query that somebody else wrote is run unseen',
      'return !seen.has(hashOf(file.draft.sql));',
      "return seen.has('');",
    ],
  ),
];
