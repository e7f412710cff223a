import { HttpRequest } from "@azure/functions";
import { CALLER_SETTINGS } from "../../../lib/components/caller-settings";
import { TokenRefusal, callerOf } from "../../../lib/runtime";
import { SIGNED_IN, principal } from "../../support/principals";
import { type IssuerForTests, issuerForTests, keyPair } from "../../support/token-issuer";

function requestWith(headers: Readonly<Record<string, string>>): HttpRequest {
  return new HttpRequest({ method: "GET", url: "https://functions.example/api/me", headers: { ...headers } });
}

describe("a caller that App Service names", () => {
  const claimsOf = async (headers: Readonly<Record<string, string>>) =>
    (await callerOf(requestWith(headers), SIGNED_IN))?.claims;

  test("has its claims by their names in the token, whichever of its names App Service gives", async () => {
    const long = "http://schemas.microsoft.com";
    expect(
      await claimsOf(
        principal({
          [`${long}/identity/claims/objectidentifier`]: "ann",
          [`${long}/identity/claims/tenantid`]: "contoso",
          [`${long}/ws/2008/06/identity/claims/role`]: ["Reader", "Writer"],
          roles: ["Reader"],
          azp: "front-end",
        }),
      ),
    ).toEqual({ oid: ["ann"], tid: ["contoso"], roles: ["Reader", "Writer"], azp: ["front-end"] });
  });

  test("is nobody without the header", async () => {
    expect(await claimsOf({})).toBeUndefined();
  });

  test.each([
    ["no base64", "%%%"],
    ["no JSON", Buffer.from("hello").toString("base64")],
    ["no claims", Buffer.from("{}").toString("base64")],
    ["claims of another form", Buffer.from('{"claims":[null,{"typ":1}]}').toString("base64")],
  ])("is refused with %s", async (_what, text) => {
    await expect(claimsOf({ "x-ms-client-principal": text })).rejects.toThrow(TokenRefusal);
  });
});

describe("a caller whose token the code validates", () => {
  let here: IssuerForTests;
  beforeAll(async () => {
    here = await issuerForTests();
  });
  afterAll(async () => here.stop());
  const settings = () => ({
    [CALLER_SETTINGS.issuer]: here.issuer,
    [CALLER_SETTINGS.audiences]: "other,api",
  });
  const called = async (token: string) =>
    callerOf(requestWith({ authorization: `Bearer ${token}` }), settings());

  test("has the claims of the token, each as a list of strings", async () => {
    const caller = await called(
      await here.token({ oid: "ann", roles: ["Reader", "Writer"], ver: 2, nested: {} }),
    );
    expect(caller?.claims).toMatchObject({ oid: ["ann"], roles: ["Reader", "Writer"], ver: ["2"] });
    expect(caller?.claims).not.toHaveProperty("nested");
  });

  test("costs the issuer two requests, however many calls there are", async () => {
    for (let call = 0; call < 3; call += 1) await called(await here.token({ oid: "ann" }));
    expect(here.asked).toEqual(["/.well-known/openid-configuration", "/keys"]);
  });

  test("is nobody without a token, and its header of App Service proves nothing", async () => {
    expect(await callerOf(requestWith(principal({ oid: "ann" })), settings())).toBeUndefined();
  });

  test.each<[string, () => Promise<string>]>([
    ["for another application", async () => here.token({ aud: "theirs" })],
    ["of another issuer", async () => here.token({ iss: "https://issuer.example" })],
    ["that has ended", async () => here.token({}, { expires: Math.floor(Date.now() / 1000) - 120 })],
    ["that another key signs", async () => here.token({}, { key: (await keyPair()).privateKey })],
    [
      "that a shared key signs",
      async () => here.token({}, { alg: "HS256", key: Buffer.from("a key that both sides could know") }),
    ],
    [
      "that nobody signs",
      async () => {
        const [, payload = ""] = (await here.token({})).split(".");
        return `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
      },
    ],
    [
      "whose claims were changed",
      async () => {
        const [head = "", payload = "", signature = ""] = (await here.token({ oid: "ann" })).split(".");
        const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
        const changed = Buffer.from(JSON.stringify({ ...claims, oid: "bob" })).toString("base64url");
        return [head, changed, signature].join(".");
      },
    ],
    ["that is no token", async () => Promise.resolve("abc")],
  ])("is refused with a token %s", async (_what, token) => {
    await expect(called(await token())).rejects.toThrow(TokenRefusal);
  });

  test("is refused with another scheme than Bearer", async () => {
    await expect(callerOf(requestWith({ authorization: "Basic YTpi" }), settings())).rejects.toThrow(
      TokenRefusal,
    );
  });
});

test("an issuer that is not there, or is another, is a fault of the environment, and asked again by the next call", async () => {
  const named = await issuerForTests({ named: "https://issuer.example" });
  const token = await named.token({});
  const settings = { [CALLER_SETTINGS.issuer]: named.issuer, [CALLER_SETTINGS.audiences]: "api" };
  const call = async () => callerOf(requestWith({ authorization: `Bearer ${token}` }), settings);
  await expect(call()).rejects.toThrow(/is of another issuer than http/);
  await expect(call()).rejects.not.toThrow(TokenRefusal);
  expect(named.asked).toHaveLength(2);
  await named.stop();
  await expect(call()).rejects.toThrow(/fetch failed/);
});
