/** Where the queues of queue processors are: in the storage account, or in Service Bus where the backend has one. */
export type QueueService = "storage" | "serviceBus";

/** The app setting that says so where it is not the storage account: one package serves every environment. */
export const COMPONENT_QUEUES = "COMPONENT_QUEUES";
