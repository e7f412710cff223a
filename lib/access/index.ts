export {
  type AccessAspect,
  type AccessChange,
  type AccessDifference,
  type AccessEntry,
  accessDifference,
  isSameAccess,
} from "./access-difference";
export type { AccessRight, AccessRow, GranteeKind } from "./access-row";
export { accessOf } from "./access-rows";
export { type Exposure, exposuresOf } from "./exposures";
export { libraryAssignments } from "./library-assignments";
export { type AssignmentChange, type OwnAccess, ownAccess } from "./own-access";
export { accessMarkdown, accessText } from "./text";
