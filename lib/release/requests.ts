import type { HttpRequest, HttpResponse, Repeat } from "../http/exchange";
import { pauseAsked, bounded } from "../http/retry-pause";
import { NotUnderstood, isJsonObject, jsonOf } from "./answer";
import type { AzureConnection } from "./connection";
import type { Deadline } from "./deadline";
import { Unfinished } from "./unfinished";
import { messageOf } from "../settings/message-of";

/** One service of Azure's. */
export interface AzureService {
  readonly kind: "resource-manager" | "storage" | "deployment-site" | "key-vault";
  /** The only host that gets its tokens. */
  readonly host: string;
  /** Of the tokens. */
  readonly scope: string;
}

/** Azure said no, or nothing. */
export class RequestFailure extends Error {
  /**
   * @param service - what was asked
   * @param status - undefined where no answer came
   * @param code - Azure's own word for what is wrong, `AuthorizationFailure`; empty where it has none
   * @param message - empty where it says no more
   */
  constructor(
    readonly service: AzureService,
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

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Statuses that are answers too, beside success. */
  readonly allow?: readonly number[];
  /** @default "always" */
  readonly repeat?: Repeat;
  /** How long one attempt may take, in milliseconds. @default 60000 */
  readonly timeout?: number;
  /** Whether a success is read as bytes. @default false */
  readonly binary?: boolean;
}

const TIMEOUT = 60_000;
/** Between two looks at something that goes on, in milliseconds. */
const POLLS = { shortest: 1_000, longest: 60_000 };

/** Requests to one service, with tokens that go nowhere else, before a deadline. */
export class Requests {
  constructor(
    private readonly connection: AzureConnection,
    readonly service: AzureService,
    readonly deadline: Deadline,
  ) {}

  /**
   * @throws RequestFailure where Azure refuses or does not answer
   * @throws NotUnderstood where it sends on to another address
   */
  async send(
    method: HttpRequest["method"],
    url: string,
    { headers = {}, body, allow = [], repeat = "always", timeout = TIMEOUT, binary }: RequestOptions = {},
  ): Promise<HttpResponse> {
    checkHost(url, this.service);
    const token = await this.token();
    const answer = await this.exchange({
      method,
      url,
      headers: { ...headers, Authorization: `Bearer ${token}` },
      repeat,
      timeout: Math.min(timeout, this.deadline.left),
      ...(body === undefined ? {} : { body }),
      ...(binary === undefined ? {} : { binary }),
    });
    const { status } = answer;
    if (status >= 300 && status < 400)
      throw new NotUnderstood(this.service.host, answer, `an answer, but a redirect${placeOf(answer)}`);
    if ((status >= 200 && status < 300) || allow.includes(status)) return answer;
    throw this.refusal(answer);
  }

  /** Waits as long as an answer asks for, within bounds; five seconds where it does not say. */
  async pauseAfter({ headers }: HttpResponse): Promise<void> {
    await this.deadline.wait(bounded(pauseAsked(headers["retry-after"]) ?? 5_000, POLLS));
  }

  refusal(response: HttpResponse): RequestFailure {
    const body = jsonOf(response);
    const error = isJsonObject(body) && isJsonObject(body["error"]) ? body["error"] : {};
    const code = textOf(error["code"]) ?? response.headers["x-ms-error-code"] ?? "";
    return new RequestFailure(this.service, response.status, code, textOf(error["message"]) ?? "");
  }

  private async token(): Promise<string> {
    try {
      return await this.connection.token(this.service.scope);
    } catch (error) {
      throw new SignInFailure(messageOf(error), { cause: error });
    }
  }

  private async exchange(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.connection.send(request);
    } catch (error) {
      throw new RequestFailure(this.service, undefined, "", reasonOf(error));
    }
  }
}

/** An address that an answer names may be anybody's. */
function checkHost(url: string, { host }: AzureService): void {
  const given = URL.canParse(url) ? new URL(url) : undefined;
  if (given?.host === host && given.protocol === "https:" && given.username === "") return;
  throw new Unfinished(
    `an answer leads to ${given === undefined ? url.slice(0, 100) : given.origin}, which is not https://${host}: no token is sent there`,
    `check what answers for ${host} (a proxy, a gateway), then run the same command again`,
  );
}

function placeOf({ headers }: HttpResponse): string {
  const { location } = headers;
  return location !== undefined && URL.canParse(location) ? ` to ${new URL(location).origin}` : "";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Some errors say only that a request failed, and why in their cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
