import { existsSync, readFileSync } from "node:fs";
import type { BackendOptions } from "../../../lib";
import type { Exchange } from "../../../lib/stand-in/exchange";
import type { StandIn } from "../../../lib/stand-in/stand-in";
import { countedActions, refusedToPlanner, uncountedActions } from "./actions";
import { plansOfEjected } from "./ejected";
import { type KeptText, keptSecrets } from "./secrets";
import { type Deployment, deployment, projectOf, stage } from "./stage";
import { warningsIn } from "./warnings";

/** What is deployed, and how it changes. */
export interface Life {
  readonly environment: string;
  /** Deploys whatever stacks the app has. */
  readonly everyStack?: boolean;
  /** What is there before; it is there afterwards too. */
  readonly before?: (standIn: StandIn) => void;
  /** The file that is deployed; the tests' app with these options where it is left out. */
  readonly file?: string;
  /** The file that takes the changed options. @default - the tests' app */
  readonly changedBy?: string;
  /** What is done before the file is synthesised: an earlier state of the environment. */
  readonly earlier?: (on: Deployment) => Promise<void>;
  /** Of what was there before, what belongs to the backend afterwards: it is destroyed with it. */
  readonly taken?: RegExp;
  /** Terraform's own subscription. @default - the stand-in's */
  readonly subscriptionId?: string;
  /** Further variables of the environment, for the app. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Types of the app's own resources, whose rights the library does not count: docs/recipes/add-your-own-resources.md. */
  readonly ownTypes?: readonly string[];
  /** What is known to stay behind: ids that no deployment record deletes. */
  readonly staysBehind?: RegExp;
  /** Whether Azure draws secrets for it. @default true */
  readonly drawsSecrets?: boolean;
  /** Of the tests' app; a file of its own says its options itself. */
  readonly options?: BackendOptions;
  /** Whether it is ejected too, in both forms: then Terraform alone plans no change. @default false */
  readonly ejected?: boolean;
  /** One option more, and what the plans then say: `<action> <address> <attributes>`. */
  readonly change?: { readonly options: BackendOptions; readonly plans: readonly string[] };
  /** What is done with it once it is deployed, before it is planned again: no plan may show it. */
  readonly deployed?: Readonly<Record<string, (on: Deployment) => Promise<void>>>;
  /** What else has to be true of what Azure was asked for. */
  readonly asked?: Readonly<Record<string, (on: Deployment) => void>>;
}

/** The tests of one whole life: deployed, planned again, changed, destroyed. A file each, so that they run at once. */
export function livesThrough(name: string, life: Life): void {
  const { environment, everyStack = false, drawsSecrets = true, file, changedBy, change } = life;
  const { options = {}, before = () => undefined, deployed = {}, asked = {}, ejected = false } = life;
  const { ownTypes = [] } = life;
  const counts = (action: string): boolean =>
    !ownTypes.some((type) => action.startsWith(`${type.toLowerCase()}/`));
  const variables = {
    TEST_BACKEND_OPTIONS: JSON.stringify(options),
    // An example says no environment: it takes this one.
    ...(everyStack ? {} : { BACKEND_ENVIRONMENT: environment }),
    ...life.variables,
  };
  stage(name, () => {
    let on: Deployment;
    let found: readonly string[];
    let counted: readonly string[];
    /** What the backend's own stacks have asked for, from their deployment to their end. */
    const asking: Exchange[] = [];

    beforeAll(async () => {
      const { subscriptionId } = life;
      on = await deployment({
        environment,
        everyStack,
        variables,
        ...(file === undefined ? {} : { file }),
        ...(subscriptionId === undefined ? {} : { subscriptionId }),
      });
      before(on.standIn);
      found = on.standIn.resources.map(({ id }) => id);
    });
    afterAll(() => on.end());

    test("the backend is valid and deploys", async () => {
      await life.earlier?.(on);
      await on.rehearsal.synth();
      counted = countedActions(on);
      await on.rehearsal.deploy();
      asking.push(...on.standIn.exchanges);
      await on.rehearsal.validate();
      expect(on.standIn.resources.length).toBeGreaterThan(found.length);
    });

    for (const [what, act] of Object.entries(deployed))
      test(what, async () => {
        await act(on);
      });

    test("the second plan has no changes, and does nothing that the documented roles of a planner refuse", async () => {
      const start = on.standIn.exchanges.length;
      const plans = await on.rehearsal.plan();
      expect(Object.values(plans).flatMap(({ changes }) => changes)).toEqual([]);
      // The roles are those of a backend's three stacks: what stacks of the app's own read is not in its plan.
      const hasOwnStacks = on.rehearsal.stacks.length > 3 * on.rehearsal.plans.length;
      if (!everyStack && !hasOwnStacks)
        expect(refusedToPlanner(on, on.standIn.exchanges.slice(start)).filter(counts)).toEqual([]);
    });

    if (ejected)
      test.each(["hcl", "json"] as const)("ejected as %s, its plans have no changes", async (syntax) => {
        const plans = await plansOfEjected(syntax, on, variables);
        expect(plans).toEqual(Object.fromEntries(on.rehearsal.stacks.map((stack) => [stack, 0])));
      });

    test("Terraform's files and states have no secret", async () => {
      const texts: KeptText[] = [];
      for (const stack of on.rehearsal.stacks)
        texts.push(
          { name: `${stack}.tfstate`, text: await stateOf(on, stack) },
          { name: `${stack}/cdk.tf.json`, text: on.workspace.synthesised(stack) },
        );
      expect(keptSecrets(on.standIn, [...texts, ...on.rehearsal.said], drawsSecrets)).toEqual([]);
    });

    test("the backend is deployed and planned without a warning of Terraform", () => {
      const warnings = on.rehearsal.said.flatMap(({ name, text }) =>
        warningsIn(text).map((warning) => `${name}: ${warning}`),
      );
      expect(warnings).toEqual([]);
    });

    test("the backend reaches every service that is closed to the internet", () => {
      expect(on.standIn.unreachable).toEqual([]);
    });

    test("the backend delivers every event that it subscribes to", () => {
      expect(on.standIn.undelivered).toEqual([]);
    });

    test("the requests have only properties of Microsoft's published types", () => {
      expect(on.standIn.againstPublished.findings).toEqual([]);
    });

    for (const [what, check] of Object.entries(asked))
      test(what, () => {
        check(on);
      });

    if (change !== undefined)
      test("a change of one option changes its resources, and no others", async () => {
        // The sample's own file takes no options: the same backend by the tests' app.
        const changed = { TEST_BACKEND_OPTIONS: JSON.stringify({ ...options, ...change.options }) };
        await on.rehearsal.synth(changed, projectOf(changedBy));
        const plans = await on.rehearsal.plan();
        const planned = Object.values(plans)
          .flatMap(({ changes }) => changes)
          .map(({ action, address, attributes }) => [action, address, ...attributes].join(" "));
        expect(planned).toEqual([...change.plans]);
      });

    test("the backend is destroyed, and leaves earlier resources", async () => {
      const start = on.standIn.exchanges.length;
      await on.rehearsal.synth();
      await on.rehearsal.destroy();
      asking.push(...on.standIn.exchanges.slice(start));
      const left = on.standIn.resources.map(({ id }) => id);
      expect(left.filter((id) => life.staysBehind?.test(id) !== true)).toEqual(
        found.filter((id) => life.taken?.test(id) !== true),
      );
      on.report(name);
    });

    test("a deployment and its end do nothing that doctor does not count among the rights that they need", () => {
      expect(uncountedActions(asking, counted).filter(counts)).toEqual([]);
    });
  });
}

/** A state that is kept in Azure is read with Terraform. */
async function stateOf({ workspace }: Deployment, stack: string): Promise<string> {
  const file = workspace.stateFile(stack);
  if (existsSync(file)) return readFileSync(file, "utf8");
  return (await workspace.terraform(stack, ["state", "pull"])).stdout;
}
