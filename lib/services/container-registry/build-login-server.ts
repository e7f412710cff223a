import { Fn, Token } from "cdktf";

/** The host of a registry in Azure's public cloud; its name may be an expression. */
export function loginServerOf(name: string): string {
  return `${Token.isUnresolved(name) ? Fn.lower(name) : name.toLowerCase()}.azurecr.io`;
}
