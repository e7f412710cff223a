import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CallerRights, type GivenRole } from "./caller-rights";
import { callerOf, principalOfClient } from "./callers";
import { type AgainstPublished, againstPublished } from "./arm-schemas/against-published";
import { askedOfAzure } from "./arm-schemas/asked-of-azure";
import { throwAwayCertificate } from "./certificate";
import { ConcurrentWrites } from "./concurrent-writes";
import { CONTAINER_GROUPS, Containers } from "./containers";
import { answerDataPlane } from "./data-plane";
import { dataPlaneSuffixes } from "./data-plane-hosts";
import { type Exchange, Refusal, type Request, type Response } from "./exchange";
import { type Fault, Faults } from "./faults";
import { refusedAssertion } from "./federated-login";
import { type JsonObject, isObject } from "./json";
import { answerLogin, identity, metadata } from "./login";
import type { Leases } from "./leases";
import { undelivered } from "./deliveries";
import { unreachable } from "./reachability";
import { ResourceManager } from "./resource-manager";
import { key } from "./resource-path";
import { rules } from "./rules";
import { startProxy } from "./server";
import type { Resource } from "./store";
import { types } from "./types";
import { RELEASED_PACKAGE, deploymentContainer } from "./types/flex-package";

const LOGIN = "login.microsoftonline.com";
const MANAGEMENT = "management.azure.com";
const HOSTS = [LOGIN, MANAGEMENT, ...dataPlaneSuffixes.map((suffix) => `*${suffix}`)];

/**
 * Microsoft's login and Azure Resource Manager on this machine, for Terraform to plan and apply against without an
 * account. It listens on the loopback address, knows the types of resources that a backend is made of, refuses what
 * Azure is known to refuse, and records what it was asked.
 */
export class StandIn {
  private readonly recorded: Exchange[] = [];
  private readonly manager = new ResourceManager(types, rules);
  private readonly faults = new Faults();
  private readonly writes = new ConcurrentWrites();
  private readonly containers = new Containers(this.manager.store);
  private readonly rights = new CallerRights(this.manager.store);

  private constructor(
    private readonly folder: string,
    private close: () => Promise<void>,
    private proxy: string,
  ) {}

  static async start(): Promise<StandIn> {
    const certificate = await throwAwayCertificate(HOSTS);
    const folder = mkdtempSync(join(tmpdir(), "azure-stand-in-"));
    writeFileSync(join(folder, "certificate.pem"), certificate.certificate);
    const standIn = new StandIn(folder, () => Promise.resolve(), "");
    const server = await startProxy(certificate, knows, (request) => standIn.answer(request));
    standIn.close = () => server.close();
    standIn.proxy = server.url;
    return standIn;
  }

  async stop(): Promise<void> {
    this.containers.stop();
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What Terraform needs to be told to come here. */
  get environment(): Readonly<Record<string, string>> {
    return {
      HTTPS_PROXY: this.proxy,
      https_proxy: this.proxy,
      NO_PROXY: "",
      no_proxy: "",
      SSL_CERT_FILE: join(this.folder, "certificate.pem"),
      ARM_ENVIRONMENT: "public",
      ARM_TENANT_ID: identity.tenantId,
      ARM_SUBSCRIPTION_ID: identity.subscriptionId,
      ARM_CLIENT_ID: identity.clientId,
      ARM_CLIENT_SECRET: identity.clientSecret,
      ARM_USE_CLI: "false",
      ARM_USE_MSI: "false",
      ARM_USE_OIDC: "false",
    };
  }

  /** Everything that was asked, in order. */
  get exchanges(): readonly Exchange[] {
    return this.recorded;
  }

  /** Everything there is. */
  get resources(): readonly Resource[] {
    return this.manager.store.all();
  }

  /** The resource of a type, by name or id; the only one of its type where neither is given. */
  resource(type: string, name?: string): Resource {
    const found = this.manager.store
      .ofType(type)
      .filter((each) => name === undefined || [each.name, each.id].map(key).includes(key(name)));
    if (found[0] === undefined || found.length > 1)
      throw new Error(
        `there are ${found.length} of ${type}${name === undefined ? "" : ` named ${name}`}, not one`,
      );
    return found[0];
  }

  /** What Azure was last asked to make of a resource: the body of its PUT or PATCH. */
  asked(type: string, name?: string): JsonObject {
    const { id } = this.resource(type, name);
    const last = this.recorded
      .filter(({ method, path }) => ["PUT", "PATCH"].includes(method) && key(path) === key(id))
      .at(-1);
    if (!isObject(last?.body)) throw new Error(`nobody asked for ${id}`);
    return last.body;
  }

  /** Every random value that Azure has drawn: secrets, which nobody else may hold. */
  get drawn(): readonly string[] {
    return this.manager.drawn;
  }

  /** Everything that was asked for against what Microsoft publishes: see {@link againstPublished}. */
  get againstPublished(): AgainstPublished {
    return againstPublished([...askedOfAzure(this.recorded), ...this.manager.deployed]);
  }

  /** Events that would not arrive: see {@link undelivered}. */
  get undelivered(): readonly string[] {
    return undelivered(this.manager.store);
  }

  /** What function apps would not reach: see {@link unreachable}. */
  get unreachable(): readonly string[] {
    return unreachable(this.manager.store);
  }

  /** Makes something go wrong. */
  fault(fault: Fault): void {
    this.faults.add(fault);
  }

  /** How many faults have happened. */
  get faultsHappened(): number {
    return this.faults.happened;
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** Loses a resource, as if somebody had deleted it by hand. */
  lose(type: string, name?: string): void {
    this.manager.store.remove(this.resource(type, name).id);
  }

  /** Loses a blob in the same way. */
  loseBlob(url: string): void {
    this.manager.store.blobs.delete(url);
  }

  /** Has another blob in place of one, as somebody with the right to write could. */
  putBlob(url: string, bytes: Uint8Array): void {
    this.manager.store.blobs.set(url, { bytes, metadata: {} });
  }

  /** Has an image in a registry, of which nothing but its code matters: those that `package` has. */
  pushImage(reference: string, code: Uint8Array, password?: string): void {
    this.manager.store.images.set(reference, {
      bytes: code,
      ...(password === undefined ? {} : { password }),
    });
  }

  /** The package that an app on Flex Consumption starts; undefined where it has none. */
  flexPackage(name?: string): Uint8Array | undefined {
    const url = `${deploymentContainer(this.resource("Microsoft.Web/sites", name))}/${RELEASED_PACKAGE}`;
    return this.manager.store.blobs.get(url)?.bytes;
  }

  /** Leases of blobs, and what time it is for them. */
  get leases(): Leases {
    return this.manager.store.leases;
  }

  /**
   * Limits a caller to what it is given and to its role assignments: everything else is refused as Azure refuses it. Every other
   * caller is an Owner.
   *
   * @param principalId - whose token the requests have; who logs in as the stand-in's environment says has `identity.objectId`
   */
  limit(principalId: string, given: readonly GivenRole[] = []): void {
    this.rights.limit(principalId, given);
  }

  /** Takes the limit of a caller off. */
  free(principalId: string): void {
    this.rights.free(principalId);
  }

  /** Has a subscription registered for a namespace, `Microsoft.ContainerInstance`. */
  register(namespace: string, subscriptionId: string = identity.subscriptionId): void {
    this.manager.register(subscriptionId, namespace);
  }

  /** Has a group of Microsoft Entra ID, by its object id. */
  makeGroup(objectId: string): void {
    this.manager.store.groups.add(key(objectId));
  }

  /** Has a resource that Terraform does not know of. */
  make(id: string, body: JsonObject): Resource {
    const made = this.manager.make(id, body);
    this.startContainers(made);
    return made;
  }

  /** Answers a request, as its server does for those that come to it. */
  async answer(request: Request): Promise<Response> {
    const fault = this.faults.next(request);
    const response = await this.writes.answer(
      request,
      () => fault?.response ?? this.rightAnswer(request, fault),
    );
    this.recorded.push({ ...request, status: response.status });
    return response;
  }

  /** A container runs once it is made. */
  private startContainers(made: Resource): void {
    if (made.type === CONTAINER_GROUPS)
      this.containers.start(made, {
        ...this.environment,
        NODE_EXTRA_CA_CERTS: join(this.folder, "certificate.pem"),
      });
  }

  private rightAnswer(request: Request, fault: Fault | undefined): Response {
    try {
      if (request.host === LOGIN)
        return answerLogin(
          request,
          (client) => principalOfClient(client, this.manager.store),
          (form) => refusedAssertion(form, this.manager.store),
        );
      if (request.host !== MANAGEMENT) return answerDataPlane(request, this.manager.store, this.rights);
      if (request.path === "/metadata/endpoints") return metadata(request);
      const caller = callerOf(request);
      this.rights.check(request, caller);
      const permissions = this.rights.answerPermissions(request, caller);
      if (permissions !== undefined) return permissions;
      const logs = this.containers.answerLogs(request);
      if (logs !== undefined) return logs;
      const response = this.manager.answer(request, fault);
      const made = request.method === "PUT" ? this.manager.store.get(request.path) : undefined;
      if (made !== undefined) this.startContainers(made);
      return response;
    } catch (error) {
      if (error instanceof Refusal) return error.response;
      throw error;
    }
  }
}

function knows(host: string): boolean {
  return host === LOGIN || host === MANAGEMENT || dataPlaneSuffixes.some((suffix) => host.endsWith(suffix));
}
