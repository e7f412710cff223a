import { isJsonObject, jsonOf } from "./answer";
import type { AzureConnection, HttpRequest, HttpResponse } from "./connection";

/** Azure said no, or nothing. */
export class RequestFailure extends Error {
  /**
   * @param host - who was asked
   * @param status - undefined where no answer came
   * @param code - Azure's own word for what is wrong, `AuthorizationFailure`; empty where it has none
   * @param message - empty where it says no more
   */
  constructor(
    readonly host: string,
    readonly status: number | undefined,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "RequestFailure";
  }
}

/** There is no token to be had. */
export class SignInFailure extends Error {}

/** What Azure says when the same request may well succeed a little later. */
const PASSING = [408, 429, 500, 502, 503, 504];
const ATTEMPTS = 4;

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Statuses that are answers too, beside success. */
  readonly allow?: readonly number[];
  /** What must not be asked twice, or is asked again by the caller. */
  readonly once?: boolean;
}

/** Requests with a token of one scope. What passes by itself is tried again. */
export class Requests {
  constructor(
    private readonly connection: AzureConnection,
    private readonly scope: string,
  ) {}

  /** @throws RequestFailure */
  async send(
    method: HttpRequest["method"],
    url: string,
    options: RequestOptions = {},
  ): Promise<HttpResponse> {
    const { allow = [], once = false } = options;
    const { clock } = this.connection;
    for (let attempt = 1; ; attempt++) {
      const last = once || attempt === ATTEMPTS;
      const answer = await this.attempt(method, url, options);
      if (!(answer instanceof RequestFailure)) {
        const { status } = answer;
        if ((status >= 200 && status < 300) || allow.includes(status)) return answer;
        if (last || !PASSING.includes(status)) throw refusal(url, answer);
      } else if (last) throw answer;
      const said = answer instanceof RequestFailure ? undefined : secondsSaid(answer);
      await clock.wait(1000 * (said ?? 2 ** attempt));
    }
  }

  private async token(): Promise<string> {
    try {
      return await this.connection.token(this.scope);
    } catch (error) {
      throw new SignInFailure(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  private async attempt(
    method: HttpRequest["method"],
    url: string,
    { headers = {}, body }: RequestOptions,
  ): Promise<HttpResponse | RequestFailure> {
    const all = { ...headers, Authorization: `Bearer ${await this.token()}` };
    try {
      return await this.connection.send({
        method,
        url,
        headers: all,
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      return new RequestFailure(hostOf(url), undefined, "", reasonOf(error));
    }
  }
}

/** How long Azure asks to wait; undefined where it does not say. */
export function secondsSaid({ headers }: HttpResponse): number | undefined {
  const seconds = Number(headers["retry-after"]);
  return headers["retry-after"] !== undefined && Number.isFinite(seconds) ? seconds : undefined;
}

export function refusal(url: string, response: HttpResponse): RequestFailure {
  const body = jsonOf(response);
  const error = isJsonObject(body) && isJsonObject(body["error"]) ? body["error"] : {};
  const code = textOf(error["code"]) ?? response.headers["x-ms-error-code"] ?? "";
  const message = textOf(error["message"]) ?? "";
  return new RequestFailure(hostOf(url), response.status, code, message);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function hostOf(url: string): string {
  return new URL(url).host;
}

/** `fetch` says only that it failed, and why in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
