import { problem, problemsOf } from "../../support/problems";

const entry = "./src/handler.ts";
const bad = (path: string, message: string, fix: string) => problem(path, message, fix, "your components");
/** A declaration as JavaScript could make it. */
const started = (trigger: unknown): object => ({ it: { kind: "function", name: "it", entry, trigger } });

describe("a trigger of Service Bus", () => {
  const WHICH = "must have either a queue or a topic";
  const WRITE = 'write it like { queue: "orders" } or { topic: "orders", subscription: "mail" }';
  const QUEUE =
    "a Service Bus queue name must have letters, digits, full stops, hyphens and underscores, begin and end with a letter or digit, and have at most 260 characters";

  test.each<[string, object, string, string, string]>([
    ["nothing", {}, "", WHICH, WRITE],
    ["both", { queue: "a", topic: "b", subscription: "c" }, "", WHICH, WRITE],
    [
      "a subscription of a queue",
      { queue: "a", subscription: "c" },
      ".subscription",
      "must not be set: a queue has no subscriptions",
      "remove it",
    ],
    [
      "a topic without subscription",
      { topic: "b" },
      ".subscription",
      "the name of the Service Bus subscription is missing, got undefined",
      'choose a name such as "orders"',
    ],
    [
      "a name with a slash",
      { queue: "a/b" },
      ".queue",
      `${QUEUE}, got "a/b"`,
      'choose a name such as "orders"',
    ],
    [
      "sessions in words",
      { queue: "a", sessions: "yes" },
      ".sessions",
      'must be true or false, got "yes"',
      "correct or remove it",
    ],
    [
      "a field of another service",
      { queue: "a", container: "b" },
      ".container",
      "unknown field",
      "use one of type, queue, topic, subscription, sessions",
    ],
  ])("a trigger of Service Bus does not name %s", (_what, said, at, message, fix) => {
    const options = { optional: { serviceBus: true } };
    expect(problemsOf(options, started({ type: "serviceBus", ...said }))).toEqual([
      bad(`components.it.trigger${at}`, message, fix),
    ]);
  });
});
