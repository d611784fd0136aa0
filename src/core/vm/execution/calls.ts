import { BPF_PSEUDO_FUNC } from "../../isa/encoding.ts";
import { wideImmediate } from "../../isa/wide-immediate.ts";
import { functionAddress } from "../function-address.ts";
import type { Executor } from "./executors.ts";

export const executeCall: Executor<"call"> = ({ target }, { slot, imm }) => {
  const next = slot + 1;
  switch (target) {
    case "subprogram":
      return (machine) => machine.enterSubprogram(next + imm);
    case "helper":
      return (machine) => {
        machine.finishCall(machine.environment.callHelper(imm, machine));
        return machine.takeJump() ?? next;
      };
    case "kfunc":
      return (machine) => {
        machine.finishCall(machine.environment.callKfunc(imm, machine));
        return next;
      };
  }
};

export const executeExit: Executor<"exit"> = () => (machine) => machine.leaveFunction();

export const executeLoadImmediate: Executor<"load-immediate"> = (_operation, instruction) => {
  const { slot, dst, src, imm } = instruction;
  const next = slot + 2;
  const constant = src === BPF_PSEUDO_FUNC ? functionAddress(slot + 1 + imm) : wideImmediate(instruction);
  const resolved = src !== 0 && src !== BPF_PSEUDO_FUNC;
  return (machine) => {
    machine.writeRegister(dst, resolved ? machine.environment.loadImmediate(instruction) : constant);
    return next;
  };
};
