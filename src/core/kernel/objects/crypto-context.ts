import type { Aes } from "../crypto/aes.ts";
import type { BlockMode } from "../crypto/block-modes.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** struct bpf_crypto_ctx (kernel/bpf/crypto.c, v7.3): a cipher with its key. */
export class CryptoContext extends BtfObject {
  readonly cipher: Aes;
  readonly mode: BlockMode;

  constructor(kernel: Kernel, algorithm: string, cipher: Aes, mode: BlockMode) {
    super(kernel, `bpf_crypto_ctx of ${algorithm}`, structType(kernel.btf, "bpf_crypto_ctx"));
    this.cipher = cipher;
    this.mode = mode;
    this.set("siv_len", mode.ivBytes);
    this.count(1);
  }

  /** Adds to the count of references. */
  count(change: 1 | -1): void {
    this.set("usage.refs.counter", this.number("usage.refs.counter") + change);
  }
}
