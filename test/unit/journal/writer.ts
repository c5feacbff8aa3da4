import { readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { JournalError } from '../../../src/journal/journalError.ts';
import { JournalFile } from '../../../src/journal/journalFile.ts';
import { gone, longBase } from './records.ts';

/**
 * Another process that uses a journal. It is built and started by the tests:
 *   append PATH NAME COUNT   appends that many records and tells each that is on the disk
 *   long PATH NAME COUNT     the same with records of many kilobytes
 *   count PATH FILE COUNT    adds to the number in a file that often, under the lock
 *   hold PATH                takes the lock and keeps it
 */
const [command = '', path = '', name = '', count = '0'] = process.argv.slice(2);
const journal = new JournalFile(path);
const tell = (line: string): void => void writeSync(1, `${line}\n`);

try {
  switch (command) {
    case 'append':
    case 'long':
      for (let index = 0; index < Number(count); index++) {
        const id = `${name}-${index}`;
        await journal.append(command === 'long' ? longBase(id) : gone(id));
        tell(id);
      }
      break;
    case 'count':
      for (let index = 0; index < Number(count); index++) await addOne(name);
      tell('done');
      break;
    case 'hold':
      tell((await journal.lock.acquire()).kind);
      setInterval(() => undefined, 1_000);
      break;
    default:
      throw new Error(`There is no command ${command}.`);
  }
} catch (error) {
  tell(error instanceof JournalError ? `JournalError ${error.kind}` : String(error));
  process.exit(1);
}

async function addOne(file: string): Promise<void> {
  const attempt = await journal.lock.acquire(60_000);
  if (attempt.kind !== 'held') throw new Error('The lock was not free for a minute.');
  // Fails if somebody else is inside.
  writeFileSync(`${file}.inside`, '', { flag: 'wx' });
  const before = Number(readFileSync(file, 'utf8'));
  await new Promise(resolve => setImmediate(resolve));
  writeFileSync(file, `${before + 1}`);
  rmSync(`${file}.inside`);
  await attempt.lock.release();
}
