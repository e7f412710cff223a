import { apiVersionOf } from "../../azure/api-versions";
import type { BackendPlan } from "../../decide/backend-plan";
import type { Manager } from "../doctor/manager";

/** learn.microsoft.com/azure/app-service/app-service-key-vault-references#rotation has the request. */
const REFERENCES = "config/configreferences/appsettings";

/** An app or a slot that reads secrets. */
export interface Site {
  /** `func-shop-dev`, `func-shop-dev/staging` */
  readonly name: string;
  readonly id: string;
}

/** The function apps of an environment, and the slots. */
export function sitesOf(plan: BackendPlan, subscriptionId: string): readonly Site[] {
  const { names, resourceGroups, services, settings } = plan;
  const { functionApp } = names;
  if (functionApp === undefined) return [];
  const sites = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroups.workloads}/providers/Microsoft.Web/sites`;
  const id = `${sites}/${functionApp}`;
  return [
    { name: functionApp, id },
    ...(services.functionApp.apps ?? []).map(({ name }) => ({ name, id: `${sites}/${name}` })),
    ...settings.functionApp.slots.map((slot) => ({
      name: `${functionApp}/${slot}`,
      id: `${id}/slots/${slot}`,
    })),
  ];
}

/** What became of one app. */
export interface Refreshed {
  readonly site: string;
  readonly state: "refreshed" | "not deployed" | "failed";
  /** Why it failed, and what to do. */
  readonly message?: string;
}

/** Has apps read their references again, which takes up to a day by itself. */
export async function refreshReferences(
  manager: Manager,
  sites: readonly Site[],
): Promise<readonly Refreshed[]> {
  return Promise.all(
    sites.map(async ({ name, id }): Promise<Refreshed> => {
      const path = `${id}/${REFERENCES}/refresh?api-version=${apiVersionOf("Microsoft.Web")}`;
      const { status } = await manager.send("POST", path);
      if (status >= 200 && status < 300) return { site: name, state: "refreshed" };
      if (status === 404) return { site: name, state: "not deployed" };
      return {
        site: name,
        state: "failed",
        message:
          status === 403
            ? `Azure answered 403: give the login the role Website Contributor on ${id}, or restart the app`
            : `Azure answered ${status}: restart the app, or wait: it reads the value within 24 hours`,
      };
    }),
  );
}

/** How an app sees its settings that refer to a vault, by setting: `Resolved`, `SecretNotFound`. */
export type ReferenceStates = Readonly<Record<string, string>>;

/** Undefined where it is not deployed, or may not be read. */
export async function referenceStates(manager: Manager, { id }: Site): Promise<ReferenceStates | undefined> {
  const { status, items = [] } = await manager.list(
    `${id}/${REFERENCES}?api-version=${apiVersionOf("Microsoft.Web")}`,
  );
  if (status !== 200) return undefined;
  return Object.fromEntries(
    items.flatMap((item) => {
      const { name = "", properties } = item as Reference;
      const setting = name.split("/").at(-1) ?? "";
      return properties?.status === undefined ? [] : [[setting, properties.status]];
    }),
  );
}

interface Reference {
  readonly name?: string;
  readonly properties?: { readonly status?: string };
}
