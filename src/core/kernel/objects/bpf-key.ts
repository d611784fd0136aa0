import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import type { Key } from "./keys.ts";
import { structType } from "./struct-access.ts";

/** struct bpf_key (include/linux/bpf.h, v7.3): what a lookup gives, a key of user space or the number of a keyring of the system. */
export class BpfKey extends BtfObject {
  /** Absent for a keyring of the system. */
  readonly key: Key | undefined;

  constructor(kernel: Kernel, key: Key | undefined) {
    super(kernel, key ? `bpf_key of ${key.name}` : "bpf_key of a system keyring", structType(kernel.btf, "bpf_key"));
    this.key = key;
    this.set("has_ref", key ? 1 : 0);
    if (key) this.setPointer("key", key);
  }
}
