/** A section of struct_ops that are attached by a link; libbpf knows the name since 1.2. */
const LINKED = Buffer.from(".struct_ops.link\0");

/**
 * The object with `.struct_ops.link` cut to `.struct_ops`, in place, which every libbpf takes: the agent itself makes the
 * map one that is attached by a link. Names stand in the ELF string tables and in the BTF.
 */
export function withPlainStructOps(object: Uint8Array): Uint8Array {
  const bytes = Buffer.from(object);
  for (let at = bytes.indexOf(LINKED); at >= 0; at = bytes.indexOf(LINKED, at))
    bytes.fill(0, at + ".struct_ops".length, at + LINKED.length);
  return new Uint8Array(bytes);
}
