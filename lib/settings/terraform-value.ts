/** How the engine writes a value that only Terraform will know: cdktf/lib/tokens/private/encoding. */
const TEXT = /[$#]\{TfToken\[/;
/** The first 16 bits of an encoded number, and of one in a list of numbers. */
const NUMBERS = [0xfdff, 0xfbff];

/** True for a value that stands for one that only Terraform will know: a string, a number or a list of such. */
export function isTerraformValue(value: unknown): boolean {
  if (typeof value === "string") return TEXT.test(value);
  if (typeof value === "number") {
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setFloat64(0, value);
    return NUMBERS.includes(bytes.getUint16(0));
  }
  return Array.isArray(value) && value.some(isTerraformValue);
}

/** Said of an option that is decided on at synth. */
export const KNOWN_AT_SYNTH = {
  message: "must be known at synth, got a Terraform value",
  fix: "give a literal value: Terraform variables and attributes are known only at plan or apply",
} as const;
