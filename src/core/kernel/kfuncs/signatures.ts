/** DO NOT EDIT. Written by scripts/write-kfunc-signatures.ts from the kernel's BTF. */
import type {
  ContextPointer,
  DynptrPointer,
  MemoryPointer,
  ObjectPointer,
  ReturnedMemory,
  StructPointer,
} from "./argument-types.ts";

/** What a model of each kfunc is called with, and what it returns. */
export interface KfuncSignatures {
  /** `int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr__uninit)` */
  bpf_dynptr_from_xdp: {
    args: {
      x: ContextPointer<"xdp_md">;
      flags: bigint;
      ptr__uninit: DynptrPointer;
    };
    returns: number;
  };
  /** `void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset, void *buffer__nullable, u64 buffer__szk)` */
  bpf_dynptr_slice: {
    args: {
      p: DynptrPointer;
      offset: bigint;
      buffer__nullable: MemoryPointer | null;
      buffer__szk: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts, u32 opts__sz)` */
  bpf_xdp_get_xfrm_state: {
    args: {
      ctx: ContextPointer<"xdp_md">;
      opts: StructPointer<"bpf_xfrm_state_opts">;
      opts__sz: number;
    };
    returns: ObjectPointer<"xfrm_state"> | null;
  };
  /** `void bpf_xdp_xfrm_state_release(struct xfrm_state *x)` */
  bpf_xdp_xfrm_state_release: {
    args: {
      x: ObjectPointer<"xfrm_state">;
    };
    returns: undefined;
  };
}
