import type { BtfType } from "./types.ts";

const identifier = /^[A-Za-z_$][\w$.]*$/;
/** Names of integers and floats are one or more words: `long unsigned int`. */
const words = /^[A-Za-z_][\w ]*$/;
/** Text that may stand between quotes in C as it is. */
const plainText = /^[ !#-[\]-~]+$/;

/** The kernel's KSYM_NAME_LEN: no name is longer. */
const LONGEST = 512;

interface NameRule {
  readonly pattern: RegExp;
  readonly optional: boolean;
  /** In characters; `LONGEST` where absent. */
  readonly longest?: number;
}

const required: NameRule = { pattern: identifier, optional: false };
const optional: NameRule = { pattern: identifier, optional: true };
/** The text of a declaration tag is never printed, and the kernel asks only that there is some (btf_decl_tag_check_meta, v7.3). */
const anyText: NameRule = { pattern: /./s, optional: false, longest: Number.POSITIVE_INFINITY };

/** What the name of each kind may be; kinds without one are absent. */
const nameRules: Partial<Record<BtfType["kind"], NameRule>> = {
  int: { pattern: words, optional: false },
  float: { pattern: words, optional: false },
  struct: optional,
  union: optional,
  enum: optional,
  fwd: required,
  typedef: required,
  func: required,
  var: required,
  datasec: { pattern: plainText, optional: false },
  decl_tag: anyText,
  type_tag: { pattern: plainText, optional: false },
};

/** Whether a name may stand as an identifier in C, or is empty where that is allowed. */
export function isIdentifier(name: string, mayBeEmpty: boolean): boolean {
  return name === "" ? mayBeEmpty : name.length <= LONGEST && identifier.test(name);
}

/** Whether the name of a type is one that the compiler could have written: printed C stays the C that was meant. */
export function isValidName(type: BtfType): boolean {
  const rule = nameRules[type.kind];
  if (!rule || !("name" in type)) return true;
  if (type.name === "") return rule.optional;
  return type.name.length <= (rule.longest ?? LONGEST) && rule.pattern.test(type.name);
}
