import { serviceNames, services } from "../services";
import type { ServiceName } from "../services/words";

/** @throws Error when the service is not in the list: that is a fault of its author */
export function serviceName(service: unknown): ServiceName {
  const name = serviceNames.find((each) => (services[each] as unknown) === service);
  if (name === undefined) throw new Error("internal error: a service is not in the list of services");
  return name;
}
