import { apiVersionOf } from "../../azure/api-versions";

/** Versions of Azure Resource Manager's interface for what is read. */
export const STORAGE_API = apiVersionOf("Microsoft.Storage");
/** learn.microsoft.com/rest/api/managedidentity/user-assigned-identities/get */
export const IDENTITY_API = "2023-01-31";
/** learn.microsoft.com/rest/api/authorization */
export const AUTHORIZATION_API = "2022-04-01";
/** learn.microsoft.com/rest/api/resources/management-locks */
export const LOCKS_API = "2020-05-01";
/** learn.microsoft.com/rest/api/resources */
export const RESOURCES_API = "2021-04-01";
