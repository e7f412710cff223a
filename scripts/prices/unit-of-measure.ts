const MULTIPLES: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6 };

/** How many one price is for: 10,000 of `10K`, 1 of `1 GB/Month`. @throws where the text has another form */
export function amountOf(unitOfMeasure: string): number {
  const [, digits, multiple = ""] = /^(\d+)([KM]?)(?=$|[ /])/.exec(unitOfMeasure) ?? [];
  const times = MULTIPLES[multiple];
  if (digits === undefined || times === undefined)
    throw new Error(`"${unitOfMeasure}" is no unit of measure that is known`);
  return Number(digits) * times;
}
