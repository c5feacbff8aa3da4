// Packs the VSIX. The same sources give the same bytes, on every machine and at any time: the times in the archive are
// that of the last commit, or of SOURCE_DATE_EPOCH where that is set, and are written as UTC.
//   node pack.mjs [--out FILE]
import { createVSIX } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { out } = parseArgs({ options: { out: { type: 'string' } } }).values;
process.env.SOURCE_DATE_EPOCH ??= execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).trim();
process.env.TZ = 'UTC';
await createVSIX({ dependencies: false, ...(out !== undefined && { packagePath: out }) });
