import { codeOf } from "../../components/code";
import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { publicContainers } from "../storage";
import { urlSetting } from "./plan";
import { CDN } from "./option-group";

/** Every rule that components break by what they name of public assets. */
export function checkComponentsWithCdn(draft: Draft): void {
  checkStarts(draft);
  checkDeadLetters(draft);
  checkAppSettings(draft);
}

/** The Functions host watches, and Event Grid listens to, the account for data; files of the other one are done. */
function checkStarts(draft: Draft): void {
  const own = publicContainers(draft.settings);
  const triggers = draft.requirements.blobContainers
    .filter(({ name, action }) => own.has(name) && action === "trigger")
    .map(({ path, name }) => ({ path, name }));
  const events = draft.requirements.eventSubscriptions.flatMap(({ path, source: { blobs } }) =>
    blobs !== undefined && own.has(blobs) ? [{ path: `${path}.source.blobs` as const, name: blobs }] : [],
  );
  for (const { path, name } of [...triggers, ...events])
    draft.problem(
      path,
      `container ${redacted(name)} is in the storage account of public assets, whose blobs do not start functions`,
      `use a trigger on another container and write the results to ${redacted(name)}, or set ${CDN}.endpoints.${name} to false`,
      `${CDN}.enabled`,
    );
}

/** Events tell who has done what. */
function checkDeadLetters(draft: Draft): void {
  const own = publicContainers(draft.settings);
  for (const { path, deadLetter } of draft.requirements.eventSubscriptions)
    if (deadLetter !== undefined && own.has(deadLetter))
      draft.problem(
        `${path}.deadLetter`,
        `container ${redacted(deadLetter)} is public, and events must not be public`,
        "use another container",
        `${CDN}.enabled`,
      );
}

/** What is written anyway; Windows takes names of another case for the same. */
function checkAppSettings(draft: Draft): void {
  const written = [...publicContainers(draft.settings)].map(urlSetting);
  const given = [
    ...Object.keys(draft.settings.functionApp.settings).map(
      (name) => ["functionApp.settings", name] as const,
    ),
    ...draft.requirements.components.flatMap(({ path, component }) =>
      Object.keys(codeOf(component)?.environment ?? {}).map((name) => [`${path}.environment`, name] as const),
    ),
  ];
  for (const [at, name] of given)
    if (written.includes(name.toUpperCase()))
      draft.problemWithoutValue(
        `${at}.${name}`,
        "the backend sets this app setting: the address of the files of an endpoint",
        "remove it",
      );
}
