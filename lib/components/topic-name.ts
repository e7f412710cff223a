/** A topic's name is part of its name in Azure, which has at most 50 characters, and of addresses. */
const NAME = /^[a-z](-?[a-z0-9])*$/;
const LONGEST_NAME = 24;

/** Why a custom topic of Event Grid cannot have this name; undefined when it can. */
export function topicNameFault(name: string): string | undefined {
  return name.length <= LONGEST_NAME && NAME.test(name)
    ? undefined
    : `a topic name must have lower-case letters, digits and single hyphens, begin with a letter, and have at most ${LONGEST_NAME} characters`;
}
