// Packs the VSIX. The same sources give the same bytes, on every machine and at any time: the times in the archive are
// that of the last commit, or of SOURCE_DATE_EPOCH where that is set, and are written as UTC.
//   node pack.mjs [options of `vsce package`]
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const epoch = process.env.SOURCE_DATE_EPOCH ?? execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' });
const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
const { status } = spawnSync(process.execPath, [vsce, 'package', '--no-dependencies', ...process.argv.slice(2)], {
  env: { ...process.env, SOURCE_DATE_EPOCH: epoch.trim(), TZ: 'UTC' },
  stdio: 'inherit',
});
process.exit(status ?? 1);
