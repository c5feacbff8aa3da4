import { defineConfig } from 'vitest/config';

/** The tests of one part of the sources, as `mutationRun.ts` names them: small, because they run for every mutant. */
const read = (name: string): string[] => JSON.parse(process.env[name] ?? '[]') as string[];

export default defineConfig({
  test: {
    include: read('MUTATION_TESTS'),
    exclude: read('MUTATION_LEFT_OUT'),
    setupFiles: read('MUTATION_SETUP'),
    testTimeout: 20_000,
  },
});
