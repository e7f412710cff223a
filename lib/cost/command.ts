import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { didYouMean } from "../settings/nearest";
import type { BackendPlan } from "../decide/backend-plan";
import { estimateCost } from "./estimate";
import { formatCost } from "./format";
import type { CostUsage } from "./usage";

/** Where {@link costCommand} gets what it needs from. */
export interface CostSurroundings {
  /** Of every environment; or what finds them in the file that `--app` names, which there is no such option without. */
  readonly plans: readonly BackendPlan[] | ((app: string | undefined) => Promise<readonly BackendPlan[]>);
  /** What follows the command's name. */
  readonly args: readonly string[];
  readonly print: (text: string) => void;
}

/** What was asked for. */
interface Asked {
  readonly app?: string;
  readonly environment?: string;
  readonly usage?: string;
  readonly json: boolean;
}

/**
 * A command that tells what each environment costs in a month: `--environment <name>` for one of them, `--usage <file>`
 * with what is known of its use as JSON, `--json`.
 *
 * @returns the status that the process ends with: 0, 1 where there is no estimate, 2 where the command was called wrongly
 */
export async function costCommand({ plans, args, print }: CostSurroundings): Promise<number> {
  const asked = askedFor(args, typeof plans === "function");
  if ("help" in asked) {
    print(asked.help);
    return asked.status;
  }
  try {
    const all = typeof plans === "function" ? await plans(asked.app) : plans;
    const wanted = all.filter(
      ({ environment }) => asked.environment === undefined || environment === asked.environment,
    );
    if (wanted.length === 0) {
      print(noEnvironment(asked.environment, all));
      return 2;
    }
    const usage = asked.usage === undefined ? {} : usageIn(asked.usage);
    const estimates = wanted.map((plan) => estimateCost(plan, usage));
    print(asked.json ? JSON.stringify(estimates, undefined, 2) : estimates.map(formatCost).join("\n\n"));
    return 0;
  } catch (error) {
    print(messageOf(error));
    return 1;
  }
}

function noEnvironment(asked: string | undefined, plans: readonly BackendPlan[]): string {
  const known = [...new Set(plans.map(({ environment }) => environment))];
  return asked === undefined || known.length === 0
    ? "the app defines no backend"
    : `there is no environment "${asked}", only ${known.join(", ")}${didYouMean(asked, known)}`;
}

/** What is in it is checked with the plan. */
function usageIn(file: string): CostUsage {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as CostUsage;
  } catch (error) {
    throw new Error(`${file} holds no usage: ${messageOf(error)}`, { cause: error });
  }
}

function askedFor(args: readonly string[], hasApp: boolean): Asked | { help: string; status: number } {
  const help = [
    "cost [options]: what each environment costs in a month",
    ...(hasApp
      ? ["  --app <file>          the file that defines the backends; main.ts where it is left out"]
      : []),
    "  --environment <name>  this one only",
    "  --usage <file>        what is known of its use, as JSON",
    "  --json                the same data for programs",
  ].join("\n");
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...(hasApp ? { app: { type: "string" } as const } : {}),
        environment: { type: "string" },
        usage: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.help === true) return { help, status: 0 };
    const { app, environment, usage, json = false } = values;
    return {
      json,
      ...(typeof app === "string" ? { app } : {}),
      ...(environment === undefined ? {} : { environment }),
      ...(usage === undefined ? {} : { usage }),
    };
  } catch (error) {
    return { help: `${messageOf(error)}\n\n${help}`, status: 2 };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
