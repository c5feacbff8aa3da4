import type { ResultWords } from '../../../../src/core/preview/words/resultWords.ts';

export const resultWords: ResultWords = { label: 'Results' };
