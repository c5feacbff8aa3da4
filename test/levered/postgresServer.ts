import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

/** A PostgreSQL of a test's own, on 127.0.0.1 and in a temporary folder. */
export interface PostgresServer {
  readonly url: string;
  close(): Promise<void>;
}

const aptGet = '/usr/bin/apt-get';

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Starts the machine's own PostgreSQL on a free port, with an empty database.
 * As root, which PostgreSQL refuses, it runs as the user `postgres` or else `nobody`, and Debian's package is installed
 * when there is none.
 * @throws Error that says in one line what to install
 */
export async function startPostgres(): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0;
  if (binaries() === undefined && isRoot && existsSync(aptGet)) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await finished(spawn(aptGet, ['install', '-y', 'postgresql'], { stdio: 'ignore', env }), 'apt-get');
  }
  const folder = binaries();
  if (folder === undefined) throw new Error('PostgreSQL is not installed: install the package "postgresql".');
  const owner = isRoot ? await unprivileged() : {};
  const home = mkdtempSync('/tmp/levered-postgres-');
  if (owner.uid !== undefined) chownSync(home, owner.uid, owner.gid ?? owner.uid);
  chmodSync(home, 0o700);
  const data = join(home, 'data');
  const options: SpawnOptions = {
    ...owner,
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C.UTF-8' },
  };
  const create = ['-D', data, '-U', 'levered', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  let running: ChildProcess | undefined;
  const close = async () => {
    // An immediate shutdown: what it held is thrown away anyway.
    if (running?.exitCode === null && running.signalCode === null) {
      const exited = new Promise(resolve => running?.once('exit', resolve));
      running.kill('SIGQUIT');
      await exited;
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await finished(spawn(join(folder, 'initdb'), create, options), 'initdb');
    const port = await freePort();
    const flags = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'];
    running = spawn(join(folder, 'postgres'), ['-D', data, '-p', String(port), ...flags], options);
    const url = `postgres://levered@127.0.0.1:${port}/postgres`;
    await answering(running, url);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function binaries(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const debian = existsSync(versions) ? readdirSync(versions).map(version => join(versions, version, 'bin')) : [];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...debian];
  return folders.find(folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

async function unprivileged(): Promise<Owner> {
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map(flag => output('id', [flag, name])));
    const [uid, gid] = ids.map(Number);
    if (uid !== undefined && gid !== undefined && uid > 0) return { uid, gid };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody".');
}

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (part: Buffer) => (text += part.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(text.trim()));
  });
}

function finished(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let errors = '';
    child.stderr?.on('data', (part: Buffer) => (errors += part.toString()));
    child.once('error', reject);
    child.once('close', code =>
      code === 0 ? resolve() : reject(new Error(`${name} ended with ${String(code)}: ${errors}`)),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Settles when the server takes a query, and fails as soon as its process ends. */
async function answering(server: ChildProcess, url: string): Promise<void> {
  let errors = '';
  server.stderr?.on('data', (part: Buffer) => (errors += part.toString()));
  while (server.exitCode === null && server.signalCode === null) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (!/ECONNREFUSED|starting up/.test(String(error))) throw error;
      await wait(20);
    }
  }
  throw new Error(`PostgreSQL ended at its start: ${errors}`);
}
