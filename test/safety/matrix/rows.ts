/** A row of the matrix: a threat (`T15`) or a step at which something may go wrong (`7r`). */
export interface SafetyRow {
  readonly id: string;
  /** What must not happen, in short. */
  readonly what: string;
}

const threats: readonly string[] = [
  'settings of a repository send the token elsewhere',
  'nested settings get past Restricted Mode',
  'a look-alike host gets the token',
  'a redirect takes token or body to another host',
  'the token gets into logs, errors, messages or files',
  'the token is kept in plain text, or outlives a sign-out',
  'another extension makes a command send or tell something',
  'opening a folder sends, runs or deletes something',
  'SQL that somebody else wrote is run unseen',
  'an id in a file reaches a metric or path that is not its own',
  'files that are missing delete metrics',
  'a link, pipe, device or huge file is read',
  'YAML hangs, pollutes prototypes or hides a key',
  'a regular expression blocks the extension host',
  'a cell of a preview becomes markup or script',
  'a column name becomes markup or script',
  'a name or message becomes a link, an icon or HTML',
  'a message of a script makes the host do something',
  'the page reads files or reaches out',
  'what is exported or copied runs as a formula',
  'a pulled name leaves the folder or overwrites',
  'hidden characters change what a person confirms',
  'a vscode:// link changes a session',
  'a port of the extension is open to others',
  'what is not the API is taken for it',
  'huge rows, columns, cells or bodies bring it down',
  'a short list is taken for the truth',
  'a token of another organization writes there',
  'a strange token entry is echoed or sent',
  'the package holds what does not belong into it',
  'a hidden command runs because only a menu hid it',
  'a hover fetches an image',
  'one root of a workspace speaks for another',
  'a number or time is shown as another one',
  'rows stay behind after the preview',
  'a bug report holds rows, SQL or a token',
];

const steps: readonly (readonly [id: string, what: string])[] = [
  ['0', 'token missing, expired, revoked; another organization'],
  ['1', 'files: not all could be looked at'],
  ['2', 'files: broken, two of one id, not saved'],
  ['3', 'list: not reached, cut, wrong, empty, lagging'],
  ['4', 'assignment source: there is none'],
  ['5', 'confirmation: changed while somebody thought'],
  ['6', 'journal: cannot be written, or was cut'],
  ['7', 'create: every way in which it can end'],
  ['7r', 'look-up of a create whose outcome is unknown'],
  ['8', 'id into the file: full, read-only, changed'],
  ['9', 'delete of what was replaced: every way'],
  ['10', 'delete of a definition'],
  ['11', 'save of the assignment source'],
  ['12', 'delete of the assignment source'],
  ['13', 'preview: unknown end, errors, odd rows'],
  ['14', 'preview of a draft: nothing stays behind'],
  ['15', 'pull into a file: no byte is lost'],
  ['16', 'report: found although the message is gone'],
  ['17', 'one of many fails'],
  ['18', 'sleep, and clocks that jump'],
  ['19', 'the owner of the lock is dead'],
  ['20', 'two people on two machines'],
  ['21', 'marks of a merge in the journal'],
  ['22', 'a journal of another version'],
];

/** Every row that needs a proof, in the order in which they are printed. */
export const safetyRows: readonly SafetyRow[] = [
  ...threats.map((what, at) => ({ id: `T${at + 1}`, what })),
  ...steps.map(([id, what]) => ({ id, what })),
];

/** What reports must be true of whatever happens, I1 to I10: cited beside rows, and no rows themselves. */
export const invariants: readonly string[] = Array.from({ length: 10 }, (_, at) => `I${at + 1}`);
