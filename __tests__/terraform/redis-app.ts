import { App } from "cdktf";
import { type BackendOptions, defineBackend, defineFunction } from "../../lib";

// A function that keeps sessions in Redis.
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const app = new App();
defineBackend(
  {
    sessions: defineFunction({
      name: "sessions",
      entry: __filename,
      trigger: { type: "http", route: "sessions/{id}" },
      access: [{ type: "redis", action: "write" }],
    }),
  },
  { app, optional: { redis: true }, ...options },
);
app.synth();
