import type { Form } from "../form.ts";
import { addressSpaceCastForm } from "./address-space-cast.ts";
import { arithmeticForm } from "./arithmetic.ts";
import { atomicForm } from "./atomic.ts";
import { byteSwapForm } from "./byte-swap.ts";
import { callForm, exitForm } from "./call.ts";
import { jumpForm, jumpIndirectForm, mayGotoForm } from "./jump.ts";
import { jumpIfForm } from "./jump-if.ts";
import { loadForm } from "./load.ts";
import { loadImmediateForm } from "./load-immediate.ts";
import { loadPacketForm } from "./load-packet.ts";
import { negateForm } from "./negate.ts";
import { storeForm } from "./store.ts";

/** Every form. The cast stands before arithmetic because it is a register move with a special offset. */
export const forms: readonly Form[] = [
  addressSpaceCastForm,
  arithmeticForm,
  negateForm,
  byteSwapForm,
  loadForm,
  storeForm,
  atomicForm,
  jumpIfForm,
  jumpForm,
  jumpIndirectForm,
  mayGotoForm,
  callForm,
  exitForm,
  loadImmediateForm,
  loadPacketForm,
];
