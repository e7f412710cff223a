import type { TransformName } from "../../services/contract/transforms";
import type { ImportPath } from "../../services/option-path";

/**
 * Option group `importFrom`: resources that exist and become the backend's own, by the names that `transform` knows.
 * An Azure id where the backend has one such resource; ids by their names in Terraform where it has several
 * (`storage_container_uploads`), and by stack for `resourceGroups`.
 */
export type ImportOptions = Readonly<
  Partial<Record<TransformName, string | Readonly<Record<string, string>> | undefined>>
>;

/** One resource that becomes the backend's own, as plain data. */
export interface ImportPlan {
  /** `importFrom.cosmos` */
  readonly option: ImportPath;
  readonly name: TransformName;
  /** Its name in Terraform; undefined where it was given as the only one. */
  readonly address?: string;
  /** As it was written. */
  readonly id: string;
}
