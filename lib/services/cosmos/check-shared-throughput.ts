import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { declaredContainers } from "./declared-containers";
import { ownThroughput } from "./settings";

/** learn.microsoft.com/azure/cosmos-db/set-throughput#set-throughput-on-a-database, and autoscale-faq */
const MOST_THAT_SHARE = 25;

/** Azure makes no more containers in a database whose throughput they share; serverless ones share none. */
export function checkSharedThroughput(draft: Draft): void {
  const { mode, containers: own, maxThroughput } = draft.settings.cosmos;
  if (mode === "Serverless") return;
  const { containers } = declaredContainers(own, draft.requirements.cosmosContainers);
  const made = [...containers.values()]
    .filter(({ given }) => given.partitionKey !== undefined)
    .map(({ name }) => name)
    .sort();
  const sharing = made.filter((name) => ownThroughput(own, name) === undefined);
  if (made.length > 0 && sharing.length === 0)
    draft.warn(
      "cosmos.maxThroughput",
      `every container has its own throughput: the ${maxThroughput} RU/s of the database are charged but not used`,
    );
  if (sharing.length <= MOST_THAT_SHARE) return;
  const tooMany = sharing.length - MOST_THAT_SHARE;
  const name = sharing.at(-1) ?? "";
  draft.problem(
    "cosmos.containers",
    `${sharing.length} containers share the throughput of one database, but Azure allows ${MOST_THAT_SHARE}`,
    `give ${tooMany === 1 ? "one" : tooMany} of them its own throughput, such as cosmos.containers: { ${redacted(name)}: { maxThroughput: 1000 } }, or set cosmos.mode to "Serverless"`,
    "cosmos.mode",
  );
}
