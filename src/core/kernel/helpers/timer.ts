import { checkSameMap, fieldArgument, initialisedField, laterCallback } from "../async/later-argument.ts";
import type { Kernel } from "../kernel.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";

/** CLOCK_REALTIME, CLOCK_MONOTONIC and CLOCK_BOOTTIME (include/uapi/linux/time.h, v7.3). */
const clocks: readonly bigint[] = [0n, 1n, 7n];
/** BPF_F_TIMER_ABS and BPF_F_TIMER_CPU_PIN (include/uapi/linux/bpf.h, v7.3). */
const ABSOLUTE = 1n;
const START_FLAGS = 3n;

const NOT_MODELLED = ["Interrupts: a timer that has run out waits until the program has ended and something waits."];

const timerArgument = (kernel: Kernel, address: bigint) => fieldArgument(kernel, "bpf_timer", { address, label: "R1" });

/** kernel/bpf/helpers.c, v7.3. */
export const timer: readonly HelperModel[] = [
  {
    name: "bpf_timer_init",
    notModelled: ["Clocks: all of them show the same time."],
    call(kernel, args) {
      const place = timerArgument(kernel, args(0));
      checkSameMap(kernel, place, { address: args(1), label: "R2" });
      if (!clocks.includes(args(2))) return errnoResult("EINVAL");
      if (initialisedField(kernel, place)) return errnoResult("EBUSY");
      kernel.async.initialise(place.map, place.value, "bpf_timer");
      return 0n;
    },
  },
  {
    name: "bpf_timer_set_callback",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      const field = initialisedField(kernel, timerArgument(kernel, args(0)));
      const slot = laterCallback(kernel, { address: args(1), label: "R2" });
      if (!field) return errnoResult("EINVAL");
      field.callback = slot;
      return 0n;
    },
  },
  {
    name: "bpf_timer_start",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      const field = initialisedField(kernel, timerArgument(kernel, args(0)));
      const [time, flags] = [BigInt.asIntN(64, args(1)), args(2)];
      if ((flags & ~START_FLAGS) !== 0n || field?.callback === undefined) return errnoResult("EINVAL");
      kernel.async.start(field, (flags & ABSOLUTE) === 0n ? kernel.clock.now + time : time);
      return 0n;
    },
  },
  {
    name: "bpf_timer_cancel",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      const field = initialisedField(kernel, timerArgument(kernel, args(0)));
      if (kernel.irqFlags.last) return errnoResult("EOPNOTSUPP");
      if (!field) return errnoResult("EINVAL");
      if (kernel.async.running === field) return errnoResult("EDEADLK");
      field.callback = undefined;
      return kernel.async.cancel(field) ? 1n : 0n;
    },
  },
];
