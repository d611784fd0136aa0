import { readUnsigned, toS32, toU32 } from "../../bytes/integers.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import type { ContextSocket } from "../objects/context-socket.ts";
import type { Socket } from "../objects/socket.ts";
import { findOption, type SocketOption } from "../objects/socket-options.ts";
import { contextSocketArgument } from "./context-socket-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";
import { socketArgument } from "./socket-argument.ts";

const INT_BYTES = 4;

/** Programs of sockopt name a socket; others their context. An errno where a sockops event has none to touch. */
function socketOf(kernel: Kernel, address: bigint): Socket | NonNullable<ContextSocket["refusal"]> {
  if (kernel.program.programType === "BPF_PROG_TYPE_CGROUP_SOCKOPT") return socketArgument(kernel, address);
  const { socket, refusal } = contextSocketArgument(kernel, address);
  return refusal ?? socket;
}

function optionOf(kernel: Kernel, socket: Socket, args: (index: number) => bigint): SocketOption | "EINVAL" {
  const [level, number] = [Number(toU32(args(1))), Number(toU32(args(2)))];
  const option = findOption(socket, level, number);
  if (option !== "gap") return option;
  return kernel.fault("helper-not-modelled", `the option ${number} of level ${level} has no model`);
}

type Use = (option: SocketOption, socket: Socket, bytes: Uint8Array) => ErrnoName | undefined;

function useOption(kernel: Kernel, args: (index: number) => bigint, size: number, bytes: Uint8Array, use: Use) {
  const socket = socketOf(kernel, args(0));
  if (typeof socket === "string") return socket;
  const option = optionOf(kernel, socket, args);
  if (option === "EINVAL" || size !== INT_BYTES) return "EINVAL";
  return use(option, socket, bytes);
}

const notModelled = ["Options beside those of `src/core/kernel/objects/socket-options.ts`: a call with one is a gap."];

/** net/core/filter.c, v7.3. */
export const socketOption: readonly HelperModel[] = [
  {
    name: "bpf_setsockopt",
    notModelled,
    call(kernel, args) {
      const size = memorySize(kernel, args(4));
      const bytes = kernel.memory.readBytes(args(3), size);
      const set: Use = (option, socket) => option.set(socket, Number(toS32(readUnsigned(bytes, 0, INT_BYTES))));
      return errnoResult(useOption(kernel, args, size, bytes, set));
    },
  },
  {
    name: "bpf_getsockopt",
    notModelled,
    call(kernel, args) {
      const size = memorySize(kernel, args(4));
      kernel.memory.resolve(args(3), { intent: "write", size });
      const bytes = new Uint8Array(size);
      const refused = useOption(kernel, args, size, bytes, (option, socket) => {
        new DataView(bytes.buffer).setInt32(0, option.get(socket), true);
        return undefined;
      });
      if (refused !== "EOPNOTSUPP") kernel.memory.writeBytes(args(3), bytes);
      return errnoResult(refused);
    },
  },
];
