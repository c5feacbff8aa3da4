import { applyBugs } from './applyBugs.ts';
import { clientBugs } from './clientBugs.ts';
import { documentBugs } from './documentBugs.ts';
import { fileBugs } from './fileBugs.ts';
import { planBugs } from './planBugs.ts';
import { previewBugs } from './previewBugs.ts';
import type { SeededBug } from './seededBug.ts';

/** Those that unit tests must notice. */
export const quickBugs: readonly SeededBug[] = [
  ...clientBugs,
  ...applyBugs,
  ...planBugs,
  ...documentBugs,
  ...previewBugs,
  ...fileBugs,
];
