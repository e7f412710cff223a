import type { HttpResponse } from "../../http/exchange";
import { isJsonObject, jsonOf } from "../../release/answer";
import type { AzureConnection } from "../../release/connection";
import { Deadline } from "../../release/deadline";
import { RequestFailure, Requests, SignInFailure } from "../../release/requests";
import { messageOf } from "../../settings/message-of";
import type { VaultPlace } from "./declared-secrets";

/** learn.microsoft.com/rest/api/keyvault/secrets/set-secret/set-secret */
const API_VERSION = "7.4";
/** Of all requests of one command, in milliseconds. */
const LIMIT = 120_000;

/** Why a vault did not take a value. */
export class VaultFailure extends Error {
  /** @param isClosed - whether the vault takes no connection from here */
  constructor(
    message: string,
    readonly isClosed = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a value is written with. */
export interface NewValue {
  readonly value: string;
  /** When it ends, in seconds since 1970. */
  readonly expires?: number;
}

/** The secrets of one vault, through the vault itself. */
export class VaultSecrets {
  private readonly requests: Requests;

  /** @param suffix - what its host name ends with, `vault.azure.net` */
  constructor(
    connection: AzureConnection,
    private readonly vault: VaultPlace,
    suffix: string,
  ) {
    this.requests = new Requests(
      connection,
      { kind: "key-vault", host: vault.host, scope: `https://${suffix}/.default` },
      new Deadline(connection.clock, LIMIT),
    );
  }

  /**
   * That the vault takes connections from here, before anybody types a value.
   *
   * @throws {@link VaultFailure} where it does not, or there is no login
   */
  async checkReachable(): Promise<void> {
    const answer = await this.send("GET", "/secrets?maxresults=1&");
    // Who may set a value need not have the right to list them.
    if (isClosedTo(answer)) throw this.closed(answer);
    if (answer.status === 404)
      throw new VaultFailure(`There is no key vault ${this.vault.name}: deploy the platform stack first.`);
  }

  /**
   * Writes a new version.
   *
   * @returns the version
   * @throws {@link VaultFailure} with what to do
   */
  async set(name: string, { value, expires }: NewValue): Promise<string> {
    const answer = await this.send("PUT", `/secrets/${name}?`, {
      value,
      contentType: "text/plain",
      ...(expires === undefined ? {} : { attributes: { exp: expires } }),
    });
    if (answer.status !== 200) throw this.refused(name, answer);
    const id = textIn(answer, "id");
    return id?.split("/").at(-1) ?? "";
  }

  private async send(method: "GET" | "PUT", path: string, body?: object): Promise<HttpResponse> {
    const url = `https://${this.vault.host}${path}api-version=${API_VERSION}`;
    try {
      return await this.requests.send(method, url, {
        // A second PUT would be a second version: it is sent again where the first did nothing.
        repeat: "refused",
        allow: [400, 401, 403, 404, 409],
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
      });
    } catch (error) {
      throw this.unanswered(error);
    }
  }

  private unanswered(error: unknown): VaultFailure {
    const { name, host } = this.vault;
    if (error instanceof SignInFailure)
      return new VaultFailure(
        `There is no login for ${host}: ${error.message}. Sign in as Terraform does, or with az login.`,
        false,
        { cause: error },
      );
    if (error instanceof RequestFailure && error.status === undefined)
      return new VaultFailure(
        `${host} gave no answer (${error.message}): check that the vault ${name} is deployed, and that this machine reaches it.`,
        true,
        { cause: error },
      );
    return new VaultFailure(messageOf(error), false, { cause: error });
  }

  private closed(answer: HttpResponse): VaultFailure {
    return new VaultFailure(`${this.vault.host} takes no connection from here: ${messageIn(answer)}`, true);
  }

  private refused(name: string, answer: HttpResponse): VaultFailure {
    if (isClosedTo(answer)) return this.closed(answer);
    const said = `${this.vault.host} answered ${answer.status}: ${messageIn(answer)}`;
    switch (answer.status) {
      case 401:
        return new VaultFailure(`${said}\nSign in to the tenant of the vault.`);
      case 403:
        return new VaultFailure(
          `${said}\nGive the login the role Key Vault Secrets Officer on the vault ${this.vault.name}, for example with people ` +
            'and secrets: "write" (a new role assignment takes some minutes).',
        );
      case 409:
        return new VaultFailure(
          `${said}\nA deleted secret keeps its name: recover it with az keyvault secret recover --vault-name ${this.vault.name} ` +
            `--name ${name}, and run the command again.`,
        );
      default:
        return new VaultFailure(said);
    }
  }
}

/** learn.microsoft.com/azure/key-vault/general/rest-error-codes: 403 is for who has no right, and for who comes from elsewhere. */
const CLOSED = ["ForbiddenByFirewall", "ForbiddenByConnection"];

function isClosedTo(answer: HttpResponse): boolean {
  const inner = errorIn(answer)["innererror"];
  return answer.status === 403 && isJsonObject(inner) && CLOSED.includes(String(inner["code"]));
}

function messageIn(answer: HttpResponse): string {
  const { message, code } = errorIn(answer);
  const said = [message, code].find((each) => typeof each === "string") ?? "";
  const [first = ""] = said.split(/\r?\n/);
  return first === "" ? "it gave no reason" : first;
}

function errorIn(answer: HttpResponse): Readonly<Record<string, unknown>> {
  const body = jsonOf(answer);
  const error = isJsonObject(body) ? body["error"] : undefined;
  return isJsonObject(error) ? error : {};
}

function textIn(answer: HttpResponse, field: string): string | undefined {
  const body = jsonOf(answer);
  const value = isJsonObject(body) ? body[field] : undefined;
  return typeof value === "string" ? value : undefined;
}
