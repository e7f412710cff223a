import { type BackendOptions, planBackend } from "../../lib";
import { policyNotes } from "../../lib/policies/policy-notes";
import { typesOf } from "../../lib/services/contract/resource-record";
import { feedbackApi, processUploadFunction } from "../support/sample";

const OPEN: BackendOptions = {
  cosmos: { disableLocalAuth: false },
  storage: { allowSharedKeyAccess: true, hostAccount: "separate" },
  eventGrid: { topics: { orders: true } },
  functionApp: { os: "linux", slots: ["blue"], plan: "EP1" },
  optional: {
    apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" },
    cdn: true,
    serviceBus: true,
    redis: { engine: "cache" },
    containerRegistry: true,
  },
};

/** Backends that fail everything between them. */
const plans = [
  OPEN,
  { environment: "prod", ...OPEN, functionApp: { os: "windows", slots: ["blue"] } },
  { functionApp: { package: "content-share" }, storage: { hostAccount: "separate" } },
  { storage: { containers: { assets: { publicAccess: "Blob" } } } },
  { functionApp: { plan: "FC1" }, optional: { redis: true } },
  { storage: { packageAccount: "internet" } },
  { environment: "prod", networking: { flowLogs: { retentionInDays: 30 } } },
].map((options) =>
  planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", ...(options as BackendOptions) },
  ),
);

describe("the policy notes of services", () => {
  test("the policy notes are about resources of a type that the record of the resource has", () => {
    const failing = plans.flatMap((plan) =>
      policyNotes.flatMap((note) =>
        note.failing(plan).map(({ type, address }) => ({
          address,
          known: typesOf(note.record).some((each) => each.type === type.type),
        })),
      ),
    );
    expect(failing.filter(({ known }) => !known)).toEqual([]);
    expect(new Set(failing.map(({ address }) => address)).size).toBeGreaterThan(15);
  });

  test("the policy notes say of no resource twice that it fails a check for one reason", () => {
    for (const plan of plans) {
      const said = policyNotes.flatMap(({ check, reason, stack, failing }) =>
        failing(plan).map(({ address }) => `${stack} ${address} ${check} ${reason}`),
      );
      expect(said).toHaveLength(new Set(said).size);
    }
  });

  // Of each storage account the same notes are made, whatever is in it.
  test("the policy notes each find a resource in some backend, of one service or another", () => {
    const rowsOf = (notes: typeof policyNotes) =>
      new Set(notes.map(({ check, when, reason }) => `${check} ${when}: ${reason}`));
    const found = policyNotes.filter(({ failing }) => plans.some((plan) => failing(plan).length > 0));
    expect(rowsOf(found)).toEqual(rowsOf(policyNotes));
  });
});
