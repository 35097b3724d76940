// Numbers of rounds.

/** The middle one; of an even count the mean of the two in the middle. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value below which this share of the numbers lies. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** For people: three digits that count. */
export function shown(number, unit) {
  const text = number >= 1000 ? Math.round(number).toLocaleString('en-US') : Number(number.toPrecision(3)).toString();
  return unit ? `${text} ${unit}` : text;
}
