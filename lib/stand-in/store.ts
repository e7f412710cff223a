import type { JsonObject } from "./json";
import { Leases } from "./leases";
import { key } from "./resource-path";

/** One resource, as Azure would return it. */
export interface Resource {
  readonly id: string;
  /** In Azure's own case. */
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

/** One blob, by its URL in the store. */
export interface Blob {
  readonly bytes: Uint8Array;
  /** By header, `x-ms-meta-previous`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What Azure has, and what it still keeps of what was deleted. */
export class Store {
  private readonly resources = new Map<string, Resource>();
  private readonly deleted = new Map<string, Resource>();
  /** By URL: what storage accounts hold is no resource. */
  readonly blobs = new Map<string, Blob>();
  readonly leases = new Leases();
  /** Object ids of groups of the directory, in lower case: they are no resources. */
  readonly groups = new Set<string>();

  get(id: string): Resource | undefined {
    return this.resources.get(key(id));
  }

  put(resource: Resource): void {
    this.resources.set(key(resource.id), resource);
  }

  /** Everything below `id` goes as well, extensions too. */
  remove(id: string): void {
    for (const { id: each } of this.below(id)) this.resources.delete(key(each));
    this.resources.delete(key(id));
  }

  all(): readonly Resource[] {
    return [...this.resources.values()];
  }

  ofType(type: string): readonly Resource[] {
    const wanted = key(type);
    return this.all().filter((resource) => key(resource.type) === wanted);
  }

  /** The same without some of it. */
  without(gone: readonly Resource[]): Store {
    const rest = new Store();
    for (const resource of this.all()) if (!gone.includes(resource)) rest.put(resource);
    return rest;
  }

  below(id: string): readonly Resource[] {
    return this.all().filter((resource) => key(resource.id).startsWith(`${key(id)}/`));
  }

  /** Those of a subscription are in whatever resource group. */
  children(parent: string, type: string): readonly Resource[] {
    const depth = key(parent).split("/").length;
    const below = this.ofType(type).filter(({ id }) => key(id).startsWith(`${key(parent)}/`));
    if (/^\/subscriptions\/[^/]+$/.test(key(parent))) return below;
    return below.filter(({ id }) => [depth + 2, depth + 4].includes(key(id).split("/").length));
  }

  /** Keeps a resource by its name, as Azure does for a while. */
  softDelete(resource: Resource): void {
    this.deleted.set(`${key(resource.type)}/${key(resource.name)}`, resource);
  }

  softDeleted(type: string, name: string): Resource | undefined {
    return this.deleted.get(`${key(type)}/${key(name)}`);
  }

  purge(type: string, name: string): void {
    this.deleted.delete(`${key(type)}/${key(name)}`);
  }
}
