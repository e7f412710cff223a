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

/** A deployment of code through an app's deployment site. */
export interface SiteDeployment {
  readonly id: string;
  /** 1 while it goes on, 3 failed, 4 succeeded: github.com/projectkudu/kudu, DeployStatus.cs */
  status: number;
  text: string;
  /** How many more requests see it going on. */
  remaining: number;
  readonly bytes: Uint8Array;
}

/** An image in any registry. */
export interface Image {
  /** A package with its code. */
  readonly bytes: Uint8Array;
  /** Without it nobody pulls; undefined where anybody may. */
  readonly password?: string;
}

/** What Azure has, and what it still keeps of what was deleted. */
export class Store {
  private readonly resources = new Map<string, Resource>();
  private readonly deleted = new Map<string, Resource>();
  /** By URL: what storage accounts hold is no resource. */
  readonly blobs = new Map<string, Blob>();
  readonly leases = new Leases();
  /** By the id of the app or slot, the newest last. */
  readonly deployments = new Map<string, SiteDeployment[]>();
  /** By reference, `registry.example.com/feedback:1.4.2`; registries outside of Azure are here too. */
  readonly images = new Map<string, Image>();
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
