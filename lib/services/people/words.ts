import type { PeopleSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface PeopleWords {
  readonly settings: PeopleSettings;
  readonly configs: object;
}
