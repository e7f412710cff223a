import type { Draft } from "./draft";

/**
 * An existing resource is used: its service needs no switch, and is not switched off beside it.
 *
 * @param name - of the service under `optional`, and of the option under `external`
 * @param thing - what the existing resource is, `a service for the API`
 */
export function switchOn(
  draft: Draft,
  name: "apim" | "containerRegistry" | "eventHubs" | "redis" | "serviceBus",
  thing: string,
): void {
  const group = `optional.${name}` as const;
  const external = `external.${name}` as const;
  if (!draft.settings.optional[name].enabled && draft.chosen(`${group}.enabled`))
    draft.problem(
      `${group}.enabled`,
      `is false, but ${external} is ${thing}`,
      `remove ${group}, or ${external}`,
      external,
    );
  draft.derive(`${group}.enabled`, true, `${external} is set`);
}
