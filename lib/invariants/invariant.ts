import type { App, TerraformStack } from "cdktf";
import type { BackendPlan } from "../decide/backend-plan";
import type { StackRole } from "../services/contract/service";
import type { WrittenStack } from "./written-stack";

/** What `defineBackend` returns, as far as it is looked at. */
export interface CheckedBackend {
  readonly plan: BackendPlan;
  readonly app: App;
  readonly stacks: Readonly<Record<StackRole, TerraformStack>>;
  /** Every resource by the name that `transform` has for it. */
  readonly resources: object;
}

/** What invariants look at: a backend, and what its app has written. */
export interface Subject {
  readonly backend: CheckedBackend;
  /** The three stacks of the backend. */
  readonly own: Readonly<Record<StackRole, WrittenStack>>;
  /** Every stack of the app, by id. */
  readonly all: Readonly<Record<string, WrittenStack>>;
  /** The same app written again: the text of each stack, by id. */
  readonly again: Readonly<Record<string, string>>;
}

/** One place where an invariant does not hold. */
export interface Fault {
  /** The id of the stack; left out where it is about the backend as a whole. */
  readonly stack?: string;
  /** The resource in Terraform, `azurerm_key_vault.key_vault`; `output.name`; or the stack. */
  readonly address: string;
  /** What is wrong, in a sentence without a full stop. */
  readonly what: string;
  readonly fix: string;
}

/** Something that is so for any options. */
export interface Invariant {
  /** What is so, in a sentence without a full stop. */
  readonly holds: string;
  readonly check: (subject: Subject) => readonly Fault[];
}
