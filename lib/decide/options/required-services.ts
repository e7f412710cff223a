import type { GroupName } from "../../services/words";

/** Why a service cannot be left out, and what to do instead. */
interface RequiredService {
  readonly why: string;
  readonly instead: string;
}

/** What every backend has: whoever writes `cosmos: false` is told why there is no such switch. */
export const requiredServices: Readonly<Partial<Record<GroupName, RequiredService>>> = {
  cosmos: {
    why: "CRUD APIs keep their items there, and every backend has a database for them",
    instead:
      'bring an account that exists with external.cosmos, or set cosmos.mode to "Serverless", which costs by use alone',
  },
  storage: {
    why: "the Functions host keeps its keys, its locks and the app's package there",
    instead:
      "bring an account that exists with external.storage, and switch off single queues and tables by storage.queues and storage.tables",
  },
  keyVault: {
    why: "secrets are there and nowhere else, jwt-secret among them",
    instead: "bring a vault that exists with external.keyVault",
  },
  functionApp: {
    why: "it runs the components: without it there is no backend",
    instead: "leave functionApp out, or set its options, such as functionApp.plan",
  },
  logs: {
    why: "Application Insights and the alerts need a workspace",
    instead:
      "bring a workspace that exists with external.logAnalytics, or switch off single categories by logs.diagnostics",
  },
};
