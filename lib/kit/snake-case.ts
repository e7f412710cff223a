/** A name of TypeScript as Terraform has it: `keyVault` → `key_vault`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
