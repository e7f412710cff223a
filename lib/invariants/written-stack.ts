import { type Data, type DataObject, isDataObject } from "../settings/data";

/** A block of a stack that has a type and a name: a resource or a data source. */
export interface WrittenBlock {
  /** `azurerm_key_vault.key_vault`, `data.azurerm_client_config.current` */
  readonly address: string;
  readonly type: string;
  readonly body: DataObject;
}

/** A stack as it is written. */
export interface WrittenStack {
  readonly id: string;
  /** The file as it is. */
  readonly text: string;
  /** The file as data, without the engine's comments. */
  readonly json: DataObject;
  readonly resources: readonly WrittenBlock[];
  readonly data: readonly WrittenBlock[];
  /** Outputs by name. */
  readonly outputs: Readonly<Record<string, DataObject>>;
}

/** A stack by the text of its `cdk.tf.json`. */
export function writtenStack(id: string, text: string): WrittenStack {
  const json = withoutComments(JSON.parse(text) as Data) as DataObject;
  return {
    id,
    text,
    json,
    resources: blocksIn(json["resource"], ""),
    data: blocksIn(json["data"], "data."),
    outputs: objectsIn(json["output"]),
  };
}

/** Every resource of a type. */
export function resourcesOf({ resources }: WrittenStack, type: string): readonly WrittenBlock[] {
  return resources.filter((each) => each.type === type);
}

function blocksIn(section: Data, prefix: string): readonly WrittenBlock[] {
  return Object.entries(objectsIn(section)).flatMap(([type, named]) =>
    Object.entries(objectsIn(named)).map(([name, body]) => ({
      address: `${prefix}${type}.${name}`,
      type,
      body,
    })),
  );
}

function objectsIn(value: Data): Readonly<Record<string, DataObject>> {
  const entries = isDataObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([key, each]) => (isDataObject(each) ? [[key, each]] : [])));
}

function withoutComments(value: Data): Data {
  if (Array.isArray(value)) return value.map((each: Data) => withoutComments(each));
  if (!isDataObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (key === "//" ? [] : [[key, withoutComments(each)]])),
  );
}
