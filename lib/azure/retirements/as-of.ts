import { providerApiVersions } from "../../provider/spoken-api-versions";
import { calendarPages, calendarSources } from "./recorded-ends";

const days = [
  ...calendarSources.map(({ read }) => read),
  ...Object.values(calendarPages),
  providerApiVersions.read,
];

/** The day on which everything in the calendar had been looked up. What Azure has decided since is not here. */
export const RETIREMENTS_AS_OF = days.reduce((oldest, each) => (each < oldest ? each : oldest));
