export { applyBootstrap } from "./apply-bootstrap";
export { findAccount } from "./find-account";
export { findExisting } from "./find-existing";
export { type InitialStates, writeInitialStates } from "./initial-states";
export { type BootstrapInput, environmentOf, planBootstrap } from "./plan-bootstrap";
export { planRequested } from "./plan-requested";
export { ResourceReader } from "./resource-reader";
export { identitiesOf, resultText } from "./result-text";
