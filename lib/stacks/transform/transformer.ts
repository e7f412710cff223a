import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { type Data, type Origins, isDataObject } from "../../settings/merge";
import { didYouMean } from "../../settings/nearest";
import { BackendConfigError, type Problem } from "../../settings/problems";
import { layersAt } from "../../settings/provenance";
import { redacted } from "../../settings/redacted";
import { resourceTypes } from "../../services";
import { formFaults } from "./check-forms";
import { listFaults } from "./check-lists";
import { withChange } from "./merge-change";
import type { TransformName, Transformed } from "../../services/contract/transforms";
import { type UnknownField, unknownFields } from "./unknown-fields";

/** One change, whatever the resource. */
type AnyTransform = Data | ((config: object, id: string) => unknown);

/** What other parts of the plan were computed from, and the option that changes it. */
const DECIDED: Readonly<Record<string, string>> = {
  name: "set the name with an option, such as names.<kind>",
  location: "set location",
  resourceGroupName: "do not change it: each stack has its own resource group",
};

/** A configuration that the user changed. */
interface Changed {
  readonly name: string;
  readonly id: string;
  readonly config: object;
}

/** Carries out the option group `transform`, remembers which of it was used, and finds what is wrong with it. */
export class Transformer {
  private readonly used = new Set<string>();
  private readonly built = new Map<string, Set<string>>();
  private readonly changed: Changed[] = [];
  private readonly problems: Problem[] = [];

  /** @param subject - what is being defined, `feedback (dev)` */
  constructor(
    private readonly transforms: Readonly<Record<string, unknown>>,
    private readonly subject: string,
    private readonly origins: Origins,
  ) {}

  readonly transformed: Transformed = (name, id, config) => {
    this.built.set(name, (this.built.get(name) ?? new Set()).add(id));
    const transform = this.transforms[name] as AnyTransform;
    if (transform === undefined) return config;
    this.used.add(name);
    // Kept apart: a function may change the configuration where it stands.
    const before = copied(config);
    const changed =
      typeof transform === "function"
        ? this.call(name, id, transform, config)
        : withChange(name, config, transform as object);
    for (const { path, message, fix } of formFaults(before, changed))
      this.refuse(`${name}${path}`, message, fix);
    this.checkDecided(name, before, changed);
    for (const { message, fix } of listFaults(name, before, changed)) this.add(name, message, fix);
    this.changed.push({ name, id, config: changed });
    return changed as typeof config;
  };

  /** The names in Terraform of what was built under a name. */
  readonly made = (name: TransformName): ReadonlySet<string> => this.built.get(name) ?? new Set();

  /** Names that no resource of this backend has. */
  unused(): readonly string[] {
    return Object.keys(this.transforms).filter((name) => !this.used.has(name));
  }

  /**
   * What is wrong with the changes, once everything is built.
   *
   * @param stacks - where it was built
   */
  faults(stacks: readonly IConstruct[]): readonly Problem[] {
    const resources = new Map(
      stacks
        .flatMap((stack) => stack.node.findAll())
        .filter((node) => TerraformResource.isTerraformResource(node))
        .map((node) => [`${node.terraformResourceType}.${node.node.id}`, node]),
    );
    for (const { name, id, config } of this.changed)
      for (const type of resourceTypes[name] ?? []) {
        const resource = resources.get(`${type}.${id}`);
        for (const field of resource === undefined ? [] : unknownFields(resource, config))
          this.addUnknown(name, type, field);
      }
    return [...new Map(this.problems.map((each) => [`${each.path} ${each.message}`, each])).values()];
  }

  private call(
    name: string,
    id: string,
    transform: (config: object, id: string) => unknown,
    config: object,
  ): object {
    const changed = transform(config, id);
    if (isDataObject(changed)) return changed;
    return this.refuse(
      name,
      `returned ${redacted(changed)} for ${id}`,
      "return the whole configuration, such as { ...config, tags: {} }",
    );
  }

  private checkDecided(name: string, before: object, after: object): void {
    for (const [field, fix] of Object.entries(DECIDED)) {
      const was = (before as Readonly<Record<string, unknown>>)[field];
      const is = (after as Readonly<Record<string, unknown>>)[field];
      if (was !== is)
        this.refuse(name, `changes ${field} to ${redacted(is)}, but other resources rely on its value`, fix);
    }
  }

  private addUnknown(name: string, type: string, { path, known }: UnknownField): void {
    const field = path.slice(path.lastIndexOf(".") + 1);
    if (known.length === 0) {
      this.add(
        `${name}${path}`,
        `does not match the type of this argument of ${type}`,
        "write it as the provider's TypeScript types define it",
      );
      return;
    }
    const camelCase = field.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
    this.add(
      `${name}${path}`,
      `unknown field of ${type}${didYouMean(camelCase, known)}`,
      `use one of ${[...known].sort().join(", ")}`,
    );
  }

  /** Found now, and said with everything else that is wrong. */
  private add(below: string, message: string, fix: string): void {
    const path = `transform.${below}`;
    const given = layersAt(this.origins, path);
    const from =
      given.length > 0 ? given : layersAt(this.origins, `transform.${below.split(/[.[]/)[0] ?? ""}`);
    this.problems.push({ path, message, from, fix });
  }

  /** Nothing more can be built with it. */
  private refuse(below: string, message: string, fix: string): never {
    this.add(below, message, fix);
    throw new BackendConfigError(this.subject, this.problems);
  }
}

/** Plain data as it is now; constructs and tokens stay what they are. */
function copied<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((each: unknown) => copied(each)) as Value;
  if (!isDataObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)])) as Value;
}
