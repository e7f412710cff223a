/** What `expired --json` prints: two whose last day is over, one of them locked, and four others. */
export const EXPIRED = JSON.stringify({
  environments: [
    { environment: "pr-12", standing: "expired", expires: "2026-11-20", locks: [] },
    {
      environment: "pr-13",
      standing: "expired",
      expires: "2026-11-21",
      locks: [{ name: "keep ##vso[x]\n", scope: "/subscriptions/s/resourceGroups/rg-shop-pr-13-platform" }],
    },
    { environment: "pr-14", standing: "no last day", locks: null },
    { environment: "demo", standing: "expired", expires: "2026-11-22", locks: [] },
  ],
  current: ["pr-15", "pr-16", "dev", "pr-017"],
});

/** What is done about them where pull request 16 is closed and the others are open. */
export const VERDICTS = [
  "12 destroy its last day was 2026-11-20",
  "13 locked its last day was 2026-11-21, and the lock keep ??vso?x?? on /subscriptions/s/resourceGroups/rg-shop-pr-13-platform keeps it: delete the lock",
  "14 unclear it has no last day, and its pull request is not closed: push to it, or destroy the environment",
  "16 destroy its pull request is closed",
  "",
].join("\n");

/** What `deploy --json` prints. @param host - of the function app */
export const deployed = (host?: string): string =>
  JSON.stringify({
    stacks: [
      { id: "shop-pr-12-platform", outputs: { key_vault_id: "/x" } },
      { id: "shop-pr-12-workloads", outputs: host === undefined ? {} : { function_app_hostname: host } },
    ],
  });
