/** A version of Node.js that the library runs on, and is tested with. */
export interface NodeRelease {
  readonly major: number;
  /** The last day on which Node.js fixes something in it. */
  readonly ends: string;
}

/** The day on which they were read: github.com/nodejs/Release, schedule.json, commit e4bf922d of 2026-07-02. */
export const NODE_RELEASES_AS_OF = "2026-11-30";

/** The oldest first: `engines` of package.json begins with it, and the test workflow has a job for each. */
export const nodeReleases: readonly NodeRelease[] = [
  { major: 20, ends: "2026-04-30" },
  { major: 22, ends: "2027-04-30" },
  { major: 24, ends: "2028-04-30" },
  { major: 26, ends: "2029-04-30" },
];

/** That which functions have by default too: one version on the machine, in the pipeline and on Azure. */
export const RECOMMENDED_NODE = 24;
