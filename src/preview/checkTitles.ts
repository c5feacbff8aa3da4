import * as vscode from 'vscode';
import type { RowCheck } from '../core/preview/checks/rowCheck.ts';
import { plain } from '../core/text/plain.ts';

/** What a check found, or that it found nothing: one sentence with its number. */
export function checkTitle(check: RowCheck): string {
  const { t } = vscode.l10n;
  const found = shown(check.count);
  const of = shown(check.of);
  const such = examplesOf(check);
  switch (check.code) {
    case 'no-rows':
      return t('The query returned 0 rows.');
    case 'mapped-column-missing':
      return t('None of the rows has the column "{0}", which the mapping names as {1}.', nameOf(check), partOf(check));
    case 'null-ids':
      return pick(check, {
        none: t('No id is null ({0} looked at).', of),
        one: t('1 of {0} ids is null.', of),
        some: t('{0} of {1} ids are null.', found, of),
        every: t('Every id is null ({0} looked at).', of),
      });
    case 'blank-ids':
      return pick(check, {
        none: t('No id is blank ({0} looked at).', of),
        one: t('1 of {0} ids is blank.', of),
        some: t('{0} of {1} ids are blank.', found, of),
        every: t('Every id is blank ({0} looked at).', of),
      });
    case 'mixed-id-case':
      return caseTitle(check);
    case 'mixed-id-prefix':
      return pick(check, {
        none: t('Every id begins with "{0}" ({1} looked at).', plain(check.rule ?? '', 'label'), of),
        one: t('1 of {0} ids does not begin with "{1}": {2}.', of, plain(check.rule ?? '', 'label'), such),
        some: t(
          '{0} of {1} ids do not begin with "{2}", such as {3}.',
          found,
          of,
          plain(check.rule ?? '', 'label'),
          such,
        ),
      });
    case 'mixed-id-type':
      return pick(check, {
        none: t('The ids do not mix numbers and texts ({0} looked at).', of),
        one: typeTitle(check, 'one'),
        some: typeTitle(check, 'some'),
      });
    case 'null-timestamps':
      return pick(check, {
        none: t('No timestamp is null ({0} looked at).', of),
        one: t('1 of {0} timestamps is null.', of),
        some: t('{0} of {1} timestamps are null.', found, of),
        every: t('Every timestamp is null ({0} looked at).', of),
      });
    case 'unreadable-timestamps':
      return pick(check, {
        none: t('No timestamp is unreadable ({0} looked at).', of),
        one: t('1 of {0} timestamps cannot be read as one: {1}.', of, such),
        some: t('{0} of {1} timestamps cannot be read as such: {2}.', found, of, such),
        every: t('No timestamp can be read as one ({0} looked at): {1}.', of, such),
      });
    case 'numeric-timestamps':
      return pick(check, {
        none: t('No timestamp is a number ({0} looked at).', of),
        one: t('1 of {0} timestamps is a number: {1}.', of, such),
        some: t('{0} of {1} timestamps are numbers, such as {2}.', found, of, such),
        every: t('Every timestamp is a number ({0} looked at), such as {1}.', of, such),
      });
    case 'zoneless-timestamps':
      return pick(check, {
        none: t('Every timestamp has a time zone ({0} looked at).', of),
        one: t('1 of {0} timestamps has no time zone: {1}.', of, such),
        some: t('{0} of {1} timestamps have no time zone, such as {2}.', found, of, such),
        every: t('No timestamp has a time zone ({0} looked at).', of),
      });
    case 'future-timestamps':
      return pick(check, {
        none: t('No timestamp lies in the future ({0} looked at).', of),
        one: t('1 of {0} timestamps lies in the future: {1}.', of, such),
        some: t('{0} of {1} timestamps lie in the future, such as {2}.', found, of, such),
        every: t('Every timestamp lies in the future ({0} looked at), such as {1}.', of, such),
      });
    case 'null-values':
      return pick(check, {
        none: t('No value is null ({0} looked at).', of),
        one: t('1 of {0} values is null.', of),
        some: t('{0} of {1} values are null.', found, of),
        every: t('Every value is null ({0} looked at).', of),
      });
    case 'values-not-numbers':
      return pick(check, {
        none: t('Every value is a number ({0} looked at).', of),
        one: t('1 of {0} values is not a number: {1}.', of, such),
        some: t('{0} of {1} values are not numbers, such as {2}.', found, of, such),
        every: t('No value is a number ({0} looked at): {1}.', of, such),
      });
    case 'constant-values':
      return pick(check, {
        none: t('The values are not all the same ({0} looked at).', of),
        every: t('All {0} values are the same: {1}.', of, such),
      });
    case 'repeated-conversions':
      return pick(check, {
        none: t('No conversion comes twice with the same id and time ({0} looked at).', of),
        one: t('1 of {0} conversions repeats the id and time of another.', of),
        some: t('{0} of {1} conversions repeat the id and time of another.', found, of),
      });
    case 'null-variants':
      return pick(check, {
        none: t('No variant is null ({0} looked at).', of),
        one: t('1 of {0} variants is null.', of),
        some: t('{0} of {1} variants are null.', found, of),
        every: t('Every variant is null ({0} looked at).', of),
      });
    case 'variant-not-json':
      return pick(check, {
        none: t('Every variant is a JSON object ({0} looked at).', of),
        one: t('1 of {0} variants is not a JSON object: {1}.', of, such),
        some: t('{0} of {1} variants are not JSON objects, such as {2}.', found, of, such),
        every: t('No variant is a JSON object ({0} looked at): {1}.', of, such),
      });
    case 'variant-keys-differ':
      return pick(check, {
        none: t('All variants have the same keys ({0} looked at): {1}.', of, keysOf(check)),
        one: t('1 of {0} variants has other keys than most, which have {1}.', of, keysOf(check)),
        some: t('{0} of {1} variants have other keys than most, which have {2}.', found, of, keysOf(check)),
      });
    case 'context-not-json':
      return pick(check, {
        none: t('Every context is a JSON object ({0} looked at).', of),
        one: t('1 of {0} contexts is not a JSON object: {1}.', of, such),
        some: t('{0} of {1} contexts are not JSON objects, such as {2}.', found, of, such),
        every: t('No context is a JSON object ({0} looked at): {1}.', of, such),
      });
    case 'factor-missing':
      return pick(check, {
        none: t('Every row has a value of the factor "{0}" ({1} looked at).', factorOf(check), of),
        one: t('1 of {0} rows has no value of the factor "{1}".', of, factorOf(check)),
        some: t('{0} of {1} rows have no value of the factor "{2}".', found, of, factorOf(check)),
        every: t('No row has a value of the factor "{0}" ({1} looked at).', factorOf(check), of),
      });
  }
}

function caseTitle(check: RowCheck): string {
  const { t } = vscode.l10n;
  const found = shown(check.count);
  const of = shown(check.of);
  const such = examplesOf(check);
  switch (check.rule) {
    case 'lower':
      return pick(check, {
        none: t('Every id is in lower case ({0} looked at).', of),
        one: t('1 of {0} ids is not in lower case as the others are: {1}.', of, such),
        some: t('{0} of {1} ids are not in lower case as the others are, such as {2}.', found, of, such),
      });
    case 'upper':
      return pick(check, {
        none: t('Every id is in upper case ({0} looked at).', of),
        one: t('1 of {0} ids is not in upper case as the others are: {1}.', of, such),
        some: t('{0} of {1} ids are not in upper case as the others are, such as {2}.', found, of, such),
      });
    case undefined:
    default:
      return pick(check, {
        none: t('No id comes in two cases ({0} looked at).', of),
        one: t('1 of {0} ids is another one in other case: {1}.', of, such),
        some: t('{0} of {1} ids are another one in other case, such as {2}.', found, of, such),
      });
  }
}

/** What most ids are instead. */
function typeTitle(check: RowCheck, form: 'one' | 'some'): string {
  const { t } = vscode.l10n;
  const found = shown(check.count);
  const of = shown(check.of);
  const such = examplesOf(check);
  switch (check.rule) {
    case 'digits':
      return form === 'one'
        ? t('1 of {0} ids is not only digits, and the others are: {1}.', of, such)
        : t('{0} of {1} ids are not only digits, and the others are, such as {2}.', found, of, such);
    case 'number':
      return form === 'one'
        ? t('1 of {0} ids is of another type than the others, which are numbers: {1}.', of, such)
        : t('{0} of {1} ids are of another type than the others, which are numbers: {2}.', found, of, such);
    case 'text':
      return form === 'one'
        ? t('1 of {0} ids is of another type than the others, which are texts: {1}.', of, such)
        : t('{0} of {1} ids are of another type than the others, which are texts: {2}.', found, of, such);
    case 'letters':
      return form === 'one'
        ? t('1 of {0} ids is only digits, and the others are not: {1}.', of, such)
        : t('{0} of {1} ids are only digits, and the others are not, such as {2}.', found, of, such);
    case undefined:
    default:
      return form === 'one'
        ? t('1 of {0} ids is of another type than the others: {1}.', of, such)
        : t('{0} of {1} ids are of another type than the others, such as {2}.', found, of, such);
  }
}

interface Forms {
  readonly none: string;
  /** Exactly one of several. */
  readonly one?: string;
  readonly some?: string;
  /** All that were looked at; where there is none, `some` says it. */
  readonly every?: string;
}

function pick({ count, of }: RowCheck, { none, one, some, every }: Forms): string {
  if (count === 0) return none;
  if (count === of && every !== undefined) return every;
  return (count === 1 ? one : some) ?? every ?? none;
}

/** A number as people write it. */
export function shown(number: number): string {
  return new Intl.NumberFormat(vscode.env.language).format(number);
}

export function nameOf({ column }: RowCheck): string {
  return plain(column ?? '', 'label');
}

/** The part of the mapping, as the file writes it: `anonymous_id`, `factors.headline`. */
function partOf({ path }: RowCheck): string {
  return plain(path.slice(1).join('.'), 'label');
}

export function factorOf({ path }: RowCheck): string {
  return plain(path.at(-1) ?? '', 'label');
}

/** The keys that most variants have. */
function keysOf({ rule = '' }: RowCheck): string {
  return rule === '' ? vscode.l10n.t('none') : `"${plain(rule, 'label')}"`;
}

function examplesOf({ examples }: RowCheck): string {
  return examples.map(example => `"${plain(example, 'label')}"`).join(', ');
}
