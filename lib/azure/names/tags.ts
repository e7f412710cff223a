/** Azure's limits: learn.microsoft.com/azure/azure-resource-manager/management/tag-resources */
const MOST_TAGS = 50;
const LONGEST_NAME = 128; // 512, but storage accounts take 128
const LONGEST_VALUE = 256;
const FORBIDDEN = /[<>%&\\?/]/;

export type Tags = Readonly<Record<string, string>>;

/** The user's tags over the default ones; Azure compares tag names without case, so `Project` replaces `project`. */
export function mergeTags(defaults: Tags, own: Tags): Tags {
  const given = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const kept = Object.entries(defaults).filter(([name]) => !given.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...own };
}

/**
 * Why Azure would refuse these tags: tag name → reason; `""` for the set as a whole.
 *
 * @param others - how many the library adds: `project`, `environment`, `stack`, and those that follow from options
 */
export function tagFaults(tags: Tags, others = 3): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  const names = Object.keys(tags);
  if (names.length > MOST_TAGS - others)
    faults[""] = `Azure allows ${MOST_TAGS} tags and the library sets ${others} of them; got ${names.length}`;
  for (const [name, value] of Object.entries(tags)) {
    if (name === "") faults[name] = "a tag needs a name";
    else if (name.length > LONGEST_NAME)
      faults[name] = `a tag name must have at most ${LONGEST_NAME} characters`;
    else if (FORBIDDEN.test(name)) faults[name] = "a tag name must not contain < > % & \\ ? /";
    else if (value.length > LONGEST_VALUE)
      faults[name] = `a tag value must have at most ${LONGEST_VALUE} characters`;
  }
  const seen = new Map<string, string>();
  for (const name of names) {
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined)
      faults[name] = `Azure ignores the case of tag names: this is the same tag as "${twin}"`;
    seen.set(name.toLowerCase(), name);
  }
  return faults;
}

/** Of tags in general: those that Azure's services write may be as long, and have slashes, `hidden-link:/subscriptions/…`. */
const LONGEST_FOREIGN_NAME = 512;

/** Why a tag that others write cannot be left alone; undefined when it can. */
export function ignoredTagFault(name: string): string | undefined {
  if (name === "") return "a tag needs a name";
  if (name.length > LONGEST_FOREIGN_NAME)
    return `a tag name must have at most ${LONGEST_FOREIGN_NAME} characters`;
  // Terraform reads it as text without expressions.
  return name.includes("${") ? "a tag name must not contain ${" : undefined;
}
