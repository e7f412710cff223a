import type { Manager } from "../../cli/doctor/manager";
import type { Permission } from "../../rights/permission";
import { permissionsAt } from "../../rights/permissions-at";
import { type Data, type DataObject, isDataObject } from "../../settings/data";
import { objectIn, textIn } from "../../settings/json-parts";

/** Azure would not say. */
export class ReadRefusal extends Error {
  constructor(
    /** What was asked for. */
    readonly id: string,
    readonly status: number,
    /** Azure's own words. */
    said: string,
  ) {
    super(
      `Azure returned ${status} for ${id}${said === "" ? "" : `: ${said}`}\n` +
        "fix: log in with an account that has the role Reader there. bootstrap --dry-run prints what to ask somebody else for",
    );
  }
}

/** Reads resources by their ids. */
export class ResourceReader {
  constructor(private readonly manager: Manager) {}

  /**
   * @returns undefined where there is no such resource
   * @throws {@link ReadRefusal}
   */
  async get(id: string, apiVersion: string): Promise<DataObject | undefined> {
    const { status, body } = await this.manager.send("GET", `${id}?api-version=${apiVersion}`);
    if (status === 404) return undefined;
    if (status !== 200) throw new ReadRefusal(id, status, said(body));
    return objectIn(json(body));
  }

  /** What a POST of names answers: undefined where Azure does not say, as for a provider that is not registered. */
  async post(path: string, body: object): Promise<DataObject | undefined> {
    const answer = await this.manager.send("POST", path, body);
    return answer.status === 200 ? objectIn(json(answer.body)) : undefined;
  }

  /** What the login may do at a scope; undefined where Azure does not tell. */
  permissionsAt(scope: string): Promise<readonly Permission[] | undefined> {
    return permissionsAt(this.manager, scope);
  }

  /**
   * Every entry of a list; none where what it belongs to is not there.
   *
   * @throws {@link ReadRefusal}
   */
  async list(id: string, query: string): Promise<readonly DataObject[]> {
    const { status, items = [] } = await this.manager.list(`${id}?${query}`);
    if (status === 404) return [];
    if (status !== 200) throw new ReadRefusal(id, status, "");
    return items.filter((each): each is DataObject => isDataObject(each as Data));
  }
}

function json(body: string): Data {
  try {
    return JSON.parse(body) as Data;
  } catch {
    return undefined;
  }
}

/** `AuthorizationFailed: The client … does not have authorization …` */
function said(body: string): string {
  const error = objectIn(objectIn(json(body))["error"]);
  return [error["code"], error["message"]].map(textIn).filter(Boolean).join(": ");
}
