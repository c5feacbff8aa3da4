import * as vscode from 'vscode';
import type { DefinitionDraft } from '../core/definition.ts';
import { scratchMark } from '../core/apply/draftPreview.ts';
import { plain } from '../core/text/plain.ts';
import { isText, isTexts, personalSetting } from '../platform/settings.ts';
import { ask, placeOf, quoted } from '../sync/confirmation.ts';
import type { FirstLook } from '../sync/firstLook.ts';
import type { DraftSource } from './draftText.ts';
import type { Planned } from '../sync/planner.ts';

const consentKey = 'levered.draftConsent';

/** What a person wants run. `refused`: not the draft, as the setting or they themselves said. */
export type DraftAnswer = 'draft' | 'refused' | 'cancelled';

/**
 * Asks before the first draft is previewed in an environment and organization, because a colleague may see the scratch
 * metric; and before a query runs that the person may never have seen (T9).
 */
export class DraftConsent {
  readonly #state: vscode.Memento;
  readonly #firstLook: FirstLook;

  /** @param state of the person, not of the workspace: what a repository brings gives no consent */
  constructor(state: vscode.Memento, firstLook: FirstLook) {
    this.#state = state;
    this.#firstLook = firstLook;
  }

  /** @param onAsking told before a question is put */
  async ask(
    planned: Planned,
    { draft, file }: Pick<DraftSource, 'draft' | 'file'>,
    hasSaved: boolean,
    onAsking: () => void,
  ): Promise<DraftAnswer> {
    const setting = personalSetting('draftPreview', isText);
    if (setting === 'never') return 'refused';
    const look = [{ file: { uri: file, draft } }];
    const isUnseen = this.#firstLook.unseen(look).length > 0;
    const isAllowed = setting === 'always' || this.#consents().includes(keyOf(planned));
    if (isAllowed && !isUnseen) return 'draft';
    onAsking();
    const answer = await question(planned, draft, { isAllowed, isUnseen, hasSaved });
    if (answer !== 'draft') return answer;
    await this.#firstLook.remember(look);
    if (!isAllowed) await this.#state.update(consentKey, [...this.#consents(), keyOf(planned)]);
    return 'draft';
  }

  #consents(): readonly string[] {
    const consents = this.#state.get<unknown>(consentKey);
    return isTexts(consents) ? consents : [];
  }
}

interface Asked {
  readonly isAllowed: boolean;
  readonly isUnseen: boolean;
  readonly hasSaved: boolean;
}

async function question({ snapshot }: Planned, draft: DefinitionDraft, asked: Asked): Promise<DraftAnswer> {
  const { t } = vscode.l10n;
  const buttons = { draft: t('Preview Draft'), saved: t('Preview Saved Query') };
  const lines = [
    t('The query is run in {0}.', placeOf(snapshot)),
    asked.isAllowed
      ? ''
      : t(
          'Levered runs saved queries only. So a metric named “{0} …” is made, run and deleted again; colleagues may see it meanwhile. You are asked once for this environment and organization.',
          scratchMark,
        ),
    asked.isUnseen ? `${t('You have not run this query before:')}\n${plain(draft.sql, 'multiline', 1200)}` : '',
  ];
  const title = t('Preview what the file {0} says now?', quoted(draft.name));
  const offered = asked.hasSaved ? [buttons.draft, buttons.saved] : [buttons.draft];
  const picked = await ask(title, lines, ...offered);
  if (picked === undefined) return 'cancelled';
  return picked === buttons.draft ? 'draft' : 'refused';
}

function keyOf({ plan }: Planned): string {
  return `${plan.origin} ${plan.organization}`;
}
