import { checkPolicies } from "../../lib/services/api-management/policies/check-policies";
import type { Operations } from "../../lib/services/api-management/policies/decisions";

const OPERATIONS: Operations = {
  list: { method: "GET", templateParameters: [] },
  create: { method: "POST", templateParameters: [] },
  replace: { method: "PUT", templateParameters: ["id"] },
};
export type Fault = readonly [path: string, message: string, fix: string];

export function faultsOf(said: unknown, operations = OPERATIONS): readonly Fault[] {
  const faults: Fault[] = [];
  const isSound = checkPolicies("apim.policies", said, operations, (...fault) => faults.push(fault));
  expect(isSound).toBe(faults.length === 0);
  return faults.map(([path, message, fix]) => [path.replace("apim.policies", ""), message, fix]);
}

/** A fault of a rewrite is told of where it stands. */
export const inbound = (...rewrites: readonly unknown[]): object => ({
  operations: { replace: { rewrites: { inbound: rewrites } } },
});
export const AT = ".operations.replace.rewrites.inbound[0]";
export const header = (value: unknown, more: object = {}): object =>
  inbound({ type: "setHeader", name: "X-A", value, ...more });
