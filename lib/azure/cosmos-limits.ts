/** The longest time to live of an item, in seconds: learn.microsoft.com/azure/cosmos-db/concepts-limits#per-container-limits */
export const LONGEST_TTL = 2_147_483_647;
