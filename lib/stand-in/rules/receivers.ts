import { asText, at, listAt, objectAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const GROUPS = "Microsoft.Insights/actionGroups";
const LIMITS = "learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits";
/** The most that a group has of each, by its list. */
const MOST: Readonly<Record<string, number>> = {
  armRoleReceivers: 10,
  emailReceivers: 1000,
  webhookReceivers: 10,
};

/** The receivers of alerts. */
export const receivers: readonly Rule[] = [
  {
    says: "an action group's receivers have names of their own",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/action-groups",
    on: ["Microsoft.Insights/actionGroups"],
    refuse(asked) {
      const receivers = Object.entries(objectAt(asked, "properties"))
        .filter(([name]) => name.endsWith("Receivers"))
        .flatMap(([name]) => listAt(asked, `properties.${name}`).map((each) => key(textAt(each, "name"))));
      const twin = receivers.find((each, index) => receivers.indexOf(each) !== index);
      return twin && `Receiver name '${twin}' is used twice`;
    },
  },
  {
    says: "an action group's short name has 1 to 12 characters",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/action-groups",
    on: ["Microsoft.Insights/actionGroups"],
    refuse(asked) {
      const { length } = textAt(asked, "properties.groupShortName");
      return length >= 1 && length <= 12 ? undefined : `A short name has 1 to 12 characters, got ${length}`;
    },
  },
  {
    says: "an action group has 1,000 addresses, 10 webhooks and 10 roles at most",
    source: LIMITS,
    on: [GROUPS],
    refuse(asked) {
      const crowded = Object.entries(MOST).find(
        ([list, most]) => listAt(asked, `properties.${list}`).length > most,
      );
      return crowded && `An action group has at most ${crowded[1]} ${crowded[0]}`;
    },
  },
  {
    says: "an action group's addresses are e-mail addresses of at most 64 characters",
    source: LIMITS,
    on: [GROUPS],
    refuse(asked) {
      const addresses = listAt(asked, "properties.emailReceivers").map((each) =>
        textAt(each, "emailAddress"),
      );
      const wrong = addresses.find((each) => each.length > 64 || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(each));
      return wrong === undefined ? undefined : `'${wrong}' is not a valid email address`;
    },
  },
];

const TESTS = "Microsoft.Insights/webTests";
const AVAILABILITY = "learn.microsoft.com/azure/azure-monitor/app/availability";
const LOCATIONS: readonly string[] = [
  ...["hk-hkn-azr", "jp-kaw-edge", "sg-sin-azr"].map((each) => `apac-${each}`),
  ...["au-syd-edge", "ch-zrh-edge", "fr-pra-edge", "gb-db3-azr", "nl-ams-azr", "ru-msa-edge"].map(
    (each) => `emea-${each}`,
  ),
  ...["emea-se-sto-edge", "latam-br-gru-edge"],
  ...["ca-sjc-azr", "fl-mia-edge", "il-ch1-azr", "tx-sn1-azr", "va-ash-azr"].map((each) => `us-${each}`),
];

/** What calls an app from outside. */
export const availabilityTests: readonly Rule[] = [
  {
    says: "the locations of an availability test exist",
    source: AVAILABILITY,
    on: [TESTS],
    refuse(asked) {
      const places = listAt(asked, "properties.Locations").map((each) => textAt(each, "Id"));
      if (places.length === 0) return "An availability test needs a location";
      const unknown = places.find((place) => !LOCATIONS.includes(place));
      return unknown === undefined ? undefined : `Location ${unknown} is not known`;
    },
  },
  {
    says: "an availability test is run every 5, 10 or 15 minutes",
    source: AVAILABILITY,
    on: [TESTS],
    refuse(asked) {
      const seconds = at(asked, "properties.Frequency") ?? 300;
      return [300, 600, 900].includes(Number(seconds))
        ? undefined
        : `Frequency ${asText(seconds)} is not allowed`;
    },
  },
  {
    says: "the component of an availability test exists",
    source: AVAILABILITY,
    on: [TESTS],
    refuse(asked, { store }) {
      const links = Object.keys(objectAt(asked, "tags")).filter((tag) => tag.startsWith("hidden-link:"));
      const linked = links.filter((tag) => store.get(tag.slice("hidden-link:".length)) !== undefined);
      return linked.length > 0 ? undefined : "No component is named by a hidden-link tag";
    },
  },
];
