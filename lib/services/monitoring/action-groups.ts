import type { Draft } from "../contract/draft";
import { KNOWN_AT_SYNTH, isTerraformValue } from "../../settings/terraform-value";
import { looksSecret, redacted } from "../../settings/redacted";
import type { ActionGroupSettings, ArmRole, MonitoringSettings } from "./settings";
import type { SettingPath } from "../option-path";

/** Built-in roles and their ids: learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const armRoles: Readonly<Record<ArmRole, string>> = {
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Monitoring Contributor": "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
};

/** learn.microsoft.com/azure/azure-monitor/alerts/action-groups, and /azure/azure-monitor/fundamentals/service-limits */
const MOST_GROUPS = 5;
const LONGEST_SHORT_NAME = 12;
const LONGEST_EMAIL = 64;
const MOST_EMAILS = 1000;
const MOST_WEBHOOKS = 10;
const NAME = /^[a-z](-?[a-z0-9])*$/;
const LONGEST_NAME = 40;
const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/;

/** Groups by name, whichever way they were written. */
export function actionGroupsOf({
  actionGroups,
}: MonitoringSettings): Readonly<Record<string, ActionGroupSettings>> {
  return isList(actionGroups) ? Object.fromEntries(actionGroups.map((name) => [name, {}])) : actionGroups;
}

/** What begins a group's messages. */
export function shortNameOf(name: string, { shortName }: ActionGroupSettings): string {
  return shortName ?? name.slice(0, LONGEST_SHORT_NAME).replace(/-$/, "");
}

export function isToldByDefault({ emails, webhooks, armRoles: roles }: ActionGroupSettings): boolean {
  return emails === undefined && webhooks === undefined && roles === undefined;
}

const PATH = "monitoring.actionGroups";

/** @param alerting - there is something to be told of */
export function decideActionGroups(draft: Draft, alerting: boolean): void {
  const { actionGroups } = draft.settings.monitoring;
  const groups = actionGroupsOf(draft.settings.monitoring);
  const names = Object.keys(groups);
  if (isList(actionGroups)) reportRepeated(draft, PATH, "group", actionGroups);
  if (names.length === 0)
    draft.problem(
      PATH,
      "has no group, so alerts would notify nobody",
      'add a group, such as "ops-team", or remove it',
    );
  if (names.length > MOST_GROUPS)
    draft.problem(
      PATH,
      `an alert notifies at most ${MOST_GROUPS} action groups, got ${names.length}`,
      "combine the receivers in fewer groups",
    );
  for (const [name, group] of Object.entries(groups)) {
    checkName(draft, name);
    checkGroup(draft, `${PATH}.${name}`, group);
    if (alerting && isToldByDefault(group))
      draft.warn(
        PATH,
        `${name} sends e-mail to the Owners of the subscription, because no receiver is set. Azure sends it only to users and groups ` +
          "with the role Owner on the subscription itself, not through a management group and not as eligible. Set receivers: " +
          `actionGroups: { ${redacted(name)}: { emails: ["ops@example.com"] } }`,
      );
  }
  if (!alerting && draft.chosen(PATH))
    draft.note(PATH, "not created: there is no alert that would notify them");
}

function checkName(draft: Draft, name: string): void {
  if (NAME.test(name) && name.length <= LONGEST_NAME) return;
  draft.problem(
    PATH,
    `the name of an action group must have lower-case letters, digits and single hyphens, begin with a letter, and have at most ${LONGEST_NAME} characters; got ${redacted(name)}`,
    'choose a name such as "ops-team"',
  );
}

function checkGroup(draft: Draft, path: `${typeof PATH}.${string}`, group: ActionGroupSettings): void {
  const { shortName, emails, webhooks, armRoles: roles, severities } = group;
  if (shortName !== undefined && (shortName.trim() === "" || shortName.length > LONGEST_SHORT_NAME))
    draft.problem(
      `${path}.shortName`,
      `a short name must have 1 to ${LONGEST_SHORT_NAME} characters, got ${redacted(shortName)}`,
      "shorten it, or remove it",
    );
  for (const [kind, given] of Object.entries({ emails, webhooks, armRoles: roles }))
    if (given?.length === 0)
      draft.problem(`${path}.${kind}`, "an empty list notifies nobody", `add a receiver, or remove ${kind}`);
  if (emails !== undefined) checkEmails(draft, `${path}.emails`, emails, MOST_EMAILS);
  if (webhooks !== undefined) checkWebhooks(draft, `${path}.webhooks`, webhooks);
  if (roles !== undefined) reportRepeated(draft, `${path}.armRoles`, "role", roles);
  if (severities?.length === 0)
    draft.problem(
      `${path}.severities`,
      "an empty list notifies nobody",
      "add a severity, or remove severities",
    );
  if (severities !== undefined) reportRepeated(draft, `${path}.severities`, "severity", severities);
}

/** Also of others who receive e-mail. */
export function checkEmails(draft: Draft, path: SettingPath, emails: readonly string[], most: number): void {
  for (const email of emails) {
    if (isTerraformValue(email)) draft.problem(path, KNOWN_AT_SYNTH.message, KNOWN_AT_SYNTH.fix);
    else if (!EMAIL.test(email))
      draft.problem(
        path,
        `${redacted(email)} is not an e-mail address`,
        'write it like "ops@example.com", one address for each entry',
      );
    else if (email.length > LONGEST_EMAIL)
      draft.problem(
        path,
        `an e-mail address must have at most ${LONGEST_EMAIL} characters, ${redacted(email)} has ${email.length}`,
        "use a shorter address",
      );
  }
  reportRepeated(draft, path, "address", emails);
  if (emails.length > most)
    draft.problemWithoutValue(
      path,
      `must have at most ${most} addresses, got ${emails.length}`,
      "use a distribution list",
    );
}

/** Their values are not shown: anyone who has the address can often post to it. */
function checkWebhooks(draft: Draft, path: SettingPath, webhooks: readonly string[]): void {
  webhooks.forEach((webhook, index) => {
    const parsed = URL.canParse(webhook) ? new URL(webhook) : undefined;
    if (parsed?.protocol !== "https:")
      draft.problemWithoutValue(
        path,
        `number ${index + 1} is not an https address`,
        'write it like "https://example.com/alerts"',
      );
    else if (looksSecret(webhook) || parsed.username !== "" || /[?&](code|key|token)=/i.test(webhook))
      draft.problemWithoutValue(
        path,
        `number ${index + 1} contains a key or a password, which would be visible in the plan and the state`,
        "use an address without one, or add the receiver outside of Terraform",
      );
  });
  if (new Set(webhooks).size < webhooks.length)
    draft.problemWithoutValue(path, "an address is listed twice", "list each address once");
  if (webhooks.length > MOST_WEBHOOKS)
    draft.problemWithoutValue(
      path,
      `a group allows at most ${MOST_WEBHOOKS} webhooks, got ${webhooks.length}`,
      "split them over several groups",
    );
}

function reportRepeated(draft: Draft, path: SettingPath, what: string, given: readonly string[]): void {
  const repeated = given.find((each, index) =>
    given.slice(0, index).some((other) => other.toLowerCase() === each.toLowerCase()),
  );
  if (repeated !== undefined)
    draft.problem(path, `lists the ${what} ${redacted(repeated)} twice`, `list each ${what} once`);
}

/** `Array.isArray` knows no lists that cannot be changed. */
function isList(groups: MonitoringSettings["actionGroups"]): groups is readonly string[] {
  return Array.isArray(groups);
}
