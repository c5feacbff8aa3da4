import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../unit/core/apply/random.ts';

/** Which lines of a part are changed. */
export interface Sample {
  /** In (0, 1]: of the lines. */
  readonly share: number;
  readonly seed: number;
}

/** Few enough lines that a sample is spread over many files, enough that whole functions are in it. */
const blockLines = 15;

/** What is changed: paths below `folder`, all of them or with the lines `path:from-to` that were drawn. */
export async function sampledSources(folder: string, source: string, sample: Sample): Promise<readonly string[]> {
  const paths = await typescriptFiles(folder, source);
  if (sample.share === 1) return paths;
  const random = new Random(sample.seed);
  const drawn: string[] = [];
  for (const path of paths) {
    const lines = (await readFile(join(folder, path), 'utf8')).split('\n').length;
    for (let from = 1; from <= lines; from += blockLines) {
      if (random.happens(sample.share)) drawn.push(`${path}:${from}-${Math.min(from + blockLines - 1, lines)}`);
    }
  }
  return drawn;
}

async function typescriptFiles(folder: string, source: string): Promise<readonly string[]> {
  if ((await stat(join(folder, source))).isFile()) return [source];
  const below = await readdir(join(folder, source), { recursive: true });
  const names = below.filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  return names.map(name => `${source}/${name.replaceAll('\\', '/')}`).sort();
}
