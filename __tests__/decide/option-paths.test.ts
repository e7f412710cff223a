import type { BackendOptions } from "../../lib/decide/options/backend-options";
import type { Draft } from "../../lib/services/contract/draft";
import type { PlanContext } from "../../lib/services/contract/service";
import type { OptionPath, OptionRecord, PlainOption } from "../../lib/services/option-path";
import type { AllSettings } from "../../lib/services/words";

/** The name of a record's entry, as it is known at run time only. */
const name: string = ["uploads"].join();
const index = name.length;

const takes = (path: OptionPath): string => path;

// Never called: that it compiles says that values are typed by their paths.
function adjusts(draft: Draft): void {
  draft.adjust("cosmos.multiRegion", false, "it is one region");
  draft.derive("optional.apim.sku.capacity", 1, "it is the smallest");
  draft.derive(`networking.subnets.${name}.addressPrefix`, "10.0.0.0/24", "it is free");
  // @ts-expect-error -- a switch takes no text.
  draft.adjust("cosmos.multiRegion", "no", "it is one region");
  // @ts-expect-error -- a number of units is no text.
  draft.derive("optional.apim.sku.capacity", "one", "it is the smallest");
  // @ts-expect-error -- it is cosmos.multiRegion.
  draft.adjust("cosmos.multiregion", false, "it is one region");
  // @ts-expect-error -- a backend's own option is no setting of a service.
  draft.adjust("location", "westeurope", "it is near");
}

function reports(draft: Draft, context: PlanContext): void {
  draft.problem(`storage.containers.${name}`, "is public", "close it", "optional.cdn", "location");
  context.checkName("functionApp", name, "names.functionApp");
  // @ts-expect-error -- it is cosmos.regions.
  draft.problem("cosmos.region", "is far away", "choose another");
  // @ts-expect-error -- what contradicts it is a path as well.
  draft.problem("cosmos.regions", "is far away", "choose another", "cosmos.mod");
  // @ts-expect-error -- it is names.functionApp.
  context.checkName("functionApp", name, "names.functionsApp");
}

describe("a path of an option", () => {
  test("compiles with what the user names in it", () => {
    const paths = [
      takes("cosmos"),
      takes("cosmos.regions"),
      takes(`cosmos.regions.${index}`),
      takes(`storage.containers.${name}`),
      takes(`storage.containers.${name}.access`),
      takes("optional.apim"),
      takes("optional.apim.sku"),
      takes("optional.apim.sku.capacity"),
      takes(`optional.serviceBus.topics.${name}.subscriptions.${name}.rules`),
      takes(`components.${name}.bindings[${index}]`),
      takes(`external.privateDnsZones.${name}`),
      takes("external.vnet.subnets.apim"),
      takes(`environments.${name}.cosmos`),
      takes("names.resourceGroups.platform"),
      takes("provider.version"),
      takes("ignoreTags"),
      takes("requiredTags"),
    ];
    expect(paths).toContain("storage.containers.uploads.access");
  });

  test("does not compile where a group, a setting or an option is misspelt", () => {
    const paths = [
      // @ts-expect-error -- it is cosmos.regions.
      takes("cosmos.region"),
      // @ts-expect-error -- below a setting that there is not.
      takes(`storage.container.${name}`),
      // @ts-expect-error -- it is optional.apim.sku.
      takes("optional.apim.skuu"),
      // @ts-expect-error -- it is optional.apim.
      takes("apim.sku"),
      // @ts-expect-error -- it is optional.serviceBus.
      takes("optional.servicebus.queues"),
      // @ts-expect-error -- it is external.vnet.
      takes("external.virtualNetwork"),
      // @ts-expect-error -- it is components.
      takes(`component.${name}`),
      // @ts-expect-error -- it is a region's name, with nothing below it.
      takes("location.name"),
      // @ts-expect-error -- not every text is a path.
      takes(name),
    ];
    expect(paths).toContain("cosmos.region");
    expect([adjusts, reports]).toHaveLength(2);
  });

  test("knows every option of a call that belongs to no service", () => {
    type Own = Exclude<keyof BackendOptions, keyof AllSettings>;
    const named: Readonly<Record<Own, true>> = {} as Readonly<Record<PlainOption | OptionRecord, true>>;
    const options: Readonly<Record<PlainOption | OptionRecord, true>> = {} as Readonly<Record<Own, true>>;
    expect([named, options]).toEqual([{}, {}]);
  });
});
