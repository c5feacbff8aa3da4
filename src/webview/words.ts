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

/** How long something took, for reading: `0.42 s`, `12.3 s`, `3 min 05 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
