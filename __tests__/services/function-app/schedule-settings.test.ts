import { type BackendOptions, defineFunction, secret } from "../../../lib";
import { messageOf, problemsOf } from "../../support/problems";
import { synthBackend } from "../../support/synth";

const cleanup = (environment = {}, schedule = "%CLEANUP_SCHEDULE%") =>
  defineFunction({
    name: "cleanup",
    entry: "./cleanup.ts",
    trigger: { type: "timer", schedule },
    environment,
  });
const daily = "0 30 4 * * *";

test.each<[string, BackendOptions, object]>([
  ["of the app", { functionApp: { settings: { CLEANUP_SCHEDULE: daily } } }, {}],
  ["of the component", {}, { CLEANUP_SCHEDULE: daily }],
  [
    "of a slot too",
    {
      environment: "prod",
      functionApp: {
        settings: { CLEANUP_SCHEDULE: daily },
        slotSettings: { staging: { CLEANUP_SCHEDULE: "0 0 5 * * *" } },
      },
    },
    {},
  ],
])("a schedule can be a setting %s", (_whose, options, environment) => {
  const { workloads } = synthBackend(options, { cleanup: cleanup(environment) });
  const app = workloads.only("azurerm_windows_function_app");
  expect(app["app_settings"]).toMatchObject({ CLEANUP_SCHEDULE: daily });
});

test.each<[string, BackendOptions, object, string, string]>([
  [
    "a setting that is not there",
    {},
    {},
    "components.cleanup.trigger.schedule: there is no app setting CLEANUP_SCHEDULE",
    'add it to functionApp.settings or to components.cleanup.environment: { CLEANUP_SCHEDULE: "0 */5 * * * *" }',
  ],
  [
    "a setting of another spelling",
    { functionApp: { settings: { cleanup_schedule: daily } } },
    {},
    "components.cleanup.trigger.schedule: there is no app setting CLEANUP_SCHEDULE",
    "add it to functionApp.settings",
  ],
  [
    "no schedule",
    { functionApp: { settings: { CLEANUP_SCHEDULE: "daily" } } },
    {},
    "functionApp.settings.CLEANUP_SCHEDULE: is the schedule of components.cleanup: must have six fields",
    'write it like "0 */5 * * * *"',
  ],
  [
    "a slot without a schedule",
    {
      environment: "prod",
      functionApp: {
        settings: { CLEANUP_SCHEDULE: daily },
        slotSettings: { staging: { CLEANUP_SCHEDULE: "61 * * * * *" } },
      },
    },
    {},
    "functionApp.slotSettings.staging.CLEANUP_SCHEDULE: is the schedule of components.cleanup",
    'write it like "0 */5 * * * *"',
  ],
  [
    "a secret",
    { keyVault: { secrets: { schedule: {} } } },
    { CLEANUP_SCHEDULE: secret("schedule") },
    "components.cleanup.environment.CLEANUP_SCHEDULE: is the schedule of components.cleanup: must be a schedule as a string",
    'write it like "0 */5 * * * *"',
  ],
])("%s is refused", (_what, options, environment, message, fix) => {
  const text = messageOf(options, { cleanup: cleanup(environment) });
  expect(text).toContain(message);
  expect(text).toContain(fix);
});

test.each(["%%", "%1ST%", "%A", "%A B%", "%A%B%"])("%s is no name of a setting", (schedule) => {
  expect(problemsOf({}, { cleanup: { ...cleanup(), trigger: { type: "timer", schedule } } })).toEqual([
    expect.objectContaining({ path: "components.cleanup.trigger.schedule" }),
  ]);
});
