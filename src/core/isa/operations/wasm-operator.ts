/** Operators of WebAssembly that exist for i32 and i64 alike (`extend32_s` for i64 only), without the type before them. */
export type WasmOperator =
  | "add"
  | "sub"
  | "mul"
  | "div_u"
  | "div_s"
  | "rem_u"
  | "rem_s"
  | "and"
  | "or"
  | "xor"
  | "shl"
  | "shr_u"
  | "shr_s"
  | "extend8_s"
  | "extend16_s"
  | "extend32_s";

export type WasmComparison =
  | "eq"
  | "ne"
  | "gt_u"
  | "ge_u"
  | "lt_u"
  | "le_u"
  | "gt_s"
  | "ge_s"
  | "lt_s"
  | "le_s"
  /** No comparison: the bits that both operands have. */
  | "and";
