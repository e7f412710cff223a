import { problem, problemsOf } from "../../support/problems";

const entry = "./src/handler.ts";
const bad = (path: string, message: string, fix: string) => problem(path, message, fix, "your components");
/** A declaration as JavaScript could make it. */
const started = (trigger: unknown): object => ({ it: { kind: "function", name: "it", entry, trigger } });

describe("a trigger of Service Bus", () => {
  const WHICH = "names a queue or a topic of Service Bus, and one of them";
  const WRITE = 'write it with { queue: "orders" } or { topic: "orders", subscription: "mail" }';
  const QUEUE =
    "a Service Bus queue name has letters, digits, full stops, hyphens and underscores between two letters or digits, at most 260";

  test.each<[string, object, string, string, string]>([
    ["nothing", {}, "", WHICH, WRITE],
    ["both", { queue: "a", topic: "b", subscription: "c" }, "", WHICH, WRITE],
    [
      "a subscription of a queue",
      { queue: "a", subscription: "c" },
      ".subscription",
      "a queue has no subscriptions",
      "leave it out",
    ],
    [
      "a topic without subscription",
      { topic: "b" },
      ".subscription",
      "a Service Bus subscription has a name, got undefined",
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
      'is true or false, got "yes"',
      "write it so, or leave it out",
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
