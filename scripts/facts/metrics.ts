import { dateOf } from "../diagnostic-categories/page";
import type { Clone } from "../arm-schemas/clone";
import type { Json } from "./differences";
import type { FactTable } from "./fact-table";
import { rowsWith } from "./page-table";

const REPOSITORY = "MicrosoftDocs/azure-monitor-docs";

/** A metric as the committed file has it. */
interface Recorded {
  readonly aggregations: readonly string[];
  readonly dimensions: readonly string[];
  readonly everyMinutes?: number;
}

/** A part of the committed file. */
interface Target {
  readonly type: string;
  readonly page: string;
  readonly commit?: string;
  readonly date: string;
  readonly metrics: Readonly<Record<string, Recorded>>;
}

/** The metrics that alerts can look at, from Microsoft's pages; which they are is decided in the committed file. */
export const metrics: FactTable = {
  name: "metrics",
  file: "lib/services/monitoring/metrics.json",
  repositories: [REPOSITORY],
  read({ clone, say, today }, before) {
    const repository = clone(REPOSITORY);
    const known = before as unknown as { readonly targets: Readonly<Record<string, Target>> };
    const targets = Object.entries(known.targets).map(([name, target]) => [
      name,
      targetIn(repository, target, say),
    ]);
    return {
      ...(before as Readonly<Record<string, Json>>),
      read: today,
      targets: Object.fromEntries(targets) as Json,
    };
  },
};

function targetIn(repository: Clone, target: Target, say: (line: string) => void): Target {
  const page = repository.read(target.page);
  const found = metricsOn(page);
  if (Object.keys(found).length === 0) {
    say(`${target.type}: the page has no table, left as it is`);
    return target;
  }
  const names = Object.keys(target.metrics);
  const gone = names.filter((name) => found[name] === undefined);
  if (gone.length > 0) throw new Error(`${target.page} has no ${gone.join(", ")} any more`);
  const others = Object.keys(found).filter((name) => !names.includes(name));
  if (others.length > 0) say(`${target.type}: no alert can look at ${others.sort().join(", ")}`);
  return {
    type: target.type,
    page: target.page,
    commit: repository.commit,
    date: dateOf(page) ?? target.date,
    metrics: Object.fromEntries(names.flatMap((name) => (found[name] ? [[name, found[name]]] : []))),
  };
}

/** Every metric of a page, by its name. */
export function metricsOn(page: string): Readonly<Record<string, Recorded>> {
  const rows = rowsWith(page, ["name in rest api", "aggregation", "dimensions", "time grains"]);
  return Object.fromEntries(
    rows.map((row) => {
      const every = minutesOf(listOf(row["time grains"])[0] ?? "");
      return [
        listOf(row["name in rest api"])[0] ?? "",
        {
          aggregations: listOf(row["aggregation"]).map((each) => each.replace(" (Sum)", "")),
          dimensions: [...listOf(row["dimensions"])].sort(),
          ...(every === 1 ? {} : { everyMinutes: every }),
        },
      ];
    }),
  );
}

/** `` `A`, `B` `` → A, B; `\<none\>` → nothing. */
function listOf(cell = ""): readonly string[] {
  return cell
    .split(",")
    .map((each) => each.replaceAll("`", "").trim())
    .filter((each) => each !== "" && !/^\\?<none\\?>$/.test(each));
}

/** `PT5M` → 5, `PT6H` → 360, `P1D` → 1440. */
function minutesOf(interval: string): number {
  const [, days = 0, hours = 0, minutes = 0] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(interval) ?? [];
  return Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
}
