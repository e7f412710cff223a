import type { Response } from "./exchange";
import type { Json, JsonObject } from "./json";
import type { Resource, Store } from "./store";

/** What a type may look at and ask for. */
export interface TypeContext {
  readonly store: Store;
  /** A GUID that follows from `seed`: the same run gives the same ids. */
  readonly guid: (seed: string) => string;
  /** A further one each time: what `newGuid()` gives. */
  readonly draw: () => string;
  /** Puts a resource as if it had been asked for. */
  readonly put: (id: string, body: JsonObject) => Resource;
  /** Puts a resource of a template, which says the API version. */
  readonly deploy: (id: string, body: JsonObject, apiVersion: string) => Resource;
  /** Runs an action of a resource, `listKeys`. */
  readonly act: (id: string, action: string) => Json;
}

/** An action of a resource, POST `<id>/<action>`; what it accepts with 202 goes on afterwards. */
export type Action = (resource: Resource, body: Json | undefined, context: TypeContext) => Response;

/** Everything that tells one type of resource from another, for as much of it as the provider insists on. */
export interface ArmType {
  /** In Azure's own case, `Microsoft.Web/serverfarms`. */
  readonly type: string;
  /** Of PUT, as Azure answers for this type. @default 201 */
  readonly created?: 200 | 201 | 202;
  /** Of PUT and PATCH on existing resources. @default 200 */
  readonly updated?: 200 | 201;
  /** Of DELETE. @default 200 */
  readonly deleted?: 200 | 202 | 204;
  /** PUT needs no body: that it is there is all there is to it. */
  readonly mayBeEmpty?: true;
  /** PUT and DELETE answer with an operation to follow. */
  readonly asynchronous?: true;
  /** What a new one has beside what was asked for, or instead of it. */
  readonly complete?: (
    asked: JsonObject,
    resource: Omit<Resource, "body">,
    context: TypeContext,
  ) => JsonObject;
  /** What follows once it is there: a private endpoint gets a network interface. */
  readonly afterPut?: (resource: Resource, context: TypeContext) => void;
  readonly afterDelete?: (resource: Resource, context: TypeContext) => void;
  /** What reading it shows, where that is not what is kept. */
  readonly redacted?: (resource: Resource, context: TypeContext) => JsonObject;
  /** It is there with its parent, and cannot be deleted. */
  readonly always?: (parent: Resource, name: string, context: TypeContext) => JsonObject | undefined;
  /** At a path without a name: the one configuration of its parent, as it is until it is changed. */
  readonly single?: JsonObject;
  /** What a GET of all of it below `parent` shows, where that follows from something else. */
  readonly listed?: (parent: string, context: TypeContext) => JsonObject;
  readonly actions?: Readonly<Record<string, Action>>;
  /** Actions on resources that do not exist yet: `validate` of a deployment. */
  readonly beforehand?: Readonly<
    Record<string, (id: string, body: Json | undefined, context: TypeContext) => Response>
  >;
  /** Kept by name for a while when it is deleted. */
  readonly softDelete?: true;
  /** Whether a DELETE with this query keeps nothing. @default - it does not */
  readonly deletedForGood?: (query: URLSearchParams) => boolean;
  /** Whether a PUT brings back what was deleted; any other one is refused. @default - every one does */
  readonly recovers?: (asked: JsonObject) => boolean;
  /** A PATCH replaces these instead of merging into them. */
  readonly replacedByPatch?: readonly string[];
  /** It has no state to speak of. */
  readonly noProvisioningState?: true;
}
