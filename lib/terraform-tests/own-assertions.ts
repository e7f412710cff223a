import type { BackendStack } from "../stacks/backend-stack";
import { foreseenIn } from "../stacks/foreseen";
import { KNOWN_ONCE_APPLIED } from "../kit/known-once-applied";
import { mockedSubscription } from "./mocked-types";
import type { TerraformAssertion } from "./terraform-test";

/** What follows from the plan: readers of this stack's outputs find what they expect. */
export function ownAssertions({ plan, role, resourceGroup }: BackendStack): readonly TerraformAssertion[] {
  const published = Object.entries(foreseenIn(plan, role, () => mockedSubscription));
  return [
    // A group that is only found is mocked, and its name with it.
    ...(plan.existingGroups?.includes(role) === true
      ? []
      : [is(`azurerm_resource_group.${resourceGroup.friendlyUniqueId}.name`, plan.resourceGroups[role])]),
    ...published.map(([name, value]) => follows(`output.${name}`, value)),
    ...(role === "workloads" ? ofFunctionApp(plan.services.functionApp.name) : []),
  ];
}

function ofFunctionApp(name: string): readonly TerraformAssertion[] {
  return [is("output.function_app_name", name), ends("output.function_app_hostname", ".azurewebsites.net")];
}

/** A provider that is mocked gives ids and endpoints of the right type, not those of the resource. */
function follows(expression: string, value: string): TerraformAssertion {
  if (value === KNOWN_ONCE_APPLIED) return isKnown(expression);
  if (value.startsWith("/subscriptions/")) return isId(expression, value);
  const [, suffix] = /^https:\/\/[^.]+(\..*)$/.exec(value) ?? [];
  return suffix === undefined ? is(expression, value) : ends(expression, suffix);
}

function is(expression: string, value: string): TerraformAssertion {
  return {
    condition: `\${${expression} == ${JSON.stringify(value)}}`,
    errorMessage: `${expression} is not ${value}`,
  };
}

function isKnown(expression: string): TerraformAssertion {
  return {
    condition: `\${${expression} != ${JSON.stringify(KNOWN_ONCE_APPLIED)}}`,
    errorMessage: `${expression} is not known`,
  };
}

function ends(expression: string, suffix: string): TerraformAssertion {
  return {
    condition: `\${endswith(${expression}, ${JSON.stringify(suffix)})}`,
    errorMessage: `${expression} does not end with ${suffix}`,
  };
}

/** Of the type that the id has which is foreseen, `Microsoft.Network/virtualNetworks/subnets`. */
function isId(expression: string, id: string): TerraformAssertion {
  const [namespace = "", ...levels] = id.replace(/^.*\/providers\//, "").split("/");
  const types = levels.filter((_, index) => index % 2 === 0);
  const path = [namespace, ...types.map((type) => `${type}/[^/]+`)].join("/");
  const pattern = `^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${path.replaceAll(".", "[.]")}$`;
  return {
    condition: `\${can(regex(${JSON.stringify(pattern)}, ${expression}))}`,
    errorMessage: `${expression} is no id of ${[namespace, ...types].join("/")}`,
  };
}
