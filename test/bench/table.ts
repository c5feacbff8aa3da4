import type { BenchRow, Figure, Standing } from './bench.ts';

const heading = ['what', 'ours', 'peer', 'ratio', 'bar', ''] as const;

/** The rows as columns of plain text, for a terminal. */
export function textTable(rows: readonly BenchRow[]): string {
  const lines = [heading, ...rows.map(cells)];
  const widths = heading.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)));
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The rows as a table of Markdown. */
export function markdownTable(rows: readonly BenchRow[]): string {
  const lines = [heading, heading.map(() => '---'), ...rows.map(cells)];
  return lines.map(line => `| ${line.join(' | ')} |`).join('\n');
}

function cells({ what, ours, peer, standing }: BenchRow): readonly string[] {
  const theirs = peer === undefined ? ['', ''] : [`${peer.name}: ${figureText(peer.figure)}`, ratio(ours, peer.figure)];
  return [what, figureText(ours), ...theirs, ...standingTexts(standing)];
}

function ratio(ours: Figure, peer: Figure): string {
  return (ours.value / peer.value).toFixed(3);
}

function figureText({ value, unit, range }: Figure): string {
  if (unit !== 'ms') return `${value.toLocaleString('en')} ${unit}`;
  const spread = range === undefined ? '' : ` (${short(range[0])} to ${short(range[1])})`;
  return `${short(value)} ms${spread}`;
}

/** No more digits than a clock on a shared machine has. */
function short(ms: number): string {
  return ms < 100 ? ms.toFixed(1) : ms.toFixed(0);
}

function standingTexts(standing: Standing): readonly [string, string] {
  switch (standing.kind) {
    case 'bar':
      return [standing.text, standing.isOk ? 'held' : 'MISSED'];
    case 'goal':
      return [`${standing.text} (here)`, standing.isOk ? 'met' : 'not met'];
    case 'information':
      return ['', 'information'];
    default:
      return standing satisfies never;
  }
}
