import { nameFault } from "../names/name-rules";
import { type Data, isDataObject } from "../../settings/merge";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { subnetId } from "../../azure/azure-id";
import type { Report } from "../../services/contract/existing-resource";
import { isPlain } from "../../services/contract/existing-construct";
import { services } from "../../services";
import type { ExternalPath } from "../../services/option-path";

const subnetNames = Object.keys(services.networking.defaults.subnets);

/** The subnets of an existing network, by what they are for: names in that network, or whole ids. */
export function readSubnets(
  path: ExternalPath,
  value: Data,
  problem: Report,
): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isDataObject(value)) {
    problem(
      path,
      `must be an object with subnets by name, got ${redacted(value)}`,
      'write it like { functions: "<name or id>" }',
    );
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, subnet]) => {
      const at = `${path}.${name}` as const;
      if (!subnetNames.includes(name)) {
        problem(at, `unknown option${didYouMean(name, subnetNames)}`, `use one of ${subnetNames.join(", ")}`);
        return [];
      }
      const found = readSubnet(at, subnet, problem);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}

function readSubnet(path: ExternalPath, subnet: Data, problem: Report): string | undefined {
  if (typeof subnet !== "string" || subnet === "") {
    problem(path, `must be a name or an id, got ${redacted(subnet)}`, "give a string");
    return undefined;
  }
  if (!isPlain(subnet)) {
    problem(
      path,
      "contains a value that only Terraform knows",
      "give the name of the subnet as a literal string",
    );
    return undefined;
  }
  const id = subnetId(subnet);
  if (id !== undefined) return id;
  const fault = subnet.includes("/") ? "is not the id of a subnet" : nameFault("subnet", subnet);
  if (fault === undefined) return subnet;
  problem(
    path,
    `${fault}, got ${redacted(subnet)}`,
    "give its name, or an id like /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Network/virtualNetworks/<network>/subnets/<name>",
  );
  return undefined;
}
