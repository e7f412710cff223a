import type { JsonObject } from "../../lib/stand-in/json";
import type { Asked, Row } from "./asked";
import { APIM, service } from "./refused-apis";

/** A service with an identity of this kind. */
const identified = (type: string): Asked => {
  const [id, body] = service("Developer");
  return [id, { ...body, identity: { type } }];
};
const logger = (
  identityClientId: string,
  connection: JsonObject = { connectionString: "InstrumentationKey=one" },
): Asked => [
  `${APIM}/loggers/appi`,
  { properties: { loggerType: "applicationInsights", credentials: { identityClientId, ...connection } } },
];

/** What is refused of loggers of API Management. */
export const refusedOfLoggers: Readonly<Record<string, readonly Row[]>> = {
  "a logger signs in by an identity that the service has, with a connection string": [
    {
      given: [identified("SystemAssigned")],
      right: logger("SystemAssigned"),
      wrong: logger("SystemAssigned", {}),
      message: "400 ValidationError: A logger with an identity needs the connection string",
    },
    {
      given: [identified("SystemAssigned")],
      right: logger("SystemAssigned"),
      wrong: logger("7a1c9d0e-0000-4000-8000-000000000001"),
      message: "400 ValidationError: The service has no UserAssigned identity",
    },
    {
      given: [identified("UserAssigned")],
      right: logger("7a1c9d0e-0000-4000-8000-000000000001"),
      wrong: logger("SystemAssigned"),
      message: "400 ValidationError: The service has no SystemAssigned identity",
    },
  ],
};
