import type { PlannedPullRequests } from "./pipeline-plan";
import { TOOL } from "./words";

/**
 * Deploys `$BACKEND_ENVIRONMENT`, and writes the address of its app to `$address`.
 *
 * @param folder - a variable of the shell with the folder for what is written
 */
export function deployScript({ expires }: PlannedPullRequests, folder: string): string {
  return `${TOOL} deploy --environment "$BACKEND_ENVIRONMENT" --expires ${expires} --json >"${folder}/deploy.json"
# The app may have outputs of its own: what is no host name is left out.
address=$(node --print '
  const { stacks } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const host = stacks.map(({ outputs }) => outputs.function_app_hostname).find(Boolean) ?? "";
  /^[a-z0-9.-]+$/i.test(host) ? "https://" + host : ""
' "${folder}/deploy.json")`;
}

/** What a comment says after a deployment. `$RESULT` is how it ended. */
export function deployedText({ expires }: PlannedPullRequests): string {
  return `case "$RESULT" in
  [Ss]ucceeded | [Ss]ucceededWithIssues | success)
    echo "**$BACKEND_ENVIRONMENT** has $COMMIT: [log]($RUN_URL)."
    if [ -n "$ADDRESS" ]; then
      echo
      echo "$ADDRESS"
    fi
    echo
    echo "It is destroyed after the pull request is closed, and ${expires.replace("d", " days").replace(/^1 days$/, "1 day")} after the last push."
    ;;
  *) echo "**$BACKEND_ENVIRONMENT: the deployment of $COMMIT ended with \\"$RESULT\\". [Log]($RUN_URL).**" ;;
esac`;
}

/** Lists environments of the one subscription. The command ends with 2 where the last day of any is over. */
export function expiredScript(folder: string): string {
  return `code=0
${TOOL} expired --subscription "$ARM_SUBSCRIPTION_ID" --json >"${folder}/expired.json" || code=$?
if [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then exit "$code"; fi`;
}

/**
 * Reads expired.json, and writes a line for each pull request that something has to be done about to the file `verdicts`: its number,
 * `destroy` or what stands in the way, and why. Tags are anybody's who may write them: nothing else than a number is taken from them.
 *
 * @param isClosed - the text of a function that says whether a pull request is closed
 */
export function verdictsScript(isClosed: string): string {
  return `node --input-type=module - <<"END"
import { readFileSync, writeFileSync } from "node:fs";
${isClosed}
const plain = (text) => String(text).replaceAll(/[^\\w .,:/-]/g, "?");
async function verdictOf(number, { standing, expires, locks }) {
  const isOver = standing === "expired";
  const why = isOver ? \`its last day was \${expires}\` : "its pull request is closed";
  if (!isOver && !(await isClosed(number)))
    return standing === "current"
      ? undefined
      : "unclear it has no last day, and its pull request is not closed: push to it, or destroy the environment";
  const [lock] = locks ?? [];
  if (lock) return \`locked \${why}, and the lock \${plain(lock.name)} on \${plain(lock.scope)} keeps it: delete the lock\`;
  return \`destroy \${why}\`;
}
const { environments, current } = JSON.parse(readFileSync("expired.json", "utf8"));
const all = [...environments, ...current.map((environment) => ({ environment, standing: "current" }))];
const lines = [];
for (const each of all) {
  const [, number] = /^pr-([1-9]\\d{0,6})$/.exec(each.environment) ?? [];
  if (!number) continue;
  const verdict = await verdictOf(number, each).catch((error) => \`unclear \${plain(error.message)}\`);
  if (verdict) lines.push(\`\${number} \${verdict}\\n\`);
}
writeFileSync("verdicts", lines.join(""));
END
cat verdicts`;
}
