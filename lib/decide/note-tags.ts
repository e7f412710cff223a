import { requiredNames } from "../azure/names/required-tags";
import { tagLimits, tagsWithin } from "../azure/names/tag-limits";
import { type Tags, mergeTags } from "../azure/names/tags";
import type { ServicePlans } from "../services";
import type { Draft } from "../services/contract/draft";

/** Says which tags are left out of resources that do not take them, and warns where they are required. */
export function noteTags(
  draft: Draft,
  tags: Tags,
  services: ServicePlans,
  required: readonly string[] = [],
): void {
  const all = mergeTags({ stack: "" }, tags);
  const demanded = requiredNames(required, all);
  for (const kind of limitedKinds(services)) {
    const limit = tagLimits[kind];
    const kept = tagsWithin(limit, all, demanded);
    const left = Object.keys(all).filter((name) => !Object.hasOwn(kept, name));
    const notSet = (names: readonly string[]): string =>
      `${names.map((name) => `"${name}"`).join(", ")} not set on ${limit.label}, which allow ${limit.most} tags, with names of ${limit.characters}`;
    const others = left.filter((name) => !demanded.includes(name));
    if (others.length > 0) draft.note("tags", notSet(others));
    const missed = left.filter((name) => demanded.includes(name));
    if (missed.length > 0)
      draft.warn(
        "requiredTags",
        `${notSet(missed)}: a policy that denies resources without it has to exempt them`,
      );
  }
}

/** Those that the backend itself makes. */
function limitedKinds({ networking, apim, cdn }: ServicePlans): readonly ("dns" | "frontDoor")[] {
  const zones = networking.vnet && networking.zones !== "policy" ? networking.zones : [];
  const network = apim.enabled && !("existing" in apim) ? apim.network : undefined;
  const hosts = network?.hosts ?? [];
  const hasZones = hosts.length > 0 || zones.some(({ existing, linked }) => existing === undefined || linked);
  return [...(hasZones ? ["dns" as const] : []), ...(cdn.enabled ? ["frontDoor" as const] : [])];
}
