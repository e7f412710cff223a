import type { Service, ServiceShape } from "../services/contract/service";

/** What the services have built in one stack, in the order of their list. */
export class BuiltResources {
  private readonly byService = new Map<unknown, object>();

  add(service: Service<ServiceShape>, resources: object): void {
    this.byService.set(service, resources);
  }

  /** @throws Error when the service comes later in the list: that is a fault of the list */
  of<Shape extends ServiceShape>(service: Service<Shape>): object {
    const resources = this.byService.get(service);
    if (resources === undefined)
      throw new Error("internal error: a service was asked for something that it has not built yet");
    return resources;
  }

  /** Everything in one object. */
  all(): object {
    return Object.assign({}, ...this.byService.values()) as object;
  }
}
