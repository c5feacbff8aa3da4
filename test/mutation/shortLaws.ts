import fc from 'fast-check';

// The same values for each mutant, or chance would decide which are noticed; and of those what fits into a short time.
// eslint-disable-next-line @typescript-eslint/no-deprecated -- what replaces it cannot be set for all tests at once
fc.configureGlobal({ seed: 1, interruptAfterTimeLimit: 1_000 });
