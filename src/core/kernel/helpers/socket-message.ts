import { toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import type { SocketMessage } from "../objects/socket-message.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";

/** The message behind the context in R1. */
export function messageArgument(kernel: Kernel, address: bigint): SocketMessage {
  const location = kernel.memory.locate(address);
  const { socketMessage } = kernel;
  if (socketMessage && location && location.region === socketMessage.context && location.offset === 0) {
    return socketMessage;
  }
  return kernel.fault("context-access", "the helper takes the program's context, a struct sk_msg_md, as R1");
}

/** For how many bytes the verdict counts, or how many it waits for: what becomes of the message is not seen here. */
const counting = (name: HelperModel["name"]): HelperModel => ({
  name,
  notModelled: ["What becomes of the message."],
  call(kernel, args) {
    messageArgument(kernel, args(0));
    return 0n;
  },
});

/** net/core/filter.c, v7.3. */
export const socketMessage: readonly HelperModel[] = [
  counting("bpf_msg_apply_bytes"),
  counting("bpf_msg_cork_bytes"),
  {
    name: "bpf_msg_pull_data",
    notModelled: ["Messages of several pieces."],
    call(kernel, args) {
      const message = messageArgument(kernel, args(0));
      const [start, end] = [Number(toU32(args(1))), Number(toU32(args(2)))];
      return errnoResult(args(3) === 0n ? message.pull(start, end) : message.pull(0, 0));
    },
  },
];
