import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed, serviceNames } from "../services";
import type { Protection } from "../services/contract/service";

/** Of every lock: there is one on each account. */
export const LOCK_NAME = "keep-data";

/** What keeps this backend's data from being deleted, whichever service says so. */
export function protectionOf({ services }: BackendPlan): Protection {
  const all = serviceNames.flatMap((name) => serviceNamed(name).protection?.(services[name]) ?? []);
  return {
    locks: all.some(({ locks }) => locks),
    preventDestroy: all.some(({ preventDestroy }) => preventDestroy),
  };
}
