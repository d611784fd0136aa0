import { toU32 } from "../../bytes/integers.ts";
import { checkNothingHeld } from "../checks/exit.ts";
import { ProgArrayMap } from "../maps/prog-array.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";

/** MAX_TAIL_CALL_CNT (include/linux/bpf.h, v7.3). */
const MOST_TAIL_CALLS = 33;

/** bpf_tail_call: without a program at the index, or after too many, execution goes on behind the call. */
export const tailCall: readonly HelperModel[] = [
  {
    name: "bpf_tail_call",
    notModelled: [],
    call(kernel, args) {
      const context = args(0);
      const map = mapArgument(kernel, args(1), "R2");
      if (!(map instanceof ProgArrayMap)) {
        return kernel.fault("helper-argument", `bpf_tail_call takes no map of type ${map.typeName}`);
      }
      const target = map.programs.get(Number(toU32(args(2))));
      checkNothingHeld(kernel, "the program makes a tail call");
      const slot = target === undefined ? undefined : kernel.entries.get(target);
      if (slot === undefined || kernel.tailCalls >= MOST_TAIL_CALLS) return 0n;
      kernel.tailCalls++;
      kernel.forgetPacketPointers();
      kernel.machine?.jumpToProgram(slot, context);
      return 0n;
    },
  },
];
