import type { ColumnComparison, ColumnSide, Comparison, Distribution } from '../../core/preview/compare/comparison.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { element } from '../element.ts';
import { fillIn, nameLabel, numberEdge, shareLabel, shortText, timeEdge, valueLabel } from '../pictures/wording.ts';
import { count } from '../words.ts';
import { pairPicture } from './pairPicture.ts';

/** How many values a cell names; they are the tooltip and the text of its drawing. */
const mostNamed = 5;

/** The columns that differ, those that only one result has first. */
export function changedTable(comparison: Comparison, words: PreviewWords): HTMLTableElement {
  const { comparison: texts } = words.results;
  const only = (names: readonly string[], sign: string, text: string): readonly HTMLElement[] =>
    names.map(name => {
      const row = rowOf(nameLabel(name, words), `${sign} ${text}`);
      row.dataset['sign'] = sign;
      // Its other cells have nothing to compare.
      const rest = element('td');
      rest.colSpan = headingCount - 2;
      row.append(rest);
      return row;
    });
  const rows = [
    ...only(comparison.onlyInOne, '−', texts.onlyInA),
    ...only(comparison.onlyInOther, '+', texts.onlyInB),
    ...comparison.columns.filter(({ changes }) => changes.length > 0).map(column => columnRow(column, words)),
  ];
  return tableOf(texts.changedColumns, rows, words);
}

/** The columns in which nothing differs. */
export function sameTable(columns: readonly ColumnComparison[], words: PreviewWords): HTMLTableElement {
  const { comparison: texts } = words.results;
  const rows = columns.map(column => columnRow(column, words));
  return tableOf(fillIn(texts.sameColumns, count(columns.length)), rows, words);
}

const headingCount = 7;

function tableOf(caption: string, rows: readonly HTMLElement[], words: PreviewWords): HTMLTableElement {
  const { headings } = words.results.comparison;
  const table = element('table', 'compared');
  const head = element('tr');
  const { column, changes, type, nulls, distinct, range, values } = headings;
  for (const heading of [column, changes, type, nulls, distinct, range, values]) {
    const cell = element('th', '', heading);
    cell.scope = 'col';
    head.append(cell);
  }
  const body = element('tbody');
  body.append(...rows);
  const top = element('thead');
  top.append(head);
  table.append(element('caption', '', caption), top, body);
  return table;
}

function rowOf(name: string, changes: string): HTMLTableRowElement {
  const row = element('tr');
  const heading = element('th', 'name', name);
  heading.scope = 'row';
  heading.title = name;
  row.append(heading, element('td', 'changes', changes));
  return row;
}

function columnRow(column: ColumnComparison, words: PreviewWords): HTMLElement {
  const { comparison: texts } = words.results;
  const { one, other, changes } = column;
  const name = nameLabel(column.name, words);
  const sign = changes.length > 0 ? '≠' : '=';
  const told = changes.length > 0 ? changes.map(change => texts.changes[change]).join(', ') : texts.same;
  const row = rowOf(name, `${sign} ${told}`);
  row.dataset['sign'] = sign;
  const pair = (text: (side: ColumnSide) => string, className = ''): HTMLElement => {
    const [before, after] = [text(one), text(other)];
    if (before === after) return element('td', className, before);
    return element('td', `differs ${className}`, fillIn(texts.change, before, after));
  };
  row.append(
    pair(({ type }) => texts.types[type]),
    pair(({ rows, nulls, missing }) => {
      const share = shareLabel(nulls + missing, rows);
      return missing === 0 ? share : fillIn(texts.nullsWithMissing, share, shareLabel(missing, rows));
    }),
    pair(({ distinct }) =>
      distinct.isMore ? fillIn(texts.distinctMore, count(distinct.count)) : count(distinct.count),
    ),
    pair(({ range }) => (range ? fillIn(texts.between, shortText(range.min), shortText(range.max)) : ''), 'range-cell'),
    valuesCell(column, name, words),
  );
  return row;
}

function valuesCell(
  { one, other, moved, distribution }: ColumnComparison,
  name: string,
  words: PreviewWords,
): HTMLElement {
  const { comparison: texts } = words.results;
  const cell = element('td', 'values');
  const share = movedLabel(moved);
  const sentences = [fillIn(texts.moved, name, share), ...spread(distribution, [one.rows, other.rows], words)];
  const picture = isTelling(distribution, one.rows + other.rows)
    ? pairPicture(distribution, [one.rows, other.rows], sentences.join(' '))
    : undefined;
  cell.title = sentences.join('\n');
  if (picture) cell.append(picture);
  if (moved > 0) cell.append(element('span', 'moved-share', fillIn(texts.movedShort, share)));
  return cell;
}

/** Values that are nearly all different, such as ids, make no picture. */
const fewestShare = 0.01;

function isTelling(distribution: Distribution, rows: number): boolean {
  if (distribution.kind !== 'values') return true;
  const [first] = distribution.top;
  return first !== undefined && first.one + first.other >= fewestShare * rows;
}

/** As a share of a million rows, which are more than a result has. */
function movedLabel(moved: number): string {
  const all = 1_000_000;
  return shareLabel(moved === 0 ? 0 : Math.max(1, Math.round(moved * all)), all);
}

/** The drawing in words: where its bars are, or each value with its two shares. */
function spread(
  distribution: Distribution,
  [rows, otherRows]: readonly [number, number],
  words: PreviewWords,
): readonly string[] {
  const { comparison: texts } = words.results;
  switch (distribution.kind) {
    case 'none':
      return [];
    case 'numbers':
    case 'times': {
      const { edges } = distribution.bars;
      const edge = (value: number): string =>
        distribution.kind === 'times' ? timeEdge(value, distribution.step) : numberEdge(value);
      return [fillIn(texts.between, edge(edges[0] ?? 0), edge(edges.at(-1) ?? 0))];
    }
    case 'values':
      return distribution.top
        .slice(0, mostNamed)
        .map(({ source, one, other }) =>
          fillIn(
            words.pictures.sentences.share,
            valueLabel(source, words),
            fillIn(texts.change, shareLabel(one, rows), shareLabel(other, otherRows)),
          ),
        );
  }
}
