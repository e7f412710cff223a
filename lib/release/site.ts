import { NotUnderstood, checkAction, isJsonObject, objectOf } from "./answer";
import type { HttpResponse } from "../http/exchange";
import { finished } from "./operation";
import { RequestFailure, type RequestOptions, type Requests } from "./requests";
import { Unfinished } from "./unfinished";

const API_VERSION = "2024-04-01";
/** The setting that names the package that an app runs from. */
const PACKAGE_SETTING = "WEBSITE_RUN_FROM_PACKAGE";
/** Every function app has this one: learn.microsoft.com/azure/azure-functions/functions-app-settings */
const VERSION_SETTING = "FUNCTIONS_EXTENSION_VERSION";

/** Of an app, by name. */
export type AppSettings = Readonly<Record<string, string | null>>;

/**
 * A function app or one of its slots, through Azure Resource Manager alone: no key and no endpoint of the app's is used, so
 * that an app that is closed to the internet is released from anywhere.
 */
export class Site {
  /**
   * @param id - the resource's id
   * @param label - what messages call it, `slot staging`
   */
  constructor(
    protected readonly requests: Requests,
    readonly id: string,
    readonly label: string,
  ) {}

  /** The address of its code: here of its package; undefined where nothing is set. */
  async codeAddress(): Promise<string | undefined> {
    return (await this.settings())[PACKAGE_SETTING] ?? undefined;
  }

  async setCodeAddress(address: string): Promise<void> {
    await this.changeSettings({ [PACKAGE_SETTING]: address });
  }

  /**
   * Azure replaces all settings at once: the others are sent as they were read, and shown to nobody. They are read again
   * afterwards, since anyone who writes at the same time does the same.
   *
   * @throws Unfinished with the names of settings that were lost or changed
   */
  protected async changeSettings(changed: AppSettings): Promise<void> {
    const sent: AppSettings = { ...(await this.settings()), ...changed };
    const address = this.url("/config/appsettings");
    const answer = await this.requests.send("PUT", address, {
      headers: JSON_BODY,
      body: JSON.stringify({ properties: sent }),
    });
    settingsIn(address, answer);
    let wrong: string | undefined;
    for (let looks = 0; looks < LOOKS; looks += 1) {
      if (looks > 0) await this.requests.deadline.wait(PAUSE);
      wrong = difference(sent, await this.settings());
      if (wrong === undefined) return;
    }
    throw new Unfinished(
      `the app settings of ${this.label} are not as written: ${wrong ?? ""}`,
      `check what else writes app settings at the same time (Terraform, another release), correct wrong settings with ` +
        `Terraform, and run the same command again`,
    );
  }

  /** Returns once it has restarted. */
  async restart(): Promise<void> {
    await this.act("/restart", "&softRestart=false&synchronous=true", { timeout: SLOW });
  }

  /**
   * Why it does not run these functions, or undefined where it does.
   *
   * Triggers are synced first, since Azure learns of those in a package at a URL in no other way:
   * learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#trigger-syncing
   *
   * @param expected - their names; any that there are, where it is left out
   * @throws RequestFailure where waiting does not help
   */
  async whyNotReady(expected?: readonly string[]): Promise<string | undefined> {
    try {
      const { state, errors } = await this.hostStatus();
      if (state !== "Running") return `its host reports ${[state ?? "nothing", ...errors].join(": ")}`;
      await this.act("/syncfunctiontriggers", "", { repeat: "never" });
      return missing(await this.functions(), expected);
    } catch (error) {
      if (!(error instanceof RequestFailure) || error.status === 401 || error.status === 403) throw error;
      return `Azure reports ${[error.status ?? "nothing", error.code, error.message].join(" ").trim()}`;
    }
  }

  /** Makes it production; what was production is here then. Never asked twice: the second time would undo the first. */
  async swapWithProduction(): Promise<void> {
    const url = this.url("/slotsswap");
    const begun = await this.requests.send("POST", url, {
      headers: JSON_BODY,
      body: JSON.stringify({ targetSlot: "production", preserveVnet: true }),
      repeat: "never",
      timeout: SLOW,
    });
    checkAction(url, begun);
    if (begun.status === 202) await finished(this.requests, url, begun);
  }

  protected async settings(): Promise<AppSettings> {
    const url = this.url("/config/appsettings/list");
    return settingsIn(url, await this.requests.send("POST", url));
  }

  /** What the portal shows as the runtime's state; a host that comes up may have none yet. */
  private async hostStatus(): Promise<{ readonly state?: string; readonly errors: readonly string[] }> {
    const url = this.url("/host/default/properties/status");
    const answer = await this.requests.send("GET", url, { repeat: "never" });
    const { properties } = objectOf(url, answer);
    if (!isJsonObject(properties))
      throw new NotUnderstood(hostOf(url), answer, 'an object "properties" with the host\'s state');
    const { state, errors } = properties;
    return {
      ...(typeof state === "string" ? { state } : {}),
      errors: Array.isArray(errors) ? errors.map(String) : [],
    };
  }

  private async functions(): Promise<readonly string[]> {
    const names: string[] = [];
    let next: string | undefined = this.url("/functions");
    while (next !== undefined) {
      const url: string = next;
      const answer = await this.requests.send("GET", url, { repeat: "never" });
      const { value, nextLink } = objectOf(url, answer);
      if (!Array.isArray(value) || !value.every(isNamed))
        throw new NotUnderstood(hostOf(url), answer, 'a list "value" of functions');
      // `<app>/<function>`, `<app>/<slot>/<function>`
      names.push(...value.map(({ name }) => name.split("/").at(-1) ?? name));
      next = typeof nextLink === "string" && nextLink !== "" ? nextLink : undefined;
      if (next === url) throw new NotUnderstood(hostOf(url), answer, "another page after this one");
    }
    return names;
  }

  private async act(path: string, query: string, options: RequestOptions): Promise<void> {
    const url = this.url(path, query);
    checkAction(url, await this.requests.send("POST", url, options));
  }

  protected url(path: string, query = ""): string {
    return `https://${this.requests.service.host}${this.id}${path}?api-version=${API_VERSION}${query}`;
  }
}

export const JSON_BODY = { "Content-Type": "application/json" };
/** How often settings are read after they were written, and how long between. */
const LOOKS = 3;
const PAUSE = 5_000;
/** Azure answers these when they are done, or ends them itself after 230 seconds: learn.microsoft.com/azure/app-service/faq-availability-performance-application-issues */
const SLOW = 240_000;

function hostOf(url: string): string {
  return new URL(url).host;
}

/** @throws NotUnderstood where the answer has not all settings of an app */
function settingsIn(url: string, answer: HttpResponse): AppSettings {
  const { properties } = objectOf(url, answer);
  if (isJsonObject(properties) && isSettings(properties)) return properties;
  throw new NotUnderstood(hostOf(url), answer, 'an object "properties" with the app\'s settings');
}

/** Settings of a function app: whatever else has such a shape has neither of the two names. */
function isSettings(properties: Readonly<Record<string, unknown>>): properties is AppSettings {
  const isText = (value: unknown): boolean => value === null || typeof value === "string";
  return (
    Object.values(properties).every(isText) &&
    [VERSION_SETTING, PACKAGE_SETTING].some((name) => typeof properties[name] === "string")
  );
}

function isNamed(value: unknown): value is { readonly name: string } {
  return isJsonObject(value) && typeof value["name"] === "string";
}

/** What is no longer as it was written; values are shown to nobody. */
function difference(sent: AppSettings, found: AppSettings): string | undefined {
  const names = Object.keys(sent);
  const lost = names.filter((name) => !(name in found));
  const changed = names.filter((name) => name in found && found[name] !== sent[name]);
  const given = [
    ...(lost.length === 0 ? [] : [`missing: ${lost.join(", ")}`]),
    ...(changed.length === 0 ? [] : [`changed: ${changed.join(", ")}`]),
  ];
  return given.length === 0 ? undefined : given.join("; ");
}

function missing(found: readonly string[], expected: readonly string[] | undefined): string | undefined {
  if (expected === undefined) return found.length === 0 ? "it lists no functions" : undefined;
  // The host compares names of functions without case.
  const listed = new Set(found.map((name) => name.toLowerCase()));
  const absent = expected.filter((name) => !listed.has(name.toLowerCase()));
  return absent.length === 0 ? undefined : `it does not list ${absent.join(", ")}`;
}
