/** Bindings as the host gets them, parsed; the names that `@azure/functions` makes up are by chance, and are left out. */
export function namedAlike(rawBindings: readonly string[]): readonly object[] {
  return rawBindings
    .map((each) => JSON.parse(each) as { readonly type: string; readonly name: string })
    .map(({ name, ...rest }) => ({
      ...rest,
      name: name.replace(/^([A-Za-z$]+)[0-9a-f]{10}$/, "$1<chance>"),
    }));
}
