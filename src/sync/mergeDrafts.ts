import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { MergeSides } from './mergeSides.ts';

/** What a person made of a merge that is not over. */
interface MergeDraft {
  readonly text: string;
  /** Whether file and organization still say what they said then, so that the merge can go on from the text. */
  readonly isCurrent: boolean;
}

/** Keeps the texts of merges that were begun and not ended, for the workspace: also over a reload of the window. */
export class MergeDrafts {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  find(file: vscode.Uri, sides: MergeSides): MergeDraft | undefined {
    const kept = this.#state.get<unknown>(keyOf(file));
    if (typeof kept !== 'object' || kept === null || !('text' in kept) || typeof kept.text !== 'string') {
      return undefined;
    }
    return { text: kept.text, isCurrent: 'sides' in kept && kept.sides === hashOf(sides) };
  }

  async keep(file: vscode.Uri, sides: MergeSides, text: string): Promise<void> {
    await this.#state.update(keyOf(file), { text, sides: hashOf(sides) });
  }

  async forget(file: vscode.Uri): Promise<void> {
    await this.#state.update(keyOf(file), undefined);
  }
}

function keyOf(file: vscode.Uri): string {
  return `levered.merge ${file.toString()}`;
}

function hashOf({ base, mine, theirs }: MergeSides): string {
  return createHash('sha256')
    .update(JSON.stringify([base, mine, theirs]))
    .digest('base64url');
}
