/**
 * What the end of a parameter's name asks of the caller, by the verifier's own rules (is_kfunc_arg_… in
 * kernel/bpf/verifier.c, v6.1 to v7.3). The longest that fits holds.
 */
const suffixes: readonly (readonly [suffix: string, meaning: string])[] = [
  ["__refcounted_kptr", "A pointer to an object of the program's own that holds a `struct bpf_refcount`."],
  ["__nonown_allowed", "May also be a reference that the program does not own."],
  ["__arena__nullable", "A pointer into an arena, or NULL."],
  ["__const_map", "A map that the verifier knows by name: the address of one of the program's maps."],
  ["__irq_flag", "An `unsigned long` on the stack that keeps the state of interrupts."],
  ["__nullable", "May be NULL."],
  ["__uninit", "May be uninitialised: the kfunc writes it."],
  ["__alloc", "A pointer to an object that the program allocated."],
  ["__arena", "A pointer into an arena, or NULL."],
  ["__iter", "An iterator on the stack."],
  ["__prog", "Passed by the verifier: what the program gives is ignored."],
  ["__szk", "The size in bytes of what the parameter before it points to, a constant that the verifier knows."],
  ["__map", "A pointer to a map."],
  ["__opt", "May be NULL."],
  ["__ign", "Not looked at by the verifier: any value passes."],
  ["__str", "A constant string: it ends in a zero byte and lies in a read-only map, such as `.rodata`."],
  ["__sz", "The size in bytes of what the parameter before it points to."],
  ["__k", "A constant that the verifier knows."],
];

/** In Markdown; undefined for a name without a rule. */
export function suffixMeaning(name: string): string | undefined {
  return suffixes.find(([suffix]) => name.endsWith(suffix))?.[1];
}
