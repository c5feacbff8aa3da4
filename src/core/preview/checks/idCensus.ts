import { idPrefix, type IdShape, type IdType } from './idShape.ts';
import { Tally } from './tally.ts';

/** A rule is what at least this share keeps to; only then are the few others found. */
const ruleShare = 0.9;

/** How many ids are of which shape, and so what most of them have in common. */
export class IdCensus {
  readonly #types = new Tally<IdType>();
  readonly #cases = new Tally<IdShape['letterCase']>();
  /** Of texts; the empty one of those that have none. */
  readonly #prefixes = new Tally<string>();
  /** Of texts that are more than digits. */
  readonly #lengths = new Set<number>();
  #digits = 0;

  add({ type, text, isDigits, letterCase }: IdShape): void {
    this.#types.add(type);
    if (type !== 'text') return;
    if (letterCase !== 'none') this.#cases.add(letterCase);
    this.#prefixes.add(idPrefix(text));
    if (isDigits) this.#digits++;
    else this.#lengths.add(text.length);
  }

  get total(): number {
    return this.#types.total;
  }

  get texts(): number {
    return this.#types.count('text');
  }

  /** How many ids have letters. */
  get lettered(): number {
    return this.#cases.total;
  }

  /** The one case that ids have; none where they are written in both, as random ids are. */
  get caseRule(): 'lower' | 'upper' | undefined {
    return (['lower', 'upper'] as const).find(letterCase => isRule(this.#cases.count(letterCase), this.lettered));
  }

  /** The prefix that ids begin with. */
  get prefixRule(): string | undefined {
    const { key = '', count = 0 } = this.#prefixes.most ?? {};
    return key !== '' && isRule(count, this.texts) ? key : undefined;
  }

  /** The type that most ids have, where there are several. */
  get typeRule(): IdType | undefined {
    return this.#types.size < 2 ? undefined : this.#types.most?.key;
  }

  /** Whether ids are digits, or more than digits. Ids with a prefix are told apart by that. */
  get digitsRule(): 'digits' | 'letters' | undefined {
    if (this.prefixRule !== undefined) return undefined;
    if (isRule(this.#digits, this.texts)) return 'digits';
    return isRule(this.texts - this.#digits, this.texts) ? 'letters' : undefined;
  }

  /** Whether ids that are more than digits come in this length too: then one of digits alone may be a random id. */
  hasLength(length: number): boolean {
    return this.#lengths.has(length);
  }
}

function isRule(count: number, of: number): boolean {
  return count > 0 && count >= ruleShare * of;
}
