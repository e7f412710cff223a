import { defineFunction } from "../../lib";
import { accessDifference } from "../../lib/access/access-difference";
import { accessMarkdown, accessText } from "../../lib/access/text";
import { planOf } from "../support/access-plans";

const timer = (access: readonly { type: "blob"; container: string; action: "read" | "write" }[]) =>
  planOf(
    { functionApp: { slots: [] } },
    {
      nightly: defineFunction({
        name: "nightly",
        entry: __filename,
        trigger: { type: "timer", schedule: "0 0 5 * * *" },
        access,
      }),
    },
  );
const before = timer([
  { type: "blob", container: "uploads", action: "read" },
  { type: "blob", container: "assets", action: "read" },
]);
const after = timer([
  { type: "blob", container: "uploads", action: "write" },
  { type: "blob", container: "assets", action: "write" },
]);

test("what grows is one line for everything that it is on, with what the role allows", () => {
  expect(accessText(accessDifference(before, after))).toBe(`dev: access

Access
  grows       component nightly: Storage Blob Data Reader → Storage Blob Data Contributor, on storage account: container assets; storage account: container uploads, from the internet

What these roles allow
  Storage Blob Data Contributor
    Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete
    Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read
    Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write
    Microsoft.Storage/storageAccounts/blobServices/containers/blobs/move/action
    Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action
    Microsoft.Storage/storageAccounts/blobServices/containers/delete
    Microsoft.Storage/storageAccounts/blobServices/containers/read
    Microsoft.Storage/storageAccounts/blobServices/containers/write
    Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action`);
});

test("Markdown marks what grows, and folds what roles allow", () => {
  const text = accessMarkdown(accessDifference(before, after));
  expect(text).toContain(`## Access: dev

|  | Who | May | On | From |
| --- | --- | --- | --- | --- |
| **grows** | component nightly | Storage Blob Data Reader → Storage Blob Data Contributor | storage account: container assets<br>storage account: container uploads | the internet |

<details><summary>What these roles allow (1)</summary>

- Storage Blob Data Contributor: \`Microsoft.Storage/`);
  expect(accessMarkdown(accessDifference(after, before))).toContain("\n| shrinks | component nightly |");
});

test("nothing that differs is one sentence", () => {
  const same = accessDifference(before, before);
  expect(accessText(same)).toBe("dev: access: nobody may do more or less");
  expect(accessMarkdown(same)).toBe("## Access: dev\n\nNobody may do more or less.");
});

test("an environment that is new or gone says so, with its exposures first", () => {
  const added = accessDifference(undefined, before);
  expect(accessText(added)).toMatch(/^dev: access of an environment that is new\n\nExposed\n/);
  expect(accessMarkdown(added)).toMatch(
    /^## Access: dev\n\nThe environment is new\.\n\n### Exposed\n\n- \*\*/,
  );
  expect(accessText(added)).toContain(`  key vault: reachable from the internet
    networking.privateEndpoints is false (environment "dev")
    fix: set networking.vnet and networking.privateEndpoints to true`);
  expect(accessText(added)).toContain("\n  new, grows  component nightly: ");
  const removed = accessDifference(before, undefined);
  expect(accessText(removed)).toMatch(/^dev: access of an environment that is gone\n\nAccess\n {2}gone {8}/);
});

test("names with markup stay text", () => {
  const plan = planOf({ cosmos: { database: "a|b" } });
  expect(accessMarkdown(accessDifference(undefined, plan))).toContain("database a\\|b");
});
