import { type AzureConnection, type HttpResponse } from "./connection";
import { RequestFailure, Requests, jsonOf, refusal, secondsSaid } from "./requests";

const MANAGEMENT = "https://management.azure.com";
const API_VERSION = "2024-04-01";
/** The setting that names the package that an app runs from. */
const PACKAGE_SETTING = "WEBSITE_RUN_FROM_PACKAGE";

/** Requests to Azure Resource Manager. */
export function managementRequests(connection: AzureConnection): Requests {
  return new Requests(connection, `${MANAGEMENT}/.default`);
}

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
    private readonly requests: Requests,
    private readonly clock: AzureConnection["clock"],
    readonly id: string,
    readonly label: string,
  ) {}

  /** Where its package is; undefined where nothing is set. */
  async packageUrl(): Promise<string | undefined> {
    return (await this.settings())[PACKAGE_SETTING];
  }

  /** Azure replaces all settings at once: the others are sent as they were read, and shown to nobody. */
  async setPackageUrl(url: string): Promise<void> {
    const properties = { ...(await this.settings()), [PACKAGE_SETTING]: url };
    await this.requests.send("PUT", this.url("/config/appsettings"), {
      headers: JSON_BODY,
      body: JSON.stringify({ properties }),
    });
  }

  /** Returns once it has restarted. */
  async restart(): Promise<void> {
    await this.requests.send("POST", this.url("/restart", "&softRestart=false&synchronous=true"));
  }

  /**
   * Why it does not run these functions, or undefined where it does.
   *
   * Triggers are synced beforehand, since Azure learns of those in a package at a URL in no other way:
   * learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#trigger-syncing
   *
   * @param expected - their names; any that there are, where it is left out
   * @throws RequestFailure where waiting does not help
   */
  async whyNotReady(expected?: readonly string[]): Promise<string | undefined> {
    try {
      const { state, errors } = await this.hostStatus();
      if (state !== "Running") return `its host says ${[state ?? "nothing", ...errors].join(": ")}`;
      await this.requests.send("POST", this.url("/syncfunctiontriggers"), { once: true });
      return missing(await this.functions(), expected);
    } catch (error) {
      if (!(error instanceof RequestFailure) || error.status === 401 || error.status === 403) throw error;
      return `Azure says ${[error.status ?? "nothing", error.code, error.message].join(" ").trim()}`;
    }
  }

  /** Makes it production; what was production is here then. Never asked twice: the second time would undo the first. */
  async swapWithProduction(): Promise<void> {
    const url = this.url("/slotsswap");
    const begun = await this.requests.send("POST", url, {
      headers: JSON_BODY,
      body: JSON.stringify({ targetSlot: "production", preserveVnet: true }),
      once: true,
    });
    await this.finished(begun);
  }

  /** Follows an operation to its end: learn.microsoft.com/azure/azure-resource-manager/management/async-operations */
  private async finished(begun: HttpResponse): Promise<void> {
    const statusUrl = begun.headers["azure-asyncoperation"];
    const url = statusUrl ?? begun.headers["location"];
    if (begun.status !== 202 || url === undefined) return;
    let answer = begun;
    do {
      await this.clock.wait(1000 * (secondsSaid(answer) ?? 5));
      answer = await this.requests.send("GET", url);
    } while (goesOn(answer, statusUrl !== undefined));
    const { status } = (jsonOf(answer) ?? {}) as { status?: unknown };
    if (status === "Failed" || status === "Canceled") throw refusal(url, answer);
  }

  private async settings(): Promise<Readonly<Record<string, string>>> {
    const answer = await this.requests.send("POST", this.url("/config/appsettings/list"));
    const { properties } = (jsonOf(answer) ?? {}) as { properties?: Readonly<Record<string, string>> };
    return properties ?? {};
  }

  /** What the portal shows as the runtime's state. */
  private async hostStatus(): Promise<{ readonly state?: string; readonly errors: readonly string[] }> {
    const answer = await this.requests.send("GET", this.url("/host/default/properties/status"), {
      once: true,
    });
    const { properties } = (jsonOf(answer) ?? {}) as {
      properties?: { readonly state?: string; readonly errors?: readonly string[] | null };
    };
    const state = properties?.state;
    return { ...(state === undefined ? {} : { state }), errors: properties?.errors ?? [] };
  }

  private async functions(): Promise<readonly string[]> {
    const names: string[] = [];
    let next: string | undefined = this.url("/functions");
    while (next !== undefined) {
      const page = (jsonOf(await this.requests.send("GET", next, { once: true })) ?? {}) as FunctionPage;
      // `<app>/<function>`, `<app>/<slot>/<function>`
      names.push(...(page.value ?? []).map(({ name }) => name.split("/").at(-1) ?? name));
      next = page.nextLink ?? undefined;
    }
    return names;
  }

  private url(path: string, query = ""): string {
    return `${MANAGEMENT}${this.id}${path}?api-version=${API_VERSION}${query}`;
  }
}

interface FunctionPage {
  readonly value?: readonly { readonly name: string }[];
  readonly nextLink?: string | null;
}

const JSON_BODY = { "Content-Type": "application/json" };

function goesOn(answer: HttpResponse, tellsStatus: boolean): boolean {
  if (answer.status === 202) return true;
  if (!tellsStatus) return false;
  const { status } = (jsonOf(answer) ?? {}) as { status?: string };
  return status !== undefined && !["Succeeded", "Failed", "Canceled"].includes(status);
}

function missing(found: readonly string[], expected: readonly string[] | undefined): string | undefined {
  if (expected === undefined) return found.length === 0 ? "it lists no functions" : undefined;
  // The host compares names of functions without case.
  const listed = new Set(found.map((name) => name.toLowerCase()));
  const absent = expected.filter((name) => !listed.has(name.toLowerCase()));
  return absent.length === 0 ? undefined : `it does not list ${absent.join(", ")}`;
}
