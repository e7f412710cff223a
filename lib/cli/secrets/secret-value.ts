/** The longest value, in bytes: learn.microsoft.com/azure/key-vault/secrets/about-secrets */
const LONGEST = 25_000;

/** A value that cannot be a secret. Its message has nothing of the value. */
export class SecretValueError extends Error {}

/**
 * The value in what was read. The line break that an editor or `echo` ends a file with is not part of it, and neither is a byte
 * order mark.
 *
 * @throws {@link SecretValueError} where it is empty, too long or not text
 */
export function secretValueIn(bytes: Uint8Array): string {
  const value = textOf(bytes).replace(/\r?\n$/, "");
  if (value.trim() === "") throw new SecretValueError("The value is empty: nothing was changed.");
  const length = Buffer.byteLength(value);
  if (length > LONGEST)
    throw new SecretValueError(
      `The value has ${length} bytes, and a secret of Key Vault has at most ${LONGEST}: nothing was changed.`,
    );
  return value;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SecretValueError(
      "The value is not text in UTF-8: nothing was changed. Encode binary data as base64 first.",
    );
  }
}
