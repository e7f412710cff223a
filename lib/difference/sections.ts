import { rangeText } from "../cost/format";
import type { EnvironmentDifference, OptionDifference, ResourceDifference } from "./environment-difference";

/** One line of a report. */
export type DifferenceRow =
  /** What only one side has. */
  | { readonly subject: string; readonly only: "first" | "second" }
  /** What both can have, with the value of each. */
  | { readonly subject: string; readonly first: string; readonly second: string };

/** A part of a report. */
export interface DifferenceSection {
  readonly title: string;
  readonly rows: readonly DifferenceRow[];
}

const MISSING = "not set";

/** A difference by what a reader asks for, without the parts in which nothing differs. */
export function sectionsOf(difference: EnvironmentDifference): readonly DifferenceSection[] {
  const { options, resources, grants, costs, total } = difference;
  const sections: readonly DifferenceSection[] = [
    { title: "Options", rows: options.map(optionRow) },
    {
      title: "Resources",
      rows: resources.flatMap(({ stack, address, only }) =>
        only === undefined ? [] : [{ subject: `${stack}: ${address}`, only }],
      ),
    },
    { title: "Arguments of resources", rows: resources.flatMap(argumentRows) },
    {
      title: "Role assignments",
      rows: grants.map(({ only, grant }) => ({ subject: grant, only })),
    },
    {
      title: "Cost in a month",
      rows:
        costs.length === 0
          ? []
          : [...costs, { service: "total", ...total }].map(({ service, first: one, second: other }) => ({
              subject: service,
              first: rangeText(one),
              second: rangeText(other),
            })),
    },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

function optionRow({ path, first, second, firstOrigin, secondOrigin }: OptionDifference): DifferenceRow {
  return { subject: path, first: decided(first, firstOrigin), second: decided(second, secondOrigin) };
}

function decided(value: string | undefined, origin: string | undefined): string {
  if (value === undefined) return MISSING;
  return origin === undefined ? value : `${value} (${origin})`;
}

function argumentRows({
  stack,
  address,
  arguments: differing,
}: ResourceDifference): readonly DifferenceRow[] {
  return differing.map(({ path, first = MISSING, second = MISSING }) => ({
    subject: `${stack}: ${address}: ${path}`,
    first,
    second,
  }));
}
