import { groupNames, serviceNamed } from "../../services";
import type { RequiredService } from "../../services/contract/option-rule";
import type { GroupName } from "../../services/words";

/** What every backend has, and why `cosmos: false` is refused. */
export const requiredServices: Readonly<Partial<Record<GroupName, RequiredService>>> = Object.fromEntries(
  groupNames.flatMap((name) => {
    const { required } = serviceNamed(name);
    return required === undefined ? [] : [[name, required]];
  }),
);
