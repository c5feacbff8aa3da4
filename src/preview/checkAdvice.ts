import * as vscode from 'vscode';
import type { RowCheck } from '../core/preview/checks/rowCheck.ts';
import { factorOf, nameOf } from './checkTitles.ts';

/** What to do about what a check found; nothing where it found nothing. */
export function checkAdvice(check: RowCheck): string | undefined {
  if (check.level === 'fine') return undefined;
  const { t } = vscode.l10n;
  switch (check.code) {
    case 'no-rows':
      return t(
        'Check the time filter (a preview may put another date in the place of @start_date than training does), whether the tables hold data, and whether this is the right environment.',
      );
    case 'mapped-column-missing':
      return t('Return the column from the query, or map one that it returns.');
    case 'null-ids':
    case 'blank-ids':
      return t(
        'Leave such rows out with a WHERE on "{0}", or find the id elsewhere: without one nobody is matched.',
        nameOf(check),
      );
    case 'mixed-id-case':
      return t(
        'Bring all ids into the case that the exposures have, with LOWER or UPPER: they are matched letter by letter.',
      );
    case 'mixed-id-prefix':
      return t('Check whether these ids come from another system: they match exposures only if those have them too.');
    case 'mixed-id-type':
      return t('Check whether two kinds of id are mixed, and return the one that the exposures have.');
    case 'null-timestamps':
      return t(
        'Leave such rows out with a WHERE on "{0}", or map another column: without a time a row cannot be used.',
        nameOf(check),
      );
    case 'unreadable-timestamps':
      return t("Return a timestamp of the warehouse's own type, or convert the text with a CAST.");
    case 'numeric-timestamps':
      return t('Convert seconds or milliseconds into a timestamp in the query.');
    case 'zoneless-timestamps':
      return check.level === 'warning'
        ? t('Return all timestamps with a time zone: the others may be hours off.')
        : t('Make sure that they are in UTC, or return them with a time zone.');
    case 'future-timestamps':
      return t('Check for clocks that are wrong and for local times taken for UTC, or leave such rows out.');
    case 'null-values':
      return t('Leave such rows out, or say what they are worth, as with COALESCE.');
    case 'values-not-numbers':
      return t('Convert the values to numbers in the query, and leave out what is none.');
    case 'constant-values':
      return t(
        'Check whether "{0}" is the right column: where each value is the same, a bool metric says as much.',
        nameOf(check),
      );
    case 'repeated-conversions':
      return t('Check for a join that finds rows twice, or select DISTINCT rows: each one counts.');
    case 'null-variants':
      return t('Leave such rows out: they do not say which variant was shown.');
    case 'variant-not-json':
      return t('Return an object of factors and their values, such as {0}.', '{"headline": "Ship faster"}');
    case 'variant-keys-differ':
      return t('That is right if several optimizations are in the rows; else check how the variants are written.');
    case 'context-not-json':
      return t('Return an object of attributes and their values, such as {0}.', '{"country": "DE"}');
    case 'factor-missing':
      return t(
        'Return a value in column "{0}" of each row, or take "{1}" out of the factors.',
        nameOf(check),
        factorOf(check),
      );
  }
}
