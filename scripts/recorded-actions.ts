import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type RecordedActions, recordedActions } from "../lib/rights/type-actions";
import { merged } from "./rights/merged";
import { type KeptRequest, keptRequests } from "./rights/kept-requests";
import type { Recording } from "./rights/recording";

/**
 * `npm run generate:rights -- --from <folder of recordings>`: adds what lives on the stand-in have asked for to what earlier ones have.
 * `--anew` forgets the earlier ones.
 */
const { values } = parseArgs({ options: { from: { type: "string" }, anew: { type: "boolean" } } });
if (values.from === undefined)
  throw new Error(
    "say where the recordings are: npm run generate:rights -- --from <folder that RECORD_REQUESTS has named>",
  );
const folder = values.from;
const recordings = readdirSync(folder)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Recording);

const actionsFile = join(__dirname, "../lib/rights/recorded-actions.json");
const requestsFile = join(__dirname, "../__tests__/rights/recorded-requests.json");
const none: RecordedActions = { lives: [], types: {}, beside: { plan: [], apply: [] } };
const earlier = values.anew === true ? none : recordedActions;
const kept = values.anew === true ? [] : (JSON.parse(readFileSync(requestsFile, "utf8")) as KeptRequest[]);
write(actionsFile, merged(earlier, recordings));
write(requestsFile, keptRequests(kept, recordings));

function write(file: string, content: unknown): void {
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
}
