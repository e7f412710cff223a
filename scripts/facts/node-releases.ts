import type { FactTable } from "./fact-table";

const REPOSITORY = "nodejs/Release";

/** The first version that something here still speaks of. */
const FIRST = 20;

/** The format of `schedule.json`. */
type Schedule = Readonly<Record<string, { readonly end: string; readonly lts?: string }>>;

/** Of each version with long-term support its last day; other versions are not for production. */
export const nodeReleases: FactTable = {
  name: "node-releases",
  file: "lib/azure/retirements/node-releases.json",
  repositories: [REPOSITORY],
  read({ clone, today }) {
    const repository = clone(REPOSITORY);
    const schedule = JSON.parse(repository.read("schedule.json")) as Schedule;
    const ends = Object.entries(schedule).flatMap(([version, { end, lts }]) => {
      const major = Number(/^v(\d+)$/.exec(version)?.[1]);
      return major >= FIRST && lts !== undefined ? [[`${major}`, end] as const] : [];
    });
    return {
      source: `github.com/${REPOSITORY}`,
      licence: "none stated: days alone",
      commit: repository.commit,
      date: repository.date,
      read: today,
      ends: Object.fromEntries(ends),
    };
  },
};
