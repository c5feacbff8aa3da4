import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { button, element } from '../element.ts';
import { fillIn } from '../pictures/wording.ts';
import { symbol } from '../symbols.ts';
import { resultLabel, resultTime } from './resultLabel.ts';
import type { NamedResult } from './resultLabel.ts';

/** What the line shows. */
export interface BarState {
  readonly words: PreviewWords;
  /** Those that can be shown, the newest first. */
  readonly results: readonly NamedResult[];
  /** The one that is shown or compared; undefined while there is something else in the place of the newest. */
  readonly shown: NamedResult | undefined;
  /** The one that it is or would be compared with. */
  readonly other: NamedResult | undefined;
  /** Whether what is shown is not the newest. */
  readonly isEarlier: boolean;
  readonly isComparing: boolean;
  readonly canPin: boolean;
}

export interface BarActions {
  /** Undefined: what the host showed last. */
  show(number: number | undefined): void;
  pin(isPinned: boolean): void;
  compare(isComparing: boolean): void;
  compareWith(number: number): void;
}

/** The line above the rows by which one comes to earlier results. Its parts stay the same elements, so that focus stays. */
export class ResultsBar {
  readonly element = element('div', 'results');
  readonly #line = element('div', 'results-line');
  readonly #notice = element('p', 'earlier');
  readonly #earlier = element('span');
  readonly #shown = element('select', 'shown-result');
  readonly #other = element('select', 'other-result');
  readonly #pin: HTMLButtonElement;
  readonly #compare: HTMLButtonElement;
  readonly #newest: HTMLButtonElement;

  constructor(actions: BarActions) {
    const numberOf = ({ value }: HTMLSelectElement): number | undefined => (value === '' ? undefined : Number(value));
    this.#pin = button('', 'tool', () => actions.pin(this.#pin.ariaPressed !== 'true'));
    this.#compare = button('', 'tool', () => actions.compare(this.#compare.ariaPressed !== 'true'));
    this.#newest = button('', 'link', () => {
      actions.show(undefined);
      // The button goes with the notice.
      this.focus();
    });
    this.#shown.addEventListener('change', () => actions.show(numberOf(this.#shown)));
    this.#other.addEventListener('change', () => {
      const number = numberOf(this.#other);
      if (number !== undefined) actions.compareWith(number);
    });
    this.#line.role = 'group';
    this.#line.append(this.#shown, this.#pin, this.#compare, this.#other);
    this.#notice.append(symbol('note'), this.#earlier, this.#newest);
    this.element.append(this.#line, this.#notice);
    this.element.hidden = true;
  }

  /** Takes the focus that would be nowhere. */
  focus(): void {
    this.#shown.focus();
  }

  focusCompare(): void {
    this.#compare.focus();
  }

  show(state: BarState): void {
    const { words, results, shown, other } = state;
    const texts = words.results;
    this.element.hidden = results.length < (shown === undefined ? 1 : 2);
    this.#notice.hidden = !state.isEarlier || state.isComparing || shown === undefined;
    if (this.element.hidden) return;
    const isHidden = shown === undefined || results.length < 2;
    for (const part of [this.#pin, this.#compare, this.#other]) part.hidden = isHidden;
    this.#line.ariaLabel = texts.label;
    this.#shown.ariaLabel = texts.shown;
    this.#other.ariaLabel = texts.other;
    this.#pin.textContent = texts.pin;
    this.#pin.title = texts.pinMeaning;
    this.#pin.ariaPressed = String(shown?.isPinned ?? false);
    this.#pin.ariaDisabled = String(!state.canPin);
    this.#compare.textContent = texts.compareWith;
    this.#compare.ariaPressed = String(state.isComparing);
    this.#newest.textContent = texts.showNewest;
    if (shown !== undefined) this.#earlier.textContent = fillIn(texts.earlier, resultTime(shown.state.result));
    const label = (each: NamedResult): string => resultLabel(each, each === results[0], words);
    const options = results.map(each => [String(each.number), label(each)] as const);
    fillSelect(this.#shown, shown === undefined ? [['', texts.choose], ...options] : options, shown?.number);
    const others = options.filter((_, at) => results[at] !== shown);
    fillSelect(this.#other, others, other?.number);
  }
}

/** Leaves a list alone that is the same: it may be open. */
function fillSelect(
  select: HTMLSelectElement,
  options: readonly (readonly [value: string, label: string])[],
  chosen: number | undefined,
): void {
  const isSame =
    select.options.length === options.length &&
    options.every(([value, label], at) => {
      const option = select.options[at];
      return option?.value === value && option.textContent === label;
    });
  if (!isSame) {
    select.replaceChildren(
      ...options.map(([value, label]) => {
        const option = element('option', '', label);
        option.value = value;
        return option;
      }),
    );
  }
  select.value = chosen === undefined ? '' : String(chosen);
}
