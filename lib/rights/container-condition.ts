/**
 * A condition, version 2.0, that lets data actions on blobs be done in containers of one name, in whatever account.
 * learn.microsoft.com/azure/storage/blobs/storage-auth-abac-examples#example-read-write-or-delete-blobs-in-named-containers
 *
 * @param dataActions - all that the role has: one that is not named would be limited by nothing
 */
export function containerCondition(container: string, dataActions: readonly string[]): string {
  const others = dataActions.map((action) => `!(ActionMatches{'${action}'})`).join(" AND ");
  return (
    `((${others}) OR ` +
    `(@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals '${container}'))`
  );
}
