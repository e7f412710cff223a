import { firstWithout, providerApiVersions } from "../../provider/spoken-api-versions";
import { type ApiNotice, type ApiNoticeName, apiNoticeNames, apiNotices } from "../api-notices";
import { RETIREMENTS_AS_OF } from "./as-of";
import type { Retirement } from "./retirement";

/** A row for each notice: whom it concerns follows from the API versions that azurerm uses. */
export const apiVersionRetirements = Object.fromEntries(
  apiNoticeNames.map((name) => [name, rowOf(apiNotices[name])]),
) as Readonly<Record<ApiNoticeName, Retirement>>;

function rowOf({ part, manages, oldest, date, source }: ApiNotice): Retirement {
  const { first } = providerApiVersions;
  const since = firstWithout(part, oldest);
  const older = `API versions before ${oldest}`;
  const shared = { state: date > RETIREMENTS_AS_OF ? "retires" : "unsupported", date, source } as const;
  if (since === first.version)
    return {
      ...shared,
      what: `Managing ${manages} with ${older}`,
      replacement: "use a later one",
      place: { by: `never offered: azurerm ${since} and later use later ones, and so do templates` },
    };
  return {
    ...shared,
    what: `Managing ${manages} with ${older}, which azurerm ${since === undefined ? "uses" : `before ${since} uses`}`,
    replacement: since === undefined ? "use a later azurerm, once there is one" : `use azurerm ${since}`,
    place: { decidedBy: "provider.version" },
  };
}
