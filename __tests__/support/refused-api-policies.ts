import { APIM, api, service } from "./refused-apis";
import type { Asked, Row } from "./asked";

const policy = (value: string): Asked => [
  `${APIM}/apis/feedback/policies/policy`,
  { properties: { format: "rawxml", value } },
];
const corsOf = (origins: readonly string[], headers: readonly string[] = ["*"]): string =>
  `<cors><allowed-origins>${origins.map((each) => `<origin>${each}</origin>`).join("")}</allowed-origins>` +
  `<allowed-headers>${headers.map((each) => `<header>${each}</header>`).join("")}</allowed-headers></cors>`;

/** Policies of an API. */
export const refusedOfPolicies: Readonly<Record<string, Row | readonly Row[]>> = {
  "the named values of a policy exist": {
    given: [
      service("Developer"),
      api,
      [`${APIM}/namedValues/key`, { properties: { displayName: "function-key", value: "x", secret: true } }],
    ],
    right: policy("<set-header><value>{{function-key}}</value></set-header>"),
    wrong: policy("<set-header><value>{{other-key}}</value></set-header>"),
    message: "400 ValidationError: Cannot find a property 'other-key'",
  },
  "the backend of a policy exists": {
    given: [service("Developer"), api, [`${APIM}/backends/functions`, {}]],
    right: policy('<set-backend-service backend-id="functions" />'),
    wrong: policy('<set-backend-service backend-id="other" />'),
    message: "400 ValidationError: Backend with id 'other' could not be found.",
  },

  "a policy cors has origins and headers, and every origin alone": [
    {
      given: [service("Developer"), api],
      right: policy(corsOf(["https://www.example.com"])),
      wrong: policy(corsOf(["*", "https://www.example.com"])),
      message: "400 ValidationError: The origin '*' must be the only one",
    },
    {
      given: [service("Developer"), api],
      right: policy(corsOf(["*"])),
      wrong: policy(corsOf([])),
      message: "400 ValidationError: The policy 'cors' has no origin",
    },
    {
      given: [service("Developer"), api],
      right: policy(corsOf(["*"])),
      wrong: policy(corsOf(["*"], [])),
      message: "400 ValidationError: The policy 'cors' has no allowed headers",
    },
    {
      given: [service("Developer"), api],
      right: policy(corsOf(["*"])),
      wrong: policy(corsOf(["*"]) + corsOf(["*"])),
      message: "400 ValidationError: The policy 'cors' can only be used once in a section",
    },
  ],
  "policies that count or cache calls are not available in the Consumption tier": {
    given: [service("Consumption", {}, 0), api],
    right: policy("<base />"),
    wrong: policy('<rate-limit-by-key calls="1" />'),
    message: "400 ValidationError: Policy 'rate-limit-by-key' is not available in the Consumption tier",
  },
};
