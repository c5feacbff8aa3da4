import { parseArgs } from 'node:util';
import { providers, type LeveredOptions } from './options.ts';
import { startLevered } from './server.ts';

const usage = `Usage: npm run levered -- [options]
  --port N          port on 127.0.0.1; a free one without it
  --provider NAME   ${providers.join(', ')}: the spelling of SQL that the warehouse takes
  --data FOLDER     keep state there between runs
  --database URL    query this PostgreSQL database (postgres://…); it is filled with the sample warehouse
  --seed N          number that the sample warehouse is made from
  --control         let tests in other processes switch faults on`;

/** Reads the command line; `undefined` when it asks for help. */
function readOptions(args: readonly string[]): Partial<LeveredOptions> | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      provider: { type: 'string' },
      data: { type: 'string' },
      database: { type: 'string' },
      seed: { type: 'string' },
      control: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return undefined;
  const provider = providers.find(each => each === values.provider);
  if (values.provider !== undefined && provider === undefined) {
    throw new Error(`--provider takes ${providers.join(', ')}, not "${values.provider}".`);
  }
  if (values.database !== undefined && !/^postgres(ql)?:\/\//.test(values.database)) {
    throw new Error('--database takes an address that begins with postgres://.');
  }
  return {
    ...(values.port !== undefined && { port: wholeNumber('--port', values.port, 65_535) }),
    ...(provider !== undefined && { provider }),
    ...(values.data !== undefined && { dataFolder: values.data }),
    ...(values.database !== undefined && { database: values.database }),
    ...(values.seed !== undefined && { seed: wholeNumber('--seed', values.seed, 4_294_967_295) }),
    ...(values.control === true && { control: true }),
  };
}

function wholeNumber(flag: string, text: string, largest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= largest) return value;
  throw new Error(`${flag} takes a whole number from 0 to ${largest}, not "${text}".`);
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return;
  }
  const levered = await startLevered(options);
  console.log(`Levered is at ${levered.url}`);
  console.log(`Organization ${levered.organizationId}, token ${levered.token}`);
  if (levered.controlKey !== undefined) console.log(`Control key ${levered.controlKey}`);
  console.log('Stop it with Ctrl+C.');
  const stop = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    levered.close().catch(fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(usage);
  process.exitCode = 1;
}

run().catch(fail);
