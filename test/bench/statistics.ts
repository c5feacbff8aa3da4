/** The middle of some readings; with an even number of them, the mean of the two in the middle. */
export function median(readings: readonly number[]): number {
  const sorted = readings.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const above = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? above : ((sorted[middle - 1] ?? NaN) + above) / 2;
}

/** The smallest reading that at least this share of all readings (0 to 1) does not exceed. */
export function quantile(readings: readonly number[], share: number): number {
  const sorted = readings.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
