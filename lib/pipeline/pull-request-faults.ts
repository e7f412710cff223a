import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";
import type { DataObject } from "../settings/data";
import { objectIn } from "../settings/json-parts";
import type { Problem } from "../settings/problems";
import { SHARED_NAME } from "./pull-requests";

/** One pull request, whatever its number is written like. */
const ONE = /^pr-\d+$/;

/** What is wrong with `pr-*`, and with what looks like it. */
export function pullRequestFaults({ environments: written }: DataObject): readonly Problem[] {
  const environments = objectIn(written);
  return Object.entries(environments).flatMap(([name, environment]) => [
    ...nameFaults(name, environments),
    ...(name === EVERY_PULL_REQUEST ? ownFaults(objectIn(environment)) : afterFaults(name, environment)),
  ]);
}

function nameFaults(name: string, environments: DataObject): readonly Problem[] {
  const path = `environments.${name}`;
  if (ONE.test(name))
    return [
      {
        path,
        message: "is one pull request, and a login cannot be of one alone",
        from: [],
        fix: `name it "${EVERY_PULL_REQUEST}", which is for all of them`,
      },
    ];
  if (name.includes("*") && name !== EVERY_PULL_REQUEST)
    return [
      {
        path,
        message: `is no name of an environment: "${EVERY_PULL_REQUEST}" is the only one with *`,
        from: [],
        fix: "write one entry for each environment",
      },
    ];
  if (name === SHARED_NAME && EVERY_PULL_REQUEST in environments)
    return [
      {
        path,
        message: `has the name of what environments of pull requests share: the jobs of "${EVERY_PULL_REQUEST}" run in the environment ${SHARED_NAME}, too`,
        from: [],
        fix: "give the environment another name in the app",
      },
    ];
  return [];
}

/** What other environments have, and pull requests have not. */
function ownFaults(environment: DataObject): readonly Problem[] {
  const path = `environments.${EVERY_PULL_REQUEST}`;
  const given: readonly (readonly [path: string, value: unknown, message: string])[] = [
    [
      `${path}.login.plan`,
      objectIn(environment["login"])["plan"],
      `is not for ${EVERY_PULL_REQUEST}: it is deployed without a plan that somebody approves`,
    ],
    [
      `${path}.after`,
      environment["after"],
      `is not for ${EVERY_PULL_REQUEST}: a pull request is deployed before it is merged`,
    ],
  ];
  return given.flatMap(([at, value, message]) =>
    value === undefined ? [] : [{ path: at, message, from: [], fix: "remove it" }],
  );
}

function afterFaults(name: string, environment: DataObject[string]): readonly Problem[] {
  const { after } = objectIn(environment);
  if (typeof after !== "string" || (after !== EVERY_PULL_REQUEST && !ONE.test(after))) return [];
  return [
    {
      path: `environments.${name}.after`,
      message: `is a pull request, got "${after}": what is merged is not deployed there`,
      from: [],
      fix: "name another environment, or remove it",
    },
  ];
}
