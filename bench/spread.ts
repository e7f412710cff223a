export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Of several runs of the same. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (position: number): number => sorted[position] ?? NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  };
}

/** `median (least–most)`, as wide as a column. */
export function spread({ median, least, most }: Spread, digits: number, width: number): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`.padStart(width);
}
