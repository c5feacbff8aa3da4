import * as vscode from 'vscode';

/** What a key of the front matter is for, in one or two sentences; undefined of a key that is not known here. */
export function keyMeaning(path: readonly string[]): string | undefined {
  const [top, inner, ...deeper] = path;
  if (top === undefined) return undefined;
  if (inner === undefined) return topMeaning(top);
  if (top === 'id' && deeper.length === 0) return vscode.l10n.t('The id that this metric has in the environment.');
  if (top !== 'column_mapping') return undefined;
  if (inner === 'factors' && deeper.length === 1)
    return vscode.l10n.t('The output column of the query that holds this factor.');
  return deeper.length === 0 ? mappingMeaning(inner) : undefined;
}

function topMeaning(key: string): string | undefined {
  const { t } = vscode.l10n;
  switch (key) {
    case 'id':
      return t(
        'The metric that this file defines: its id in Levered, or one id for each environment. A push or a pull writes it.',
      );
    case 'kind':
      return t(
        'What the file defines: a `metric` (if nothing else is said), or the `assignment_source`, of which an organization has one.',
      );
    case 'name':
      return t('The name that people read in Levered. It does not tell which definition is meant: the id does.');
    case 'column_mapping':
      return t('Which output column of the query plays which part.');
    default:
      return undefined;
  }
}

function mappingMeaning(key: string): string | undefined {
  const { t } = vscode.l10n;
  switch (key) {
    case 'anonymous_id':
      return t(
        'The output column that identifies the user. It has to be the same identifier in every metric and in the assignment source: otherwise no row finds its variant.',
      );
    case 'timestamp':
      return t('The output column with the time of the event.');
    case 'reward_type':
      return t('What the metric measures: `bool` for a conversion, `numeric` for a value of each event.');
    case 'value':
      return t('The output column with the value of the event. A metric of reward type `numeric` needs it.');
    case 'variant':
      return t('The output column with the variant that the user saw.');
    case 'context':
      return t('The output column with what was known of the user and the moment when the variant was chosen.');
    case 'factors':
      return t('The output columns that hold the factors of a variant: the name of each factor, and its column.');
    default:
      return undefined;
  }
}
