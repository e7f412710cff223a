import type { Draft } from "../contract/draft";
import { componentsOfFurtherApps } from "./further-readers";
import { CONNECTION_STRINGS, HOST_CONNECTION_STRING } from "./secret-names";
import type { SecretSettings } from "./settings";

/** True where somebody puts the value into the vault. */
export function isGiven(secret: SecretSettings | false): boolean {
  return secret !== false && secret.value === "given";
}

/** Values of the user's own: what a deployment would have to do with them, and who says that one is missing. */
export function decideGivenSecrets(draft: Draft): void {
  const { keyVault } = draft.settings;
  for (const [name, secret] of Object.entries(keyVault.secrets)) {
    if (secret === false || !isGiven(secret)) continue;
    const path = `keyVault.secrets.${name}` as const;
    if ([...CONNECTION_STRINGS, HOST_CONNECTION_STRING].includes(name))
      draft.problem(
        `${path}.value`,
        "is a connection string, which a deployment makes",
        `remove ${path}.value`,
      );
    if (secret.rotation !== undefined)
      draft.problem(
        `${path}.rotation`,
        "generates a new value, and this secret has a value of your own",
        `remove ${path}.rotation, and put a new value into the vault`,
        `${path}.value`,
      );
    if (secret.expires !== undefined)
      draft.problem(
        `${path}.expires`,
        "is set by the deployment that makes a secret, and this secret has a value of your own",
        `remove ${path}.expires, and give the value its end in the vault: az keyvault secret set --expires`,
        `${path}.value`,
      );
    // The owner of an existing vault is asked for all of them already.
    if (draft.existing.keyVault !== undefined) continue;
    const readers = draft.requirements.secrets.filter((each) => each.name === name);
    const further = componentsOfFurtherApps(draft.requirements);
    const isFirst = readers.some(({ component }) => keyVault.access === "declared" || further.has(component));
    draft.note(path, isFirst ? setFirst(name) : notSet(name));
  }
}

/** A resource has to exist before a role is assigned on it. */
function setFirst(name: string): string {
  return (
    `no deployment sets its value, and an app is assigned a role on this secret, which has to exist: deploy the platform ` +
    `stack, run npx cdktf-azure-backend secret set ${name}, and then deploy the workloads stack`
  );
}

/** Also of a name that a shell would read otherwise: names of secrets have letters, digits and hyphens alone. */
function notSet(name: string): string {
  return (
    `no deployment sets its value: put it into the vault with npx cdktf-azure-backend secret set ${name}. Until then Azure does not ` +
    "resolve the reference, and the app setting holds its text"
  );
}
