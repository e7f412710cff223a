import { BODY_LIMIT, differenceLimit } from "./budget";
import type { PipelinePlan, PlannedEnvironment } from "./pipeline-plan";
import { TOOL } from "./words";

/** Runs a command whose exit code 2 says that there are changes. @param into - where its output goes */
function changesAllowed(command: string, into = ""): string {
  return `code=0
${command}${into} || code=$?
# 2: there are changes.
if [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then exit "$code"; fi`;
}

/** @param folder - a variable of the shell with the folder for what is written */
export function planScript(environment: string, folder: string, more = ""): string {
  return changesAllowed(
    `${TOOL} plan --environment ${environment} --read-only --out "${folder}/plans"${more}`,
  );
}

/** What the environment lacks that the commit was deployed to before it. */
export function differenceScript({ name, after }: PlannedEnvironment, folder: string): string {
  return `mkdir -p "${folder}/review"
${changesAllowed(
  `${TOOL} diff --environment ${after},${name} --format markdown`,
  ` >"${folder}/review/${name}.diff.md"`,
)}
cat "${folder}/review/${name}.diff.md"`;
}

/**
 * @param limit - characters, for a comment
 * @param summary - a line that shows `$review` in the run
 */
export function reviewScript(name: string, folder: string, limit: number, summary: string): string {
  return `mkdir -p "${folder}/review"
review="${folder}/review/${name}.review.md"
args=()
# The pull request fails at findings of this severity or above, where the variable is set.
if [ -n "\${BACKEND_FAIL_ON:-}" ]; then args+=(--fail-on "$BACKEND_FAIL_ON"); fi
code=0
${TOOL} review --environment ${name} --plans "${folder}/plans" --against HEAD^1 \\
  --format markdown --limit ${limit} --out "$review" "\${args[@]}" >/dev/null || code=$?
if [ -f "$review" ]; then
  ${summary}
fi
exit "$code"`;
}

/** Prints the beginning of a file, whole lines of it, and says first that there is more. */
export const shortenedFunction = `# Prints whole lines of a file, as many as fit.
shortened() {
  if [ "$(wc -c <"$1")" -gt "$2" ]; then
    echo "_Shortened: the whole text is in [the run]($RUN_URL)._"
    echo
  fi
  awk -v limit="$2" '{ size += length($0) + 1 } size > limit { exit } { print }' "$1"
}`;

/** Writes comment.md out of the files of the plan jobs in the folder `reviews`. `$RESULTS` has a line `<environment>=<result>` for each. */
export function commentScript(plan: PipelinePlan): string {
  return `${shortenedFunction}
{
  echo "Plans of $COMMIT: [log]($RUN_URL)."
  while IFS="=" read -r environment result; do
    if [ -z "$environment" ]; then continue; fi
    echo
    case "$result" in
      [Ss]ucceeded | [Ss]ucceededWithIssues | success) ;;
      *) echo "**$environment: the plan job ended with \\"$result\\". [Log]($RUN_URL).**" ;;
    esac
    if [ -f "reviews/$environment.review.md" ]; then
      echo
      cat "reviews/$environment.review.md"
    fi
    if [ -f "reviews/$environment.diff.md" ]; then
      echo
      shortened "reviews/$environment.diff.md" ${differenceLimit(plan)}
    fi
  done <<<"$RESULTS"
} >body.md
{
  echo "$MARKER"
  shortened body.md ${BODY_LIMIT}
} >comment.md`;
}

/** @param summary - a line that shows `$report` in the run */
export function driftScript(name: string, folder: string, summary: string): string {
  return `mkdir -p "${folder}/drift"
report="${folder}/drift/${name}.drift.md"
code=0
${TOOL} drift --environment ${name} --format markdown --out "$report" >/dev/null || code=$?
echo "$code" >"${folder}/drift/${name}.code"
if [ -f "$report" ]; then
  ${summary}
fi`;
}
