/** What `terraform providers schema -json` says of one block, as far as the form of its HCL follows from it. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, object>>;
  readonly block_types?: Readonly<Record<string, NestedBlockSchema>>;
}

export interface NestedBlockSchema {
  readonly nesting_mode: "single" | "group" | "list" | "set" | "map";
  readonly block: BlockSchema;
}

interface ProviderSchema {
  /** Without a block where the provider takes no arguments. */
  readonly provider?: { readonly block?: BlockSchema };
  readonly resource_schemas?: Readonly<Record<string, { readonly block: BlockSchema }>>;
  readonly data_source_schemas?: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

/** The schemas of all providers that a stack requires. Source: developer.hashicorp.com/terraform/cli/commands/providers/schema */
export interface ProviderSchemas {
  readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
}

/** Looks schemas up by the names that a stack uses. */
export class Schemas {
  /** The names that blocks have anywhere, in what Terraform itself knows too. */
  readonly blockNames: ReadonlySet<string>;
  private readonly all: readonly (readonly [string, ProviderSchema])[];

  constructor({ provider_schemas }: ProviderSchemas) {
    this.all = Object.entries(provider_schemas);
    const blocks = this.all.flatMap(([, { provider, resource_schemas = {}, data_source_schemas = {} }]) => [
      ...(provider?.block === undefined ? [] : [provider.block]),
      ...[...Object.values(resource_schemas), ...Object.values(data_source_schemas)].map(
        ({ block }) => block,
      ),
    ]);
    this.blockNames = new Set([...blocks.flatMap(namesWithin), ...TERRAFORM_BLOCKS]);
  }

  /** @param source - `hashicorp/azurerm`, or its last part alone */
  provider(source: string): BlockSchema {
    const found = this.all.find(([each]) => each === source || each.endsWith(`/${source}`));
    return known(found?.[1].provider?.block, `provider ${source}`);
  }

  resource(type: string): BlockSchema {
    const found = this.all.flatMap(([, { resource_schemas: types = {} }]) => types[type] ?? []);
    return known(found[0]?.block, `resource type ${type}`);
  }

  data(type: string): BlockSchema {
    const found = this.all.flatMap(([, { data_source_schemas: types = {} }]) => types[type] ?? []);
    return known(found[0]?.block, `data source ${type}`);
  }
}

const TERRAFORM_BLOCKS = [
  "lifecycle",
  "precondition",
  "postcondition",
  "validation",
  "connection",
  "provisioner",
];

function namesWithin({ block_types: blocks = {} }: BlockSchema): readonly string[] {
  return Object.entries(blocks).flatMap(([name, { block }]) => [name, ...namesWithin(block)]);
}

function known(schema: BlockSchema | undefined, what: string): BlockSchema {
  if (schema === undefined) throw new Error(`the providers' schemas have no ${what}`);
  return schema;
}
