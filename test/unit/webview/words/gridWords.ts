import type { GridWords } from '../../../../src/core/preview/words/gridWords.ts';

export const gridWords: GridWords = {
  label: 'Rows of the preview',
  mappedTo: 'Mapped to {0}',
};
