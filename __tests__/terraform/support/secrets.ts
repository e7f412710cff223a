import type { StandIn } from "../../../lib/stand-in/stand-in";

/** Text that a secret might be in. */
export interface KeptText {
  readonly name: string;
  readonly text: string;
}

/** How every key of the stand-in begins, in base64. */
const KEY = Buffer.from("stand-in-key").toString("base64");

/**
 * What the provider itself reads and keeps of an account, and why it opens nothing: docs/guides/state.md, "What is
 * sensitive". Anything else is a leak.
 */
const READ_BY_PROVIDER: readonly RegExp[] = [
  /^azurerm_cosmosdb_account\.(primary|secondary)_.*(key|connection_string)$/,
  /^azurerm_storage_account\.(primary|secondary)_.*(access_key|connection_string)$/,
  /^azurerm_eventgrid_topic\.(primary|secondary)_access_key$/,
  /^azurerm_servicebus_namespace\.default_(primary|secondary)_(key|connection_string)$/,
  // Of a user's own, with local authentication off: docs/recipes/add-your-own-resources.md.
  /^azurerm_eventhub_namespace\.default_(primary|secondary)_(key|connection_string)$/,
  /^azurerm_log_analytics_workspace\.(primary|secondary)_shared_key$/,
];

/** Every place where a secret is that Azure has drawn, and every key that is not the provider's own reading. */
export function keptSecrets(
  standIn: StandIn,
  texts: readonly KeptText[],
  drawsSecrets = true,
): readonly string[] {
  if (drawsSecrets && standIn.drawn.length === 0)
    throw new Error("Azure has drawn no secret, so that none can be found");
  const asked = standIn.exchanges
    .filter(({ method, body }) => method !== "GET" && body !== undefined)
    // A state that is kept in Azure is among the texts.
    .filter(({ path }) => !path.endsWith(".tfstate"))
    .map(({ method, path, body }) => ({ name: `${method} ${path}`, text: JSON.stringify(body) }));
  const drawn = [...texts, ...asked]
    .filter(({ text }) => standIn.drawn.some((secret) => text.includes(secret)))
    .map(({ name }) => `a secret of the vault is in ${name}`);
  const sent = asked.filter(({ text }) => text.includes(KEY)).map(({ name }) => `a key is in ${name}`);
  const kept = texts.flatMap(({ name, text }) =>
    keysIn(text).map((where) => `a key is in ${name}: ${where}`),
  );
  return [...drawn, ...sent, ...kept];
}

interface State {
  readonly resources?: readonly {
    readonly type: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly prior_state?: unknown;
}

/** Attributes of a state that hold a key, but for those that the provider reads by itself. */
function keysIn(text: string): readonly string[] {
  if (!text.startsWith("{")) return text.includes(KEY) ? ["the text"] : [];
  const { resources = [], outputs = {}, prior_state: plan } = JSON.parse(text) as State;
  // A saved plan carries the state that it was made from, which is looked at by itself.
  if (plan !== undefined) return [];
  const attributes = resources.flatMap(({ type, instances }) =>
    instances.flatMap(({ attributes: all }) =>
      Object.entries(all)
        .filter(([, value]) => holdsKey(value))
        .map(([name]) => `${type}.${name}`),
    ),
  );
  const own = attributes.filter((each) => !READ_BY_PROVIDER.some((known) => known.test(each)));
  return holdsKey(outputs) ? [...own, "an output"] : own;
}

function holdsKey(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes(KEY);
}
