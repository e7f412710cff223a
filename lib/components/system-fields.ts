/** The fields that Cosmos DB adds to every item. */
export const SYSTEM_FIELDS: readonly string[] = ["_attachments", "_etag", "_lsn", "_rid", "_self", "_ts"];
