import type { KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import { answerOf, mayCall } from "./availability-answer.ts";
import { type ProgramTypeName, programTypeNames } from "./program-type-names.ts";

/** Program types that may call a kfunc from a release on, and those that no longer may. */
export interface ProgramTypeChange {
  readonly release: string;
  readonly after: string;
  readonly gained: readonly ProgramTypeName[];
  readonly lost: readonly ProgramTypeName[];
}

/**
 * What changed from one release to the next, the newest first. Both must have the kfunc, must have been measured, and must
 * be able to load programs of the type: of others nothing is known.
 */
export function programTypeChanges({ kernels }: SiteModel, kfunc: KfuncModel): ProgramTypeChange[] {
  return kernels.flatMap((newer, index) => {
    const older = kernels[index + 1];
    if (!older) return [];
    const turned = (now: boolean) =>
      programTypeNames.filter(({ name }) => {
        const [before, after] = [answerOf(kfunc, older, name), answerOf(kfunc, newer, name)];
        return now ? before === "no" && mayCall(after) : mayCall(before) && after === "no";
      });
    const [gained, lost] = [turned(true), turned(false)];
    if (gained.length + lost.length === 0) return [];
    return [{ release: newer.release, after: older.release, gained, lost }];
  });
}
