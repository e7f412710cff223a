import {
  DefaultTokenResolver,
  StringConcat,
  TerraformResource,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import { UNKNOWN, formatted } from "../../decide/imports/id-formats";

type Attributes = Readonly<Record<string, unknown>>;

/** Another resource of the same stack in an expression, and which attribute of it. */
const REFERENCE = /\$\{(azurerm_\w+)\.([\w-]+)\.(\w+)\}/g;

/** Finds the ids that resources of one stack will have, as far as the plan knows them. */
export class ExpectedIds {
  private readonly resources: ReadonlyMap<string, TerraformResource>;

  constructor(
    private readonly stack: TerraformStack,
    private readonly subscriptionId: string | undefined,
  ) {
    const found = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
    this.resources = new Map(
      found.map((each) => [`${each.terraformResourceType}.${each.friendlyUniqueId}`, each]),
    );
  }

  /** Every resource of the stack. */
  all(): readonly TerraformResource[] {
    return [...this.resources.values()];
  }

  /** With {@link UNKNOWN} where only Azure or another stack's state knows. */
  idOf(resource: TerraformResource): string {
    const attributes = this.attributesOf(resource);
    return formatted(resource.terraformResourceType, (attribute) =>
      attribute === "subscription" ? this.subscriptionId : this.known(attributes[attribute]),
    );
  }

  private attributesOf(resource: TerraformResource): Attributes {
    const { terraformResourceType: type, friendlyUniqueId: name } = resource;
    const { resource: written } = Tokenization.resolve(resource.toTerraform() as object, {
      scope: this.stack,
      resolver: new DefaultTokenResolver(new StringConcat()),
      preparing: false,
    }) as { readonly resource: Readonly<Record<string, Readonly<Record<string, Attributes>>>> };
    return written[type]?.[name] ?? {};
  }

  /** A value with what other resources of the stack say of themselves; undefined where something else is in it. */
  private known(value: unknown): string | undefined {
    if (typeof value !== "string") return undefined;
    const text = value.replace(REFERENCE, (whole, type: string, name: string, attribute: string) => {
      const resource = this.resources.get(`${type}.${name}`);
      if (resource === undefined) return whole;
      if (attribute === "id") return this.idOf(resource);
      return this.known(this.attributesOf(resource)[attribute]) ?? UNKNOWN.part;
    });
    return text.includes("${") ? undefined : text;
  }
}
