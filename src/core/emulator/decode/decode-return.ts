import type { Btf } from "../../btf/btf.ts";
import { contexts } from "../../kernel/contexts/contexts.ts";
import type { DecodedValue } from "../outcome.ts";
import { decodeNumber } from "./decode-value.ts";

/** What a program of a type returned: 32 bits, whatever r0 holds above them. */
export function decodeReturn(btf: Btf, programType: string, r0: bigint): DecodedValue {
  const value = BigInt.asUintN(32, r0);
  const context = contexts.find((each) => each.programType === programType);
  const type = context?.returns === undefined ? undefined : btf.find("enum", context.returns);
  const describe = () => ({ target: "", null: false });
  const decoded = type === undefined ? undefined : decodeNumber({ btf, describe }, type, value);
  return decoded ?? { kind: "integer", type: "u32", value: value.toString() };
}
