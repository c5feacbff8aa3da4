import type { PictureWords } from '../../../../src/core/preview/words/pictureWords.ts';

export const pictureWords: PictureWords = { label: 'What the columns hold' };
