import { apiNotices } from "../../lib/azure/api-notices";
import { retirements } from "../../lib/azure/retirements";
import type { FactTable } from "./fact-table";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The committed file. */
interface Pages {
  readonly pages: Readonly<Record<string, string>>;
}

/**
 * The pages that rows of the calendar cite. A page keeps the day on which it was read before, where it does not have the dates
 * of its rows any more, or cannot be had: somebody has to look at it.
 */
export const retirementPages: FactTable = {
  name: "retirement-pages",
  file: "lib/azure/retirements/pages.json",
  repositories: [],
  online: true,
  async read({ page, say, today }, before) {
    const { pages } = before as unknown as Pages;
    const read = Object.entries(pages).map(async ([address, day]) => {
      const text = await page(address);
      const dates = datesOf(address);
      if (text !== undefined && hasDates(text, dates)) return [address, today] as const;
      say(`${address}: ${text === undefined ? "cannot be read" : `does not have ${dates.join(", ")}`}`);
      return [address, day] as const;
    });
    return { pages: Object.fromEntries(await Promise.all(read)) };
  },
};

/** The dates of every row that cites a page. */
export function datesOf(address: string): readonly string[] {
  const rows = [...Object.values(retirements), ...Object.values(apiNotices)];
  return [...new Set(rows.flatMap(({ source, date }) => (source === address ? [date] : [])))].sort();
}

/** Whether a text has each of some days or months, in one of the forms that Microsoft writes them in. */
export function hasDates(text: string, dates: readonly string[]): boolean {
  const plain = text.replace(/<[^>]*>/g, " ").replace(/&nbsp;|\s+/g, " ");
  return dates.length > 0 && dates.every((date) => formsOf(date).some((form) => plain.includes(form)));
}

function formsOf(date: string): readonly string[] {
  const [year = "", month = "", day] = date.split("-");
  const name = MONTHS[Number(month) - 1] ?? "";
  if (day === undefined) return [`${name} ${year}`, date];
  return [name, name.slice(0, 3)].flatMap((each) => [
    `${each} ${Number(day)}, ${year}`,
    `${Number(day)} ${each} ${year}`,
    date,
  ]);
}
