import { ModuleProject } from "../support/module-project";
import { plansOfEjected } from "./support/ejected";
import { type Deployment, deployment, stage } from "./support/stage";

const VAULT_AUDIT = "audit-archive";

stage("the example that brings a Terraform module", () => {
  const project = new ModuleProject();
  let on: Deployment;

  beforeAll(async () => {
    expect(await project.get()).toMatchObject({ status: 0 });
    on = await deployment({ file: project.file });
  });
  afterAll(async () => {
    await on.end();
    project.remove();
  });

  test("the backend deploys, with the resources of the module", async () => {
    await on.rehearsal.synth();
    await on.rehearsal.deploy();
    await on.rehearsal.validate();
    const archive = on.standIn.resource("Microsoft.Storage/storageAccounts", "staudit8k2m4q");
    const vault = on.standIn.resource("Microsoft.KeyVault/vaults");
    const setting = on.standIn.resources.find(({ name }) => name === VAULT_AUDIT);
    expect(setting?.id.toLowerCase()).toContain(vault.id.toLowerCase());
    expect(setting?.body).toMatchObject({ properties: { storageAccountId: archive.id } });
  });

  test("the second plan has no changes", async () => {
    const plans = await on.rehearsal.plan();
    expect(Object.values(plans).flatMap(({ changes }) => changes)).toEqual([]);
  });

  test("ejected, its plans have no changes, with the module where it is", async () => {
    const { stacks } = on.rehearsal;
    for (const syntax of ["hcl", "json"] as const)
      expect(await plansOfEjected(syntax, on, {})).toEqual(
        Object.fromEntries(stacks.map((stack) => [stack, 0])),
      );
  });

  test("the backend is destroyed, and leaves no resource behind", async () => {
    await on.rehearsal.destroy();
    expect(on.standIn.resources.map(({ id }) => id)).toEqual([]);
    expect(on.standIn.againstPublished.findings).toEqual([]);
    on.report("dev with a Terraform module");
  });
});
