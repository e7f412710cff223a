import type { ArmType } from "../arm-type";
import { mayRead } from "../blob-rights";
import { Refusal, type Request, type Response, ok } from "../exchange";
import { type RegisteredFunction, routePrefixOf, startPackage } from "../functions-host";
import { pulled } from "../images";
import { type JsonObject, isObject, listAt, textAt } from "../json";
import type { Resource, Store } from "../store";
import { signInAnswer } from "./site-sign-in";
import { RELEASED_PACKAGE, deploymentContainer } from "./flex-package";
import { messageOf } from "../../settings/message-of";

/** Of an app or a slot, by name. */
export type Settings = Readonly<Record<string, string>>;

/** What a site tells of the package that it runs: `type` is the site's own. */
export function runningTypes(type: string): readonly ArmType[] {
  return [
    {
      type: `${type}/host`,
      noProvisioningState: true,
      always: () => ({}),
      actions: { listKeys: ({ id }, _body, { store }) => hostKeys(id, siteAt(id, store), store) },
    },
    {
      type: `${type}/host/properties`,
      noProvisioningState: true,
      always: ({ id }, name, { store }) =>
        name === "status" ? { properties: hostStatus(siteAt(id, store), store) } : undefined,
    },
    {
      type: `${type}/functions`,
      noProvisioningState: true,
      listed: (id, { store }) => {
        const site = store.get(id);
        const functions = site === undefined ? [] : started(site, store).functions;
        const value = functions.map(({ name }) => ({
          id: `${id}/functions/${name}`,
          name: nameIn(id, name),
        }));
        return { value };
      },
    },
  ];
}

interface Started {
  readonly functions: readonly RegisteredFunction[];
  /** What routes begin with. */
  readonly prefix?: string;
  readonly error?: string;
}

/** What its code has registered, or why it does not run. */
function started(site: Resource, store: Store): Started {
  const settings = settingsOf(site);
  const [, image] = textAt(site.body, "properties.siteConfig.linuxFxVersion").split("DOCKER|");
  if (image !== undefined) return startedImage(pulled(site, image, store), settings);
  const container = deploymentContainer(site);
  const url =
    container === "" ? (settings["WEBSITE_RUN_FROM_PACKAGE"] ?? "") : `${container}/${RELEASED_PACKAGE}`;
  const blob = store.blobs.get(url);
  if (blob === undefined) return { functions: [], error: `there is no package at ${url}` };
  // learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package
  if (!mayRead(textAt(site.body, "identity.principalId"), url, store))
    return { functions: [], error: `the identity of ${site.name} has no role to read ${url}` };
  return startedCode(blob.bytes, settings);
}

/** What is in an image is not looked into, unless it is known. */
function startedImage(image: ReturnType<typeof pulled>, settings: Settings): Started {
  if (typeof image === "string") return { functions: [], error: image };
  return image === undefined ? { functions: [] } : startedCode(image.bytes, settings);
}

function startedCode(bytes: Uint8Array, settings: Settings): Started {
  try {
    return { functions: startPackage(bytes, settings), prefix: routePrefixOf(bytes) };
  } catch (error) {
    return { functions: [], error: messageOf(error) };
  }
}

function hostStatus(site: Resource | undefined, store: Store): JsonObject {
  const { error } = site === undefined ? { error: "there is no such site" } : started(site, store);
  return error === undefined
    ? { state: "Running", version: "4.0.0" }
    : { state: "Error", version: "4.0.0", errors: [error] };
}

/** The host itself makes and keeps them: before it has run there are none. */
function hostKeys(id: string, site: Resource | undefined, store: Store): Response {
  const { error } = site === undefined ? { error: "there is no such site" } : started(site, store);
  if (error !== undefined)
    throw new Refusal(
      400,
      "BadRequest",
      `Encountered an error (ServiceUnavailable) from host runtime: ${error}`,
    );
  return ok({
    masterKey: keyOf(id, "master"),
    functionKeys: { default: keyOf(id, "default") },
    systemKeys: {},
  });
}

function keyOf(hostId: string, name: string): string {
  return Buffer.from(`stand-in-key ${hostId} ${name}`).toString("base64");
}

/**
 * What an app answers: 503 as long as its host does not run, 404 and 401 as the host does. A handler is not run, since
 * what it works on is not here: a request that would come to one is answered with 200.
 */
export function answerSite(request: Request, site: Resource, store: Store): Response {
  const { method, path, headers } = request;
  const unauthenticated = signInAnswer(request, site, store);
  if (unauthenticated !== undefined) return unauthenticated;
  const { functions, prefix = "api", error } = started(site, store);
  if (error !== undefined) return { status: 503, body: "Function host is not running." };
  if (path === "/") return { status: 200 };
  const trigger = functions
    .flatMap(({ bindings }) => Object.values(bindings))
    .find((each) => each["type"] === "httpTrigger" && isMeant(each, method, path, prefix));
  if (trigger === undefined) return { status: 404 };
  const given = headers["x-functions-key"];
  const isKey = ["default", "master"].some((name) => keyOf(`${site.id}/host/default`, name) === given);
  return { status: trigger["authLevel"] === "anonymous" || isKey ? 200 : 401 };
}

function isMeant(
  trigger: Readonly<Record<string, unknown>>,
  method: string,
  path: string,
  prefix: string,
): boolean {
  const methods = Array.isArray(trigger["methods"]) ? (trigger["methods"] as readonly unknown[]) : [];
  const route = [prefix, String(trigger["route"])]
    .flatMap((each) => (each === "" ? [] : [`/${each}`]))
    .join("")
    .replaceAll(/\{[^}]+\}/g, "[^/]+");
  return methods.map(String).includes(method) && new RegExp(`^${route}$`).test(path);
}

export function settingsOf({ body }: Resource): Settings {
  return Object.fromEntries(
    listAt(body, "properties.siteConfig.appSettings")
      .filter(isObject)
      .map((each) => [textAt(each, "name"), textAt(each, "value")]),
  );
}

/** Of `<site>/host/default`. */
function siteAt(id: string, store: Store): Resource | undefined {
  return store.get(id.replace(/\/host\/default$/i, ""));
}

/** `<app>/<function>`, `<app>/<slot>/<function>` */
function nameIn(siteId: string, name: string): string {
  const [, names = ""] = siteId.split(/\/sites\//i);
  return [...names.split(/\/slots\//i), name].join("/");
}
