import { scanFile } from "../scan/scan-file";
import { secretAttribute } from "../scan/secret-attributes";
import { looksSecret } from "../settings/redacted";
import type { Fault, Invariant } from "./invariant";
import type { WrittenStack } from "./written-stack";

export const noSecret: Invariant = {
  holds: "No stack holds a secret that somebody could use",
  check: ({ own }) =>
    Object.values(own).flatMap(({ id, text }) =>
      scanFile(id, Buffer.from(text))
        .found.filter(({ verdict }) => verdict === "usable")
        .map(({ address, attribute, opens, fix }) => ({
          stack: id,
          address: address ?? attribute,
          what: `${address === undefined ? "" : `${attribute} `}holds a secret (it opens: ${opens})`,
          fix: fix ?? "use a managed identity, or a reference to a secret of Key Vault",
        })),
    ),
};

export const noSecretOutput: Invariant = {
  holds: "No output is a secret",
  check: ({ own }) =>
    Object.values(own).flatMap((stack) =>
      Object.entries(stack.outputs).flatMap(([name, output]): readonly Fault[] => {
        const what = secretIn(stack, JSON.stringify(output["value"] ?? ""), output["sensitive"] === true);
        return what === undefined
          ? []
          : [
              {
                stack: stack.id,
                address: `output.${name}`,
                what,
                fix: "output its id or its name: the state would keep the secret in plain text",
              },
            ];
      }),
    ),
};

function secretIn({ resources }: WrittenStack, value: string, isSensitive: boolean): string | undefined {
  if (looksSecret(value)) return "looks like a key, a signature or a password";
  const found = [...value.matchAll(/([a-z]\w+_\w+)\.([\w-]+)((?:\.\w+|\[\d+\])+)/g)].find(
    ([, type = "", id = "", path = ""]) => {
      const secret = secretAttribute(type, path.replaceAll(/\[\d+\]/g, "").slice(1));
      const body = resources.find(({ address }) => address === `${type}.${id}`)?.body ?? {};
      return secret !== undefined && secret.closedBy?.(body) === undefined;
    },
  );
  if (found !== undefined) return `is ${found[0]}, which is a secret`;
  return isSensitive ? "is marked as sensitive, so it is a secret" : undefined;
}
