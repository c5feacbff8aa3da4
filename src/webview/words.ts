/** Puts a number or a text into a worded text, at its `{0}` or, where it has none, at its end. */
export function fill(words: string, value: string): string {
  // A function as the replacement, because `$&` in a value would mean something in a text.
  return words.includes('{0}') ? words.replace('{0}', () => value) : `${words} ${value}`;
}

const grouped = new Intl.NumberFormat();

/** A count, grouped as the person's language does. */
export function count(value: number): string {
  return grouped.format(value);
}

const short = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const long = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Seconds for reading: `0.42`, `12.3`. */
export function seconds(milliseconds: number): string {
  const value = Math.max(0, milliseconds) / 1000;
  return (value < 10 ? short : long).format(value);
}
