import * as vscode from 'vscode';
import type { ExpectedType } from '../core/document/problem.ts';
import type { Fix } from '../core/lint/fix.ts';
import type { Problem } from '../core/lint/problem.ts';
import { withoutSecrets } from '../core/lint/secrets.ts';
import { plain } from '../core/text/plain.ts';

/** A problem in words: a sentence on what is wrong, and one on what to do. */
export function problemMessage(problem: Problem): string {
  const { t } = vscode.l10n;
  switch (problem.code) {
    case 'no-front-matter':
      return t('The file does not begin with a front matter. Begin it with /*---, name and column mapping, and ---*/.');
    case 'front-matter-not-closed':
      return t(
        'The front matter is not closed. Put its closing line before the query: ---*/ after /*---, --- after ---.',
      );
    case 'front-matter-too-large':
      return t('The front matter is too large and was not read. Keep id, kind, name and column mapping in it only.');
    case 'front-matter-too-deep':
      return t('The front matter is nested deeper than {0} levels and was not read. Write it flatter.', problem.limit);
    case 'yaml-syntax':
      return t(
        'This is not valid YAML ({0}). Check indentation, colons, quotes and brackets here and above.',
        shown(problem.yamlCode),
      );
    case 'yaml-duplicate-key':
      return t('The key "{0}" stands here a second time. Remove one of the two.', shown(problem.key));
    case 'yaml-anchor':
      return t('YAML anchors are not allowed here. Remove the anchor.');
    case 'yaml-alias':
      return t('YAML aliases are not allowed here. Write the value itself.');
    case 'yaml-tag':
      return t('YAML tags are not allowed here. Remove the tag.');
    case 'yaml-directive':
      return t('YAML directives are not allowed here. Remove the line.');
    case 'yaml-merge-key':
      return t('YAML merge keys are not allowed here. Write the entries themselves.');
    case 'yaml-multiple-documents':
      return t('A second YAML document begins here. Keep everything in one.');
    case 'not-a-map':
      return t('The front matter is not a list of keys and values. Write lines such as "name: Signup".');
    case 'missing-name':
      return t('The definition has no name. Add a line such as "name: Signup".');
    case 'missing-column-mapping':
      return t('The column mapping is missing. Add column_mapping with anonymous_id and timestamp.');
    case 'missing-mapping':
      return t('The column mapping has no {0}. Add it, with the column of the query that it is.', problem.key);
    case 'id-on-assignment-source':
      return t('An assignment source has no id, because there is only one. Remove the id.');
    case 'empty-query':
      return t('There is no query. Write a SELECT below the front matter.');
    case 'comment-mark-in-fence':
      return t(
        'A comment mark in the front matter ends the comment for other tools. Write it escaped, or leave it out.',
      );
    case 'unknown-key':
      return problem.didYouMean === undefined
        ? t('The key "{0}" is not known here and is not sent. Remove it, or put it into a comment.', shown(problem.key))
        : t(
            'The key "{0}" is not known here and is not sent. Did you mean {1}?',
            shown(problem.key),
            problem.didYouMean,
          );
    case 'wrong-type':
      return wrongType(shown(problem.path), problem.expected);
    case 'wrong-kind':
      return problem.didYouMean === undefined
        ? t('There is no kind "{0}". Write metric or assignment_source.', shown(problem.value))
        : t('There is no kind "{0}". Did you mean {1}?', shown(problem.value), problem.didYouMean);
    case 'wrong-reward-type':
      return problem.didYouMean === undefined
        ? t(
            'The reward type "{0}" is not known here. Use bool or numeric, unless Levered knows it.',
            shown(problem.value),
          )
        : t('There is no reward type "{0}". Did you mean {1}?', shown(problem.value), problem.didYouMean);
    case 'bad-id':
      return t('"{0}" is not an id. Paste the id again as Levered shows it, on one line.', shown(problem.value));
    case 'control-character':
      return t(
        'An invisible character ({0}) stands here. Remove it, because it can hide what a query does.',
        codePoint(problem.codePoint),
      );
    case 'column-not-returned':
      return problem.didYouMean === undefined
        ? t(
            'The query returns no column "{0}" for {1}. Add it to the query, or map another column.',
            shown(problem.column),
            shown(problem.path),
          )
        : t(
            'The query returns no column "{0}" for {1}. Did you mean {2}?',
            shown(problem.column),
            shown(problem.path),
            shown(problem.didYouMean),
          );
    case 'missing-value-column':
      return t('A numeric reward needs the column with its value. Add value to the column mapping.');
    case 'similar-mapping-key':
      return t(
        'The key "{0}" is sent as it is, although it is not known here. Did you mean {1}?',
        shown(problem.key),
        problem.didYouMean,
      );
    case 'duplicate-column':
      return t('The query returns the column "{0}" twice. Give one of the two another name.', shown(problem.column));
    case 'several-statements':
      return t(
        'There are {0} statements, and Levered runs one query. Keep one, and use WITH for steps before it.',
        problem.count,
      );
    case 'not-a-query':
      return problem.didYouMean === undefined
        ? t('This is not a query that returns rows. Begin it with SELECT or WITH.')
        : t('This is not a query that returns rows. Did you mean {0}?', problem.didYouMean);
    case 'trailing-semicolon':
      return t('A semicolon ends the query, which may become a part of a larger one. Remove the semicolon.');
    case 'duplicate-id':
      return t('Another file has the same id: {0}. Remove the id from the copy.', pathList(problem.paths));
    case 'second-assignment-source':
      return t(
        'Another file is an assignment source too: {0}. There is one: keep one of the files.',
        pathList(problem.paths),
      );
    case 'secret-in-file':
      return t(
        'This looks like an access token. Remove it, and sign out where it came from if anybody else can have seen it.',
      );
    case 'missing-hosted-columns':
      return t('The hosted warehouse needs {0} among the columns. Add it to the SELECT.', problem.columns.join(', '));
    case 'no-time-filter':
      return t(
        'Nothing limits the time, so that each run reads the whole table. Filter on the time that {0} comes from.',
        shown(problem.column),
      );
  }
}

/** What a fix does, for a menu. */
export function fixTitle(fix: Fix): string {
  const { t } = vscode.l10n;
  switch (fix.code) {
    case 'replace':
      return t('Change to {0}', shown(fix.text));
    case 'map-column':
      return t('Map {0} to the column {1}', shown(fix.path), shown(fix.column));
    case 'name-column':
      return t('Name {0} as {1}', shown(fix.expression), shown(fix.column));
    case 'add-key':
      return t('Add {0}', fix.key);
    case 'add-columns':
      return t('Add {0} to the SELECT', fix.columns.join(', '));
    case 'add-front-matter':
      return t('Add a front matter');
    case 'close-front-matter':
      return t('Close the front matter before the query');
    case 'quote':
      return t('Put it in quotes');
    case 'escape':
      return t('Write it escaped');
    case 'remove':
      return removalTitle(fix.what);
  }
}

function removalTitle(what: Extract<Fix, { code: 'remove' }>['what']): string {
  const { t } = vscode.l10n;
  switch (what) {
    case 'id':
      return t('Remove the id');
    case 'key':
      return t('Remove this line');
    case 'semicolon':
      return t('Remove the semicolon');
    case 'secret':
      return t('Remove the token');
    case 'character':
      return t('Remove the character');
    case 'syntax':
      return t('Remove it');
  }
}

function wrongType(path: string, expected: ExpectedType): string {
  const { t } = vscode.l10n;
  switch (expected) {
    case 'text':
      return t('{0} is not a text. Write a text, in quotes if it looks like a number.', path);
    case 'map':
      return t('{0} is not a list of keys and values. Write its entries on indented lines of their own.', path);
    case 'text-or-map':
      return t('{0} is neither a text nor one text for each environment. Write one of the two.', path);
    case 'text-key':
      return t('A key here is not a text. Put it in quotes.');
    case 'number':
      return t('This number would lose digits. Put it in quotes.');
  }
}

/** What a file says, as it may be shown anywhere, in messages too: nothing hidden or alive, and never a token (T5, T17, T22). */
function shown(text: string): string {
  return plain(withoutSecrets(text), 'markdownish', 60);
}

function pathList(paths: readonly string[]): string {
  return paths.slice(0, 3).map(shown).join(', ') + (paths.length > 3 ? ', …' : '');
}

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
