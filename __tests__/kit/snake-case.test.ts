import { snakeCase } from "../../lib/kit/snake-case";

test.each([
  ["keyVault", "key_vault"],
  ["cosmos", "cosmos"],
  ["storage_hostBlobEndpoint", "storage_host_blob_endpoint"],
])("the name %s is %s in Terraform", (name, expected) => {
  expect(snakeCase(name)).toBe(expected);
});
