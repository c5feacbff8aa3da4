import { bugsIn, type SeededBug } from './seededBug.ts';

const unit = (name: string): string => `test/unit/workspace/${name}.test.ts`;

/** Of what is read from the disk of a hostile repository, and written to a person's. */
export const fileBugs: readonly SeededBug[] = [
  ...bugsIn(
    'src/workspace/diskReader.ts',
    [unit('diskReader')],
    ['A link leads out of the workspace', "if (!isBelow(this.#folders, place)) return 'outside_workspace';", ''],
    [
      'A file is read that took the place of the one that was looked at',
      "if (typeof now === 'string' || now.stats.ino !== stats.ino || now.stats.dev !== stats.dev) return undefined;",
      '',
    ],
    [
      'A pipe or a device is read',
      "if (!stats.isFile()) return 'not_a_file';",
      "if (stats.isDirectory()) return 'not_a_file';",
    ],
  ),
  ...bugsIn(
    'src/workspace/diskPath.ts',
    [unit('diskReader'), unit('diskFiles')],
    [
      'A folder beside the workspace is inside of it',
      'const way = relative(folder, path);',
      'if (path.startsWith(folder)) return true;\n    const way = relative(folder, path);',
    ],
  ),
  ...bugsIn(
    'src/workspace/fileReading.ts',
    [unit('diskReader'), unit('diskFiles')],
    [
      'A definition may be of any size',
      'export const mostBytes = 1024 * 1024;',
      'export const mostBytes = 8 * 1024 * 1024;',
    ],
    ['Bytes that are no UTF-8 are read as a text', "if (!isUtf8(bytes)) return refused('not_utf8');", 'isUtf8(bytes);'],
  ),
  ...bugsIn(
    'src/workspace/fileContents.ts',
    [unit('fileContents')],
    [
      'A text that is typed may be of any size',
      "return bytes.length > mostBytes ? refusal('too_large') :",
      "return bytes.length > Infinity * mostBytes ? refusal('too_large') :",
    ],
  ),
  ...bugsIn(
    'src/platform/diskWrite.ts',
    [unit('diskFiles')],
    [
      'A new file takes the place of one that is there',
      'await link(temporary, path);',
      'await rename(temporary, path);',
    ],
    ['A file is exchanged that was changed meanwhile', 'if (!(await isStill())) return false;', ''],
    [
      'A file that cannot be written whole is left half written',
      '// In the same folder,',
      "await writeNew(`${path}~`, '', mode);\n  // In the same folder,",
    ],
  ),
  ...bugsIn(
    'src/workspace/diskFiles.ts',
    [unit('diskFiles')],
    [
      'A file that only differs in case is made beside another',
      "if (name === 'chosen' && (await hasTwin(parent, basename(path)))) return { kind: 'exists' };",
      '',
    ],
    [
      'A folder is made outside of the workspace',
      'if (!folders.includes(place) && !isBelow(folders, place)) {',
      "if (place === '') {",
    ],
    [
      'A file is written that the person has changed meanwhile',
      "return reading.kind === 'text' && reading.hash === hash;",
      "return reading.kind === 'text' && hash !== '';",
    ],
    ['A read-only file is written', 'if ((mode & 0o222) === 0) return', 'if (mode < 0) return'],
  ),
  ...bugsIn(
    'src/workspace/pullFolder.ts',
    [unit('pullFolder')],
    [
      'A setting of a repository leads out of the workspace',
      "if (parts.includes('..')) return 'leaves_workspace';",
      "if (parts[0] === '..') return parts.slice(1);",
    ],
    ['Two pulled metrics get one name', 'taken.add(slugKey(stem));', ''],
    [
      'Files are pulled into Git’s own folder',
      "if (parts.some(part => /^(?:\\.git|node_modules)$/i.test(part))) return 'never_read';",
      '',
    ],
  ),
];
