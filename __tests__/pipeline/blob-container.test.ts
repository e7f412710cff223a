import { createHash } from "node:crypto";
import type { AzureConnection } from "../../lib/release";
import type { HttpRequest, HttpResponse } from "../../lib/http/exchange";
import { BlobContainer, BlobFailure } from "../../lib/pipeline/blob-container";
import { StandIn } from "../../lib/stand-in/stand-in";
import { connectionTo } from "../support/stand-in-connection";
import { type PlanContainers, makePlanContainers } from "../support/plan-containers";

const PLACE = { storageAccountName: "sttfstate", containerName: "tfstate-plans" };
const URL_OF_ONE = "https://sttfstate.blob.core.windows.net/tfstate-plans/shop/dev/1/one";
const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
/** Every byte, so that one that is read as text shows. */
const BYTES = Uint8Array.from({ length: 512 }, (_, index) => index % 256);

let standIn: StandIn;
let made: PlanContainers;
let container: BlobContainer;
beforeEach(async () => {
  standIn = await StandIn.start();
  made = makePlanContainers(standIn);
  container = new BlobContainer(connectionTo(standIn), PLACE, "AzureCloud");
});
afterEach(() => standIn.stop());

describe("blobs of a container", () => {
  test("bytes come back as they are, and are deleted once", async () => {
    made.mayOnPlans(`${blobs}/*`);
    expect(await container.read("shop/dev/1/one")).toBeUndefined();
    expect(await container.create("shop/dev/1/one", BYTES)).toBe("created");
    expect(Buffer.from((await container.read("shop/dev/1/one")) ?? []).equals(BYTES)).toBe(true);
    expect(await container.delete("shop/dev/1/one")).toBe(true);
    expect(await container.delete("shop/dev/1/one")).toBe(false);
    expect(await container.read("shop/dev/1/one")).toBeUndefined();
  });

  test("who may only create overwrites nothing, reads nothing and deletes nothing", async () => {
    made.mayOnPlans(`${blobs}/add/action`);
    expect(await container.create("shop/dev/1/one", "plan")).toBe("created");
    expect(await container.create("shop/dev/1/one", "another")).toBe("there");
    await expect(container.read("shop/dev/1/one")).rejects.toThrow(
      "sttfstate.blob.core.windows.net answered 403 AuthorizationPermissionMismatch: give the login a role with the data action " +
        `${blobs}/read on the container tfstate-plans`,
    );
    await expect(container.delete("shop/dev/1/one")).rejects.toThrow(`${blobs}/delete on the container`);
    await expect(container.write("shop/dev/1/one", "x")).rejects.toThrow(BlobFailure);
    const put = standIn.exchanges.filter(({ method }) => method === "PUT").map(({ headers }) => headers);
    expect(put.slice(0, 2).map((headers) => headers["if-none-match"])).toEqual(["*", "*"]);
  });

  test("each request has a token of a login, and no key or signature", async () => {
    made.mayOnPlans(`${blobs}/*`);
    await container.create("shop/dev/1/one", "plan");
    await container.read("shop/dev/1/one");
    for (const { headers, query } of standIn.exchanges) {
      expect(headers["authorization"]).toBe("Bearer token for https://storage.azure.com/.default");
      expect([...query.keys()]).toEqual([]);
    }
  });

  test("what is missing, closed or not reached is said with what to do", async () => {
    const other = new BlobContainer(
      connectionTo(standIn),
      { ...PLACE, containerName: "nothing" },
      "AzureCloud",
    );
    await expect(other.create("one", "plan")).rejects.toThrow(
      "The storage account sttfstate has no container nothing: create it.",
    );
    await expect(other.read("one")).rejects.toThrow("has no container nothing");
    made.close();
    await expect(container.create("one", "plan")).rejects.toThrow(
      "run in a network that the storage account allows",
    );
    const signedOut = {
      ...connectionTo(standIn),
      token: () => Promise.reject(new Error("nobody is logged in")),
    };
    await expect(new BlobContainer(signedOut, PLACE, "AzureCloud").read("one")).rejects.toThrow(
      "There is no login for sttfstate.blob.core.windows.net: nobody is logged in. Sign in as Terraform does",
    );
  });

  test("other clouds have other names", async () => {
    const asked: string[] = [];
    const connection = answering(({ url }) => {
      asked.push(url);
      return { status: 404, headers: { "x-ms-error-code": "BlobNotFound", "x-ms-version": "1" }, body: "" };
    });
    await new BlobContainer(connection, PLACE, "AzureChinaCloud").read("a b/c");
    expect(asked).toEqual(["https://sttfstate.blob.core.chinacloudapi.cn/tfstate-plans/a%20b/c"]);
  });
});

describe("a blob is created once, whatever becomes of the answers", () => {
  const created: HttpResponse = { status: 201, headers: { "x-ms-version": "1" }, body: "" };
  const exists = { status: 409, headers: { "x-ms-error-code": "BlobAlreadyExists" }, body: "" };
  const busy = { status: 503, headers: { "x-ms-error-code": "ServerBusy" }, body: "" };
  const lost = new Error("socket hang up");

  test.each([
    ["an answer", [created], "created"],
    ["a blob of somebody else's", [exists], "there"],
    ["a lost answer, after which it is there", [lost, exists], "unclear"],
    ["a lost request", [lost, created], "created"],
    ["a service that is busy", [busy, busy, created], "created"],
    [
      "a role that may create alone",
      [{ ...exists, status: 403, headers: { "x-ms-error-code": "UnauthorizedBlobOverwrite" } }],
      "there",
    ],
  ] as const)("%s", async (_, answers, expected) => {
    const left: (HttpResponse | Error)[] = [...answers];
    const connection = answering(() => left.shift() ?? lost);
    expect(await new BlobContainer(connection, PLACE, "AzureCloud").create("one", "plan")).toBe(expected);
    expect(left).toEqual([]);
  });

  test("no answer at all, and something else than storage, are failures", async () => {
    const silent = new BlobContainer(
      answering(() => lost),
      PLACE,
      "AzureCloud",
    );
    await expect(silent.create("one", "plan")).rejects.toThrow(
      "gave no answer (socket hang up): check that the account exists and that this machine reaches it.",
    );
    const proxy = new BlobContainer(
      answering(() => ({ status: 200, headers: {}, body: "<html>" })),
      PLACE,
      "AzureCloud",
    );
    await expect(proxy.create("one", "plan")).rejects.toThrow("a header x-ms-version");
    await expect(proxy.read("one")).rejects.toThrow("did not return a blob of Azure Storage");
  });

  test("what is sent says its own hash, so that Azure refuses half of it", async () => {
    const sent: HttpRequest[] = [];
    const connection = answering((request) => {
      sent.push(request);
      return created;
    });
    await new BlobContainer(connection, PLACE, "AzureCloud").create("one", BYTES);
    expect(sent[0]?.headers["Content-MD5"]).toBe(createHash("md5").update(BYTES).digest("base64"));
    expect(sent[0]?.url).toBe(URL_OF_ONE.replace("shop/dev/1/", ""));
  });
});

function answering(answer: (request: HttpRequest) => HttpResponse | Error): AzureConnection {
  return {
    clock: { now: () => 0, wait: () => Promise.resolve() },
    token: () => Promise.resolve("token"),
    send: (request) => {
      const given = answer(request);
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
    },
  };
}
