/** Names that others give to an option: ARM's and azurerm's arguments, and those of other tools. */
export interface Alias {
  /** The option group that the names are written in; "" for the top. */
  readonly at: string;
  /** In camel case; capitals, hyphens and underscores do not count. */
  readonly names: readonly string[];
}
