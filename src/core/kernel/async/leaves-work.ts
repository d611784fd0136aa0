import type { LinkedObject } from "../../object/linked-object.ts";
import { specialFields } from "../maps/special-fields.ts";
import { asyncKinds } from "./async-work.ts";

/** Whether programs of an object can leave callbacks behind: a map's values hold a timer, a work queue or task work. */
export const leavesWork = ({ maps, btf }: Pick<LinkedObject, "maps" | "btf">): boolean =>
  maps.some(
    (map) =>
      map.kind === "declared" &&
      specialFields(btf, map.definition.valueType).some(({ kind }) => asyncKinds.some((each) => each === kind)),
  );
