import type { Draft } from "../contract/draft";

const RESTORE = "storage.pointInTimeRestoreInDays";
const SOFT_DELETE = "storage.softDeleteRetentionInDays";
const VERSIONING = "storage.versioning";

/**
 * Point-in-time restore works from versions, the change feed and deleted blobs, which must be kept for longer:
 * learn.microsoft.com/azure/storage/blobs/point-in-time-restore-overview#prerequisites-for-point-in-time-restore
 */
export function decideRestore(draft: Draft): void {
  const { pointInTimeRestoreInDays: days, softDeleteRetentionInDays, versioning } = draft.settings.storage;
  if (days === undefined) return;
  if (!versioning) {
    if (draft.chosen(VERSIONING))
      draft.problem(
        RESTORE,
        "blobs are restored from their earlier versions, and the account keeps none",
        `set ${VERSIONING} to true, or remove ${RESTORE}`,
        VERSIONING,
      );
    else draft.adjust(VERSIONING, true, `${RESTORE} needs earlier versions of blobs`);
  }
  if (softDeleteRetentionInDays > days) return;
  if (draft.chosen(SOFT_DELETE))
    draft.problem(
      RESTORE,
      `deleted blobs must be kept for longer than ${days} days, and are kept for ${softDeleteRetentionInDays}`,
      `set ${SOFT_DELETE} to ${days + 1} or more, or ${RESTORE} to less than ${softDeleteRetentionInDays}`,
      SOFT_DELETE,
    );
  else draft.adjust(SOFT_DELETE, days + 1, `${RESTORE} needs deleted blobs for longer than ${days} days`);
}
