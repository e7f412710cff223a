import { resolve } from "node:path";
import { AnnotationMetadataEntryType, App, type TerraformOutput } from "cdktf";
import type { Components } from "./components/component";
import { buildImports } from "./stacks/imports/build-imports";
import { projectFolder } from "./decide/options/ambient";
import type { BackendOptions } from "./decide/options/backend-options";
import { nameOf, rememberBackend, sharedClaims } from "./decide/backends-of-app";
import { type BuiltResource, type DefinedBackend, planChannel } from "./decide/plan-channel";
import type { Note } from "./services/contract/draft";
import { explain } from "./decide/explain";
import { type DecidedBackend, decideBackend } from "./decide/plan";
import type { BackendPlan } from "./decide/backend-plan";
import { notesText, printedNotes } from "./decide/printed-notes";
import { BackendConfigError, type Problem } from "./settings/problems";
import { printNotes } from "./decide/print-notes";
import type { BackendResources, PublishedOutputs } from "./services";
import { stackRoles } from "./services/contract/service";
import type { BackendStack } from "./stacks/backend-stack";
import { builtResources } from "./stacks/built-resources";
import { buildNetwork } from "./stacks/network";
import { buildPlatform } from "./stacks/platform";
import { preventingDestroy } from "./stacks/prevent-destroy";
import type { TerraformAssertions, TerraformMocks } from "./terraform-tests/terraform-test";
import { TerraformTests } from "./terraform-tests/terraform-tests";
import { Transformer } from "./stacks/transform/transformer";
import { withoutStackTraces } from "./stacks/stack-traces";
import { buildWorkloads } from "./stacks/workloads";

/** The three Terraform stacks of a backend. */
export interface BackendStacks {
  /** The virtual network, its subnets and private DNS zones. */
  readonly network: BackendStack;
  /** What keeps data: Cosmos DB, storage, key vault, logs. */
  readonly platform: BackendStack;
  /** What runs code: the function app. */
  readonly workloads: BackendStack;
}

const CopyOf: new (resources: object) => object = class {
  constructor(resources: object) {
    Object.assign(this, resources);
  }
};

/** Every resource as a property of its own; which ones there are follows from the list of services. */
const ResourceProperties = CopyOf as new (resources: BackendResources) => BackendResources;

/** What `defineBackend` returns: the plan, the stacks, and every resource in them. */
export class Backend<Declared extends Components = Components> extends ResourceProperties {
  /** Every resource by name: the same objects as the properties of this class. */
  readonly resources: BackendResources;

  /** Use {@link defineBackend}. */
  constructor(
    /** The declared components. */
    readonly components: Declared,
    /** Everything that was decided, as plain data. */
    readonly plan: BackendPlan,
    /** The three stacks, for constructs of your own. */
    readonly stacks: BackendStacks,
    resources: BackendResources,
    /** What the platform stack publishes, for constructs of your own in the workloads stack. */
    readonly published: PublishedOutputs,
    /** The app that the stacks are in. */
    readonly app: App,
    private readonly ownsApp: boolean,
    private readonly addTests: (assertions: TerraformAssertions, mocks: TerraformMocks) => void,
  ) {
    super(resources);
    this.resources = resources;
  }

  /**
   * Why the backend is what it is.
   *
   * @param topic - an option group (`cosmos`), one option (`cosmos.mode`), `ignoreTags`, `provider`, `names`,
   *   `external`, `importFrom`, `privateEndpoints`, `grants` or `notes`
   */
  explain(topic?: string): string {
    return explain(this.plan, topic);
  }

  /**
   * Writes a file for `terraform test` with each stack, `tests/backend.tftest.json`: the stack is applied with mocked
   * providers, without credentials and without state, and each assertion is checked in a run of its own.
   *
   * @param assertions - what has to be so, by stack and name
   * @param mocks - what mocked providers answer for constructs of your own
   * @throws {@link BackendConfigError} with every problem at once, before anything is written
   */
  addTerraformTests(assertions: TerraformAssertions = {}, mocks: TerraformMocks = {}): void {
    this.addTests(assertions, mocks);
  }

  /**
   * Writes the stacks of a backend that was given no `app`.
   *
   * @throws Error when an app was given, which writes its backends itself, or when another backend has written into
   *   the same folder
   */
  synth(): void {
    if (!this.ownsApp)
      throw new Error("this backend was given an app: call app.synth(), which writes all that is in it");
    checkFolder(this);
    this.app.synth();
    written.set(resolve(this.app.outdir), this);
  }
}

/** Which backend has written into a folder in this process: a second one would leave the first without a manifest. */
const written = new Map<string, Backend>();

function checkFolder(backend: Backend): void {
  const other = written.get(resolve(backend.app.outdir));
  if (other !== undefined && other !== backend)
    throw new Error(
      `${backend.app.outdir} already holds ${named(other)}, and ${named(backend)} would write over it: make one ` +
        "`new App()`, give it to both as options.app, and call app.synth() once",
    );
}

function named({ plan }: Pick<Backend, "plan">): string {
  return nameOf(plan);
}

/**
 * Defines a backend: decides everything, then builds its three stacks.
 *
 * @param components - what it runs, at least one
 * @param options - what differs from the environment's defaults
 * @throws {@link BackendConfigError} with every problem at once, before anything is built or written
 * @example
 * ```ts
 * const backend = defineBackend({ feedbackApi, processUploadFunction });
 * backend.synth();
 * ```
 */
export function defineBackend<const Declared extends Components>(
  components: Declared,
  options: BackendOptions = {},
): Backend<Declared> {
  const decided = decideBackend(components, options);
  const { plan } = decided;
  const app = options.app ?? new App();
  checkFree(app, plan);
  const shared = sharedClaims(app, plan);
  if (shared.length > 0) throw new BackendConfigError(named({ plan }), shared);

  const { stacks, resources, published, unused, listResources } = withoutStackTraces(() =>
    build(app, decided),
  );
  tellNotes(stacks.workloads, named({ plan }), printedNotes([...unused, ...plan.notes]), options.notes);

  rememberBackend(app, plan);
  const tests = new TerraformTests(stacks, decided.elements);
  const defined: DefinedBackend = {
    plan,
    root: resolve(options.root ?? projectFolder()),
    addTerraformTests: () => {
      tests.add({}, {});
    },
    writeEmptyStacks: () => {
      for (const role of stackRoles) stacks[role].writeEmpty();
    },
    listResources,
  };
  planChannel.publish(defined);

  return new Backend(
    components,
    plan,
    stacks,
    resources,
    published,
    app,
    options.app === undefined,
    (assertions, mocks) => {
      tests.add(assertions, mocks);
    },
  );
}

interface BuiltBackend {
  readonly stacks: BackendStacks;
  readonly resources: BackendResources;
  readonly published: PublishedOutputs;
  /** Changes to resources that the backend does not have. */
  readonly unused: readonly Note[];
  readonly listResources: () => readonly BuiltResource[];
}

/** Builds all of it, or leaves the app as it was: a function of the user's may refuse a configuration. */
function build(app: App, decided: DecidedBackend): BuiltBackend {
  const added: TerraformOutput[] = [];
  try {
    return buildStacks(app, decided, added);
  } catch (error) {
    for (const role of stackRoles) app.node.tryRemoveChild(decided.plan.stackIds[role]);
    for (const output of added) output.node.scope?.node.tryRemoveChild(output.node.id);
    throw error;
  }
}

function buildStacks(
  app: App,
  { plan, elements, transforms }: DecidedBackend,
  added: TerraformOutput[],
): BuiltBackend {
  const transformer = new Transformer(transforms, named({ plan }), plan.origins);
  const inputs = { elements, transformed: preventingDestroy(transformer.transformed, plan), added };
  const network = buildNetwork(app, plan, inputs);
  const platform = buildPlatform(app, plan, network.stack, inputs);
  const stacks = { network: network.stack, platform: platform.stack };
  const workloads = buildWorkloads(app, plan, stacks, inputs);
  const all = { ...stacks, workloads: workloads.stack };
  const faults = [...transformer.faults(Object.values(all)), ...buildImports(plan, all, transformer.made)];
  if (faults.length > 0) throw new BackendConfigError(named({ plan }), faults);
  return {
    unused: transformer.unused().map((name) => ({
      level: "warning",
      path: `transform.${name}`,
      message: "not used: this backend has no such resource",
    })),
    listResources: () => builtResources(Object.values(all), transformer.made),
    stacks: all,
    resources: {
      ...network.resources,
      ...platform.resources,
      ...workloads.resources,
      managementLocks: platform.managementLocks,
      privateEndpoints: { ...platform.privateEndpoints, ...workloads.privateEndpoints },
    } as BackendResources,
    published: workloads.published,
  };
}

/**
 * The CLI shows what is in the manifest and hides what the app prints; plain node shows what is printed. No stack
 * trace goes into the manifest: it would carry the paths of one machine.
 */
function tellNotes(
  stack: BackendStack,
  subject: string,
  notes: readonly Note[],
  notesOption: BackendOptions["notes"] = "print",
): void {
  for (const note of notes) {
    const type =
      note.level === "warning" ? AnnotationMetadataEntryType.WARN : AnnotationMetadataEntryType.INFO;
    stack.node.addMetadata(type, `${note.path}: ${note.message}`, { stackTrace: false });
  }
  if (notesOption === "silent") return;
  let text = notesText(subject, notes);
  // The engine validates a stack just before it writes it, once in each synth.
  stack.node.addValidation({
    validate: () => {
      if (text !== "") printNotes(text);
      text = "";
      return [];
    },
  });
}

/** Two stacks of one id would be one folder. */
function checkFree(app: App, plan: BackendPlan): void {
  const taken = stackRoles.map((role) => plan.stackIds[role]).find((id) => app.node.tryFindChild(id));
  if (taken === undefined) return;
  const problem: Problem = {
    path: "environment",
    message: `the app already has a stack ${taken}`,
    from: ["your options"],
    fix: "define each project and environment once per app",
  };
  throw new BackendConfigError(named({ plan }), [problem]);
}
