import type { Environment } from "../../../src/core/vm/environment.ts";
import { FaultSignal } from "../../../src/core/vm/fault-signal.ts";

/** No kernel at all: every call is a fault. */
export const bareEnvironment: Environment = {
  callHelper(id) {
    throw new FaultSignal({ rule: "helper-not-modelled", message: `helper ${id} has no model` });
  },
  callKfunc(id) {
    throw new FaultSignal({ rule: "kfunc-not-modelled", message: `kfunc ${id} has no model` });
  },
  loadImmediate(instruction) {
    throw new FaultSignal({ rule: "invalid-instruction", message: `no map stands behind kind ${instruction.src}` });
  },
  exit() {},
};
