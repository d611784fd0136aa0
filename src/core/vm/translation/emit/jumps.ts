import type { WasmComparison } from "../../../isa/operations/wasm-operator.ts";
import { pushMayBePointer } from "../../emission/addresses.ts";
import { pushComparison, pushNumber } from "../../emission/operators.ts";
import { state } from "../../linear/layout.ts";
import { pushRegister } from "./arithmetic.ts";
import type { Emitter } from "./emitter.ts";

/** The outcome of a comparison with a number from 0 on that shows that the other operand is such a number too, and no pointer. */
const tellsNumber: Readonly<Partial<Record<WasmComparison, boolean>>> = {
  eq: true,
  lt_u: true,
  le_u: true,
  gt_s: true,
  ge_s: true,
  ne: false,
  gt_u: false,
  ge_u: false,
  lt_s: false,
  le_s: false,
};

/** Pushes something other than 0 where the jump is taken. Pointers are compared by what they stand for. */
export const pushCondition: Emitter<"jump-if"> = (fn, { row, width, operand }, { dst, src, imm }) => {
  const { code } = fn;
  const compared = operand === "register" ? [dst, src] : [dst];
  const unsure = compared.filter((index) => !fn.isNumber(index));
  const pushOperands = (push: (index: number) => void) =>
    pushComparison(code, row, width, {
      left: () => push(dst),
      right: () => (operand === "register" ? push(src) : pushNumber(code, imm, width)),
    });
  const pushPlain = () => pushOperands((index) => pushRegister(fn, index, width));
  const [first, second] = unsure;
  if (first === undefined) return pushPlain();
  const asksEquality = width === 64 && (row.wasm === "eq" || row.wasm === "ne");
  const pushEqual = () => {
    code.get(fn.register(dst));
    if (operand === "register") code.get(fn.register(src));
    else code.i64(BigInt(imm));
    code.call(fn.functions.equal);
    if (row.wasm === "ne") code.op("i32.eqz");
  };
  const pushCompared = () => {
    if (asksEquality) return pushEqual();
    pushOperands((index) => {
      code.get(fn.register(index)).call(fn.functions.compared);
      if (width === 32) code.op("i32.wrap_i64");
    });
  };
  const telling = operand === "immediate" && width === 64 && imm >= 0 ? tellsNumber[row.wasm] : undefined;
  if (telling !== undefined) {
    const settled = () => void code.i32(telling ? 1 : 0);
    const other = () => {
      pushMayBePointer(code, fn.register(dst)).if(
        pushCompared,
        () => void code.i32(telling ? 0 : 1),
        "i32",
        "unlikely",
      );
    };
    pushPlain();
    code.if(telling ? settled : other, telling ? other : settled, "i32");
    return;
  }
  if (second === undefined) pushMayBePointer(code, fn.register(first));
  else code.get(fn.register(first)).get(fn.register(second)).op("i64.or").i64(0n).op("i64.lt_s");
  code.if(pushCompared, pushPlain, "i32", "unlikely");
};

/** Pushes something other than 0 where the loops of this frame are used up, and counts one otherwise. */
export const pushLoopsUsedUp: Emitter<"may-goto"> = ({ code, loops }) => {
  code.get(loops).i32(0).memory("i32.load", state.loopBudget).op("i32.ge_u");
  code.if(
    () => void code.i32(1),
    () => void code.get(loops).i32(1).op("i32.add").set(loops).i32(0),
    "i32",
  );
};
