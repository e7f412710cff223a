import { groupNames, serviceNamed } from "../../services";
import type { RequiredService } from "../../services/contract/option-rule";
import type { GroupName } from "../../services/words";

/** What every backend has: whoever writes `cosmos: false` is told why there is no such switch. */
export const requiredServices: Readonly<Partial<Record<GroupName, RequiredService>>> = Object.fromEntries(
  groupNames.flatMap((name) => {
    const { required } = serviceNamed(name);
    return required === undefined ? [] : [[name, required]];
  }),
);
