import node from "../lib/azure/retirements/node-releases.json";

/** A version of Node.js that the library runs on, and is tested with. */
export interface NodeRelease {
  readonly major: number;
  /** The last day on which Node.js fixes something in it. */
  readonly ends: string;
}

/** The day on which they were read in Node's own calendar. */
export const NODE_RELEASES_AS_OF = node.read;

/** The oldest first: `engines` of package.json begins with it, and the test workflow has a job for each. */
export const nodeReleases: readonly NodeRelease[] = Object.entries(node.ends).map(([major, ends]) => ({
  major: Number(major),
  ends,
}));

/** That which functions have by default too: one version on the machine, in the pipeline and on Azure. */
export const RECOMMENDED_NODE = 24;
