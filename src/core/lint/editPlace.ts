import { lineBreakOf } from '../document/lineEdges.ts';
import type { LeveredDocument } from '../document/leveredDocument.ts';
import type { EditPlace } from '../document/valueEdit.ts';

/** How YAML is written in a document. */
export function editPlaceOf({ text, segments, fence }: LeveredDocument): EditPlace {
  // A file without a fence gets one that is a comment.
  return { text, lineBreak: lineBreakOf(segments), inComment: fence !== 'plain' };
}
