import { FRAME_POINTER } from "../../../isa/encoding.ts";
import { isSurelyWritten } from "../../analysis/written-stack.ts";
import { accessWidths } from "../../emission/access-widths.ts";
import { pushAllWritten, pushUnwritten } from "../../emission/addresses.ts";
import { STACK_SIZE } from "../../frame-stack.ts";
import { ENTRY_BITS, entry, MOST_REGIONS, TABLE } from "../../linear/layout.ts";
import type { FunctionCode } from "../function-code.ts";
import type { Access } from "./access.ts";

/** An access to a fixed place on the stack: only which bytes were written has to be looked at. The bytes that say so follow the stack's contents. */
export function accessFixed(fn: FunctionCode, access: Access): void {
  const { code } = fn;
  const width = accessWidths[access.size.bytes];
  const offset = STACK_SIZE + access.instruction.offset;
  const step = () => fn.step(access.operation, access.instruction);
  const here = () => void code.get(fn.stack);
  if (isSurelyWritten(access, fn.facts.stack)) {
    access.perform(here, offset, "any");
    return;
  }
  const pushNotYet = () => pushUnwritten(code, width, here, offset + STACK_SIZE);
  if (access.intent === "read") {
    pushNotYet();
    code.if(step, () => access.perform(here, offset, "any"), undefined, "unlikely");
    return;
  }
  const perform = () => {
    code.get(fn.stack);
    pushAllWritten(code, width).memory(width.storeWritten, offset + STACK_SIZE);
    access.perform(here, offset, "any");
  };
  if (!fn.stackWatched) {
    perform();
    return;
  }
  pushNotYet();
  pushWatched(fn);
  code.op("i32.and").if(step, perform, undefined, "unlikely");
}

/** Pushes 1 where writes to this frame's stack are to be told of. */
export function pushWatched(fn: FunctionCode): void {
  const { code } = fn;
  code
    .get(fn.register(FRAME_POINTER))
    .i64(BigInt(32 - ENTRY_BITS))
    .op("i64.shr_u", "i32.wrap_i64");
  code
    .i32((MOST_REGIONS - 1) << ENTRY_BITS)
    .op("i32.and")
    .memory("i32.load", TABLE + entry.watched);
}
