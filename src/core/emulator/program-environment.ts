import type { GlobalFunctions } from "../kernel/functions/global-functions.ts";
import { callHelper } from "../kernel/helpers/call-helper.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Environment } from "../vm/environment.ts";
import type { CallResults } from "./call-results.ts";
import { jumpTableRegions } from "./jump-tables.ts";
import { loadImmediate, placeSymbols } from "./load-immediate.ts";
import type { ObjectMaps } from "./object-maps.ts";
import type { ProgramImage } from "./program-image.ts";

/** What every program finds in the kernel, whatever runs it: helpers, the object's maps and the kernel's symbols. */
export function programEnvironment(
  kernel: Kernel,
  maps: ObjectMaps,
  image: ProgramImage,
  functions: GlobalFunctions,
  results: CallResults,
): Pick<Environment, "callHelper" | "loadImmediate" | "castAddress" | "enterGlobal" | "leaveGlobal"> {
  const jumpTables = jumpTableRegions(image, kernel.memory);
  const arena = maps.arenaOf(image);
  placeSymbols(kernel, image.instructions);
  /** Why an instruction was made invalid, by slot. */
  const poisoned = new Map(image.poisoned.map(({ slot, reason }) => [slot, reason]));
  return {
    callHelper(id, machine) {
      const missing = poisoned.get(machine.slot);
      if (missing !== undefined) kernel.fault("unresolved", missing);
      const result = callHelper(kernel, id, (index) => machine.readRegister(index + 1));
      return results.ofHelper(id, machine, result);
    },
    loadImmediate: (instruction) => loadImmediate(kernel, maps, jumpTables, instruction),
    enterGlobal: (start, machine) => functions.enter(start, machine),
    leaveGlobal: (start) => functions.leave(start),
    ...(arena && { castAddress: (address, to) => arena.cast(address, to) }),
  };
}
