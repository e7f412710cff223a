import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { textAt } from "../../../lib/stand-in/json";
import { root } from "../../support/packed";
import type { RecipeLife } from "../support/recipe-life";
import { SITES, settingOf } from "./sites";

const HUBS = "Microsoft.EventHub/namespaces";
const SENDER = "2b629674-e913-4c01-ae53-ef4638d8f975";
const MODULE = "https://git.example.com/terraform/audit-archive.git";

/** Resources and modules of the reader's own, and the provider that creates them. */
export const own: Readonly<Record<string, readonly RecipeLife[]>> = {
  "add-your-own-resources": [
    {
      environment: "dev",
      ownTypes: [HUBS],
      before(standIn) {
        standIn.register("Microsoft.EventHub");
      },
      asked: {
        "the app sends to the namespace by a role, and knows its address": ({ standIn }) => {
          const { id, name } = standIn.resource(HUBS);
          expect(standIn.asked(HUBS)).toMatchObject({
            tags: { project: "shop", stack: "platform" },
            properties: { disableLocalAuth: true },
          });
          expect(standIn.asked(`${HUBS}/eventhubs`, "orders")).toMatchObject({
            properties: { partitionCount: 2 },
          });
          const role = standIn.resources.find((each) => each.id.startsWith(`${id}/providers/`));
          expect(role?.body).toMatchObject({
            properties: { principalId: textAt(standIn.resource(SITES).body, "identity.principalId") },
          });
          expect(textAt(role?.body, "properties.roleDefinitionId")).toContain(SENDER);
          expect(settingOf(standIn, SITES, "EVENTS__fullyQualifiedNamespace")).toBe(
            `${name}.servicebus.windows.net`,
          );
        },
      },
    },
  ],
  "terraform-module": [
    {
      environment: "dev",
      before: serveModule,
      asked: {
        "the module's account is in the platform stack's group, with its tags": ({ standIn }) => {
          const archive = standIn.resource("Microsoft.Storage/storageAccounts", "stauditshop");
          expect(archive.id).toContain("/rg-shop-dev-platform/");
          expect(standIn.asked(archive.type, archive.name)["tags"]).toMatchObject({ stack: "platform" });
        },
        "the module archives the logs of the vault": ({ standIn }) => {
          const vault = standIn.resource("Microsoft.KeyVault/vaults").id.toLowerCase();
          const setting = standIn.resources.find(({ name }) => name === "audit-archive");
          expect(setting?.id.toLowerCase()).toContain(`${vault}/providers/`);
        },
      },
    },
  ],
  "provider-version": [
    {
      // prod of the recipe is at 4.80.0, and the stage has one version of the provider.
      environment: "dev",
      asked: {
        "each environment requires its own version, and Terraform has used that of dev": ({
          workspace,
          rehearsal,
        }) => {
          for (const [environment, version] of [
            ["dev", "4.81.0"],
            ["prod", "4.80.0"],
          ] as const)
            for (const role of ["network", "platform", "workloads"])
              expect(workspace.synthesised(`shop-${environment}-${role}`)).toContain(
                `"version": "${version}"`,
              );
          expect(rehearsal.stacks).toHaveLength(3);
        },
      },
    },
  ],
};

/** The recipe's repository is that of this repository's example: Git is told to look here. */
function serveModule(): void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "audit-archive-"));
  cpSync(join(root, "examples/terraform-module/modules/audit-archive"), folder, { recursive: true });
  const git = (...words: readonly string[]): void => {
    const author = ["-c", "user.name=Contoso", "-c", "user.email=git@example.com"];
    execFileSync("git", ["-C", folder, ...author, ...words], { stdio: "ignore" });
  };
  git("init");
  git("add", ".");
  git("commit", "-m", "The module");
  git("tag", "v1.2.0");
  Object.assign(process.env, {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.${folder}.insteadOf`,
    GIT_CONFIG_VALUE_0: MODULE,
  });
}
