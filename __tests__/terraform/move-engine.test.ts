import { devDependencies } from "../../package.json";
import { MovingProject } from "../support/engine-move";
import { deployment, stage } from "./support/stage";

stage("moving a deployed backend from cdktf to cdktn", () => {
  const project = new MovingProject();
  beforeAll(() => project.install());
  afterAll(() => {
    project.remove();
  });

  test("dev and prod have no changes after the steps of the guide", async () => {
    const on = await deployment({ everyStack: true, file: project.file });
    const engines = (): readonly string[] => [
      ...new Set(
        on.rehearsal.stacks.map((stack) => {
          const { "//": comment } = JSON.parse(on.workspace.synthesised(stack)) as {
            readonly "//": { readonly metadata: { readonly version: string } };
          };
          return comment.metadata.version;
        }),
      ),
    ];
    try {
      await on.rehearsal.synth();
      expect(on.rehearsal.stacks).toHaveLength(6);
      expect(engines()).toEqual([devDependencies.cdktf]);
      await on.rehearsal.deploy();

      await project.move();
      await on.rehearsal.synth();
      expect(engines()).toEqual([devDependencies.cdktn]);
      const plans = Object.values(await on.rehearsal.plan());
      expect(plans.flatMap(({ changes }) => changes)).toEqual([]);
      on.report("dev and prod, moved from cdktf to cdktn");
    } finally {
      await on.end();
    }
  });
});
