import type { ErrnoName } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { StackTraceMap } from "../maps/stack-trace.ts";
import { DEEPEST_STACK, type StackSide, stacksNotModelled, walkStack } from "../objects/call-stack.ts";
import { frameBytes, writeFrames } from "../objects/stack-frames.ts";
import { Task } from "../objects/tasks.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";
import { memorySize } from "./memory-size.ts";
import { objectArgument } from "./object-argument.ts";

/** BPF_F_SKIP_FIELD_MASK and the flags beside it (include/uapi/linux/bpf.h, v7.3). */
const SKIPPED = 0xffn;
const USER_STACK = 1n << 8n;
const FAST_STACK_CMP = 1n << 9n;
const REUSE_STACKID = 1n << 10n;
const USER_BUILD_ID = 1n << 11n;

const CONTEXT = "That the first argument is the context.";

const sideOf = (flags: bigint): StackSide => ((flags & USER_STACK) === 0n ? "kernel" : "user");

/** How many frames are walked for `frames` of them behind those that are left out (stack_map_calculate_max_depth). */
const depthFor = (frames: number, skipped: number): number => Math.min(frames + skipped, DEEPEST_STACK);

function whyNoStack(kernel: Kernel, task: Task | undefined, side: StackSide): ErrnoName | undefined {
  if (side === "kernel" || !task) return undefined;
  if (!task.memory) return "EFAULT";
  return task === kernel.tasks.current ? undefined : "EOPNOTSUPP";
}

/** The bytes that are written and what is returned (__bpf_get_stack, kernel/bpf/stackmap.c, v7.3). */
function fill(kernel: Kernel, size: number, flags: bigint, task?: Task): { bytes: Uint8Array; result: bigint } {
  const refused = (errno: ErrnoName) => ({ bytes: new Uint8Array(size), result: errnoResult(errno) });
  const side = sideOf(flags);
  const withBuildIds = (flags & USER_BUILD_ID) !== 0n;
  if ((flags & ~(SKIPPED | USER_STACK | USER_BUILD_ID)) !== 0n) return refused("EINVAL");
  if (side === "kernel" && withBuildIds) return refused("EINVAL");
  const frame = withBuildIds ? frameBytes.buildId : frameBytes.address;
  if (size % frame !== 0) return refused("EINVAL");
  const why = whyNoStack(kernel, task, side);
  if (why) return refused(why);
  const skipped = Number(flags & SKIPPED);
  const walked = walkStack(side, depthFor(size / frame, skipped));
  if (walked.length < skipped) return refused("EFAULT");
  const found = walked.slice(skipped);
  return { bytes: writeFrames(found, size, withBuildIds), result: BigInt(found.length * frame) };
}

/** The last three arguments: memory, its size, flags. */
function getStack(kernel: Kernel, args: (index: number) => bigint, task?: Task): bigint {
  const size = args(2) === 0n ? 0 : memorySize(kernel, args(2));
  const { bytes, result } = fill(kernel, size, args(3), task);
  if (size > 0) kernel.memory.writeBytes(args(1), bytes);
  return result;
}

function taskArgument(kernel: Kernel, address: bigint): Task {
  const object = objectArgument(kernel, address, { label: "R1", struct: "task_struct" });
  return object instanceof Task ? object : kernel.fault("helper-argument", "R1 is a task that nobody started");
}

function stackMap(kernel: Kernel, address: bigint): StackTraceMap {
  const map = mapArgument(kernel, address, "R2");
  if (map instanceof StackTraceMap) return map;
  return kernel.fault("helper-argument", `bpf_get_stackid can't take ${map.name}, a map of type ${map.typeName}`);
}

/** bpf_get_stackid (kernel/bpf/stackmap.c, v7.3). */
function stackId(map: StackTraceMap, flags: bigint): bigint {
  if ((flags & ~(SKIPPED | USER_STACK | FAST_STACK_CMP | REUSE_STACKID)) !== 0n) return errnoResult("EINVAL");
  const skipped = Number(flags & SKIPPED);
  const walked = walkStack(sideOf(flags), depthFor(map.mostFrames, skipped));
  if (walked.length <= skipped) return errnoResult("EFAULT");
  const storage = { byHash: (flags & FAST_STACK_CMP) !== 0n, replaces: (flags & REUSE_STACKID) !== 0n };
  const stored = map.store(walked.slice(skipped), storage);
  return typeof stored === "number" ? BigInt(stored) : errnoResult(stored);
}

/** What runs, as addresses (kernel/bpf/stackmap.c, v7.3). */
export const stacks: readonly HelperModel[] = [
  {
    name: "bpf_get_stack",
    notModelled: [...stacksNotModelled, CONTEXT],
    call(kernel, args) {
      args(0);
      return getStack(kernel, args);
    },
  },
  {
    name: "bpf_get_task_stack",
    notModelled: stacksNotModelled,
    call: (kernel, args) => getStack(kernel, args, taskArgument(kernel, args(0))),
  },
  {
    name: "bpf_get_stackid",
    notModelled: [...stacksNotModelled, CONTEXT],
    call(kernel, args) {
      args(0);
      return stackId(stackMap(kernel, args(1)), args(2));
    },
  },
];
