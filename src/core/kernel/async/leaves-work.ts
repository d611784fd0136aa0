import type { LinkedObject } from "../../object/linked-object.ts";
import { hasField } from "../fields/map-record.ts";
import { asyncKinds } from "./async-work.ts";

/** Whether programs of an object can leave callbacks behind: a map's values hold a timer, a work queue or task work. */
export const leavesWork = ({ maps, btf }: Pick<LinkedObject, "maps" | "btf">): boolean =>
  maps.some((map) => map.kind === "declared" && hasField(btf, map.definition.valueType, asyncKinds));
