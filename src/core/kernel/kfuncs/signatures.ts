/** DO NOT EDIT. Written by scripts/write-kfunc-signatures.ts from the kernel's BTF. */
import type {
  AllocatedPointer,
  ContextPointer,
  DynptrPointer,
  IrqFlagPointer,
  IteratorPointer,
  LockPointer,
  MapPointer,
  MemoryPointer,
  NodePointer,
  ObjectPointer,
  RefcountedPointer,
  ReturnedMemory,
  ReturnedNode,
  RootPointer,
  StructPointer,
} from "./argument-types.ts";

/** What a model of each kfunc is called with, and what it returns. */
export interface KfuncSignatures {
  /** `void __bpf_trap(void)` */
  __bpf_trap: {
    args: Record<never, never>;
    returns: undefined;
  };
  /** `void bbr_cwnd_event_tx_start(struct sock *sk)` */
  bbr_cwnd_event_tx_start: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: undefined;
  };
  /** `void bbr_init(struct sock *sk)` */
  bbr_init: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: undefined;
  };
  /** `void bbr_main(struct sock *sk, u32 ack, int flag, const struct rate_sample *rs)` */
  bbr_main: {
    args: {
      sk: ObjectPointer<"sock">;
      ack: number;
      flag: number;
      rs: ObjectPointer<"rate_sample"> | StructPointer<"rate_sample">;
    };
    returns: undefined;
  };
  /** `u32 bbr_min_tso_segs(struct sock *sk)` */
  bbr_min_tso_segs: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `void bbr_set_state(struct sock *sk, u8 new_state)` */
  bbr_set_state: {
    args: {
      sk: ObjectPointer<"sock">;
      new_state: number;
    };
    returns: undefined;
  };
  /** `u32 bbr_sndbuf_expand(struct sock *sk)` */
  bbr_sndbuf_expand: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `u32 bbr_ssthresh(struct sock *sk)` */
  bbr_ssthresh: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `u32 bbr_undo_cwnd(struct sock *sk)` */
  bbr_undo_cwnd: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `void *bpf_arena_alloc_pages(void *p__map, void *addr__ign, u32 page_cnt, int node_id, u64 flags)` */
  bpf_arena_alloc_pages: {
    args: {
      p__map: MapPointer;
      addr__ign: bigint;
      page_cnt: number;
      node_id: number;
      flags: bigint;
    };
    returns: bigint;
  };
  /** `void bpf_arena_free_pages(void *p__map, void *ptr__ign, u32 page_cnt)` */
  bpf_arena_free_pages: {
    args: {
      p__map: MapPointer;
      ptr__ign: bigint;
      page_cnt: number;
    };
    returns: undefined;
  };
  /** `int bpf_arena_reserve_pages(void *p__map, void *ptr__ign, u32 page_cnt)` */
  bpf_arena_reserve_pages: {
    args: {
      p__map: MapPointer;
      ptr__ign: bigint;
      page_cnt: number;
    };
    returns: number;
  };
  /** `void *bpf_cast_to_kern_ctx(void *obj)` */
  bpf_cast_to_kern_ctx: {
    args: {
      obj: ContextPointer<"">;
    };
    returns: ReturnedMemory | null;
  };
  /** `struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp)` */
  bpf_cgroup_acquire: {
    args: {
      cgrp: ObjectPointer<"cgroup">;
    };
    returns: ObjectPointer<"cgroup"> | null;
  };
  /** `struct cgroup *bpf_cgroup_ancestor(struct cgroup *cgrp, int level)` */
  bpf_cgroup_ancestor: {
    args: {
      cgrp: ObjectPointer<"cgroup">;
      level: number;
    };
    returns: ObjectPointer<"cgroup"> | null;
  };
  /** `struct cgroup *bpf_cgroup_from_id(u64 cgid)` */
  bpf_cgroup_from_id: {
    args: {
      cgid: bigint;
    };
    returns: ObjectPointer<"cgroup"> | null;
  };
  /** `int bpf_cgroup_read_xattr(struct cgroup *cgroup, const char *name__str, struct bpf_dynptr *value_p)` */
  bpf_cgroup_read_xattr: {
    args: {
      cgroup: ObjectPointer<"cgroup">;
      name__str: bigint;
      value_p: DynptrPointer;
    };
    returns: number;
  };
  /** `void bpf_cgroup_release(struct cgroup *cgrp)` */
  bpf_cgroup_release: {
    args: {
      cgrp: ObjectPointer<"cgroup">;
    };
    returns: undefined;
  };
  /** `int bpf_copy_from_user_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size, const void *unsafe_ptr__ign)` */
  bpf_copy_from_user_dynptr: {
    args: {
      dptr: DynptrPointer;
      off: bigint;
      size: bigint;
      unsafe_ptr__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_copy_from_user_str(void *dst, u32 dst__sz, const void *unsafe_ptr__ign, u64 flags)` */
  bpf_copy_from_user_str: {
    args: {
      dst: MemoryPointer;
      dst__sz: number;
      unsafe_ptr__ign: bigint;
      flags: bigint;
    };
    returns: number;
  };
  /** `int bpf_copy_from_user_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size, const void *unsafe_ptr__ign)` */
  bpf_copy_from_user_str_dynptr: {
    args: {
      dptr: DynptrPointer;
      off: bigint;
      size: bigint;
      unsafe_ptr__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_copy_from_user_task_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size, const void *unsafe_ptr__ign, struct task_struct *tsk)` */
  bpf_copy_from_user_task_dynptr: {
    args: {
      dptr: DynptrPointer;
      off: bigint;
      size: bigint;
      unsafe_ptr__ign: bigint;
      tsk: ObjectPointer<"task_struct">;
    };
    returns: number;
  };
  /** `int bpf_copy_from_user_task_str(void *dst, u32 dst__sz, const void *unsafe_ptr__ign, struct task_struct *tsk, u64 flags)` */
  bpf_copy_from_user_task_str: {
    args: {
      dst: MemoryPointer;
      dst__sz: number;
      unsafe_ptr__ign: bigint;
      tsk: ObjectPointer<"task_struct">;
      flags: bigint;
    };
    returns: number;
  };
  /** `int bpf_copy_from_user_task_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size, const void *unsafe_ptr__ign, struct task_struct *tsk)` */
  bpf_copy_from_user_task_str_dynptr: {
    args: {
      dptr: DynptrPointer;
      off: bigint;
      size: bigint;
      unsafe_ptr__ign: bigint;
      tsk: ObjectPointer<"task_struct">;
    };
    returns: number;
  };
  /** `struct bpf_cpumask *bpf_cpumask_acquire(struct bpf_cpumask *cpumask)` */
  bpf_cpumask_acquire: {
    args: {
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
    };
    returns: ObjectPointer<"bpf_cpumask"> | null;
  };
  /** `bool bpf_cpumask_and(struct bpf_cpumask *dst, const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_and: {
    args: {
      dst: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
      src1: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
      src2: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_any_and_distribute(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_any_and_distribute: {
    args: {
      src1: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
      src2: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_any_distribute(const struct cpumask *cpumask)` */
  bpf_cpumask_any_distribute: {
    args: {
      cpumask: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `void bpf_cpumask_clear(struct bpf_cpumask *cpumask)` */
  bpf_cpumask_clear: {
    args: {
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `void bpf_cpumask_clear_cpu(u32 cpu, struct bpf_cpumask *cpumask)` */
  bpf_cpumask_clear_cpu: {
    args: {
      cpu: number;
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `void bpf_cpumask_copy(struct bpf_cpumask *dst, const struct cpumask *src)` */
  bpf_cpumask_copy: {
    args: {
      dst: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
      src: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: undefined;
  };
  /** `struct bpf_cpumask *bpf_cpumask_create(void)` */
  bpf_cpumask_create: {
    args: Record<never, never>;
    returns: ObjectPointer<"bpf_cpumask"> | null;
  };
  /** `bool bpf_cpumask_empty(const struct cpumask *cpumask)` */
  bpf_cpumask_empty: {
    args: {
      cpumask: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_equal(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_equal: {
    args: {
      src1: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
      src2: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_first(const struct cpumask *cpumask)` */
  bpf_cpumask_first: {
    args: {
      cpumask: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_first_and(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_first_and: {
    args: {
      src1: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
      src2: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_first_zero(const struct cpumask *cpumask)` */
  bpf_cpumask_first_zero: {
    args: {
      cpumask: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_full(const struct cpumask *cpumask)` */
  bpf_cpumask_full: {
    args: {
      cpumask: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_intersects(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_intersects: {
    args: {
      src1: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
      src2: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `void bpf_cpumask_or(struct bpf_cpumask *dst, const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_or: {
    args: {
      dst: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
      src1: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
      src2: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: undefined;
  };
  /** `int bpf_cpumask_populate(struct bpf_cpumask *cpumask, void *src, size_t src__sz)` */
  bpf_cpumask_populate: {
    args: {
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
      src: MemoryPointer;
      src__sz: bigint;
    };
    returns: number;
  };
  /** `void bpf_cpumask_release(struct bpf_cpumask *cpumask)` */
  bpf_cpumask_release: {
    args: {
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `void bpf_cpumask_set_cpu(u32 cpu, struct bpf_cpumask *cpumask)` */
  bpf_cpumask_set_cpu: {
    args: {
      cpu: number;
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `void bpf_cpumask_setall(struct bpf_cpumask *cpumask)` */
  bpf_cpumask_setall: {
    args: {
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `bool bpf_cpumask_subset(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_subset: {
    args: {
      src1: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
      src2: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_test_and_clear_cpu(u32 cpu, struct bpf_cpumask *cpumask)` */
  bpf_cpumask_test_and_clear_cpu: {
    args: {
      cpu: number;
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_test_and_set_cpu(u32 cpu, struct bpf_cpumask *cpumask)` */
  bpf_cpumask_test_and_set_cpu: {
    args: {
      cpu: number;
      cpumask: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_test_cpu(u32 cpu, const struct cpumask *cpumask)` */
  bpf_cpumask_test_cpu: {
    args: {
      cpu: number;
      cpumask: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_weight(const struct cpumask *cpumask)` */
  bpf_cpumask_weight: {
    args: {
      cpumask: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `void bpf_cpumask_xor(struct bpf_cpumask *dst, const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_xor: {
    args: {
      dst: ObjectPointer<"bpf_cpumask"> | StructPointer<"bpf_cpumask">;
      src1: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
      src2: ObjectPointer<"cpumask"> | StructPointer<"cpumask">;
    };
    returns: undefined;
  };
  /** `struct bpf_crypto_ctx *bpf_crypto_ctx_acquire(struct bpf_crypto_ctx *ctx)` */
  bpf_crypto_ctx_acquire: {
    args: {
      ctx: ObjectPointer<"bpf_crypto_ctx">;
    };
    returns: ObjectPointer<"bpf_crypto_ctx"> | null;
  };
  /** `struct bpf_crypto_ctx *bpf_crypto_ctx_create(const struct bpf_crypto_params *params, u32 params__sz, int *err)` */
  bpf_crypto_ctx_create: {
    args: {
      params: StructPointer<"bpf_crypto_params">;
      params__sz: number;
      err: MemoryPointer;
    };
    returns: ObjectPointer<"bpf_crypto_ctx"> | null;
  };
  /** `void bpf_crypto_ctx_release(struct bpf_crypto_ctx *ctx)` */
  bpf_crypto_ctx_release: {
    args: {
      ctx: ObjectPointer<"bpf_crypto_ctx">;
    };
    returns: undefined;
  };
  /** `int bpf_crypto_decrypt(struct bpf_crypto_ctx *ctx, const struct bpf_dynptr *src, const struct bpf_dynptr *dst, const struct bpf_dynptr *siv__nullable)` */
  bpf_crypto_decrypt: {
    args: {
      ctx: ObjectPointer<"bpf_crypto_ctx">;
      src: DynptrPointer;
      dst: DynptrPointer;
      siv__nullable: DynptrPointer | null;
    };
    returns: number;
  };
  /** `int bpf_crypto_encrypt(struct bpf_crypto_ctx *ctx, const struct bpf_dynptr *src, const struct bpf_dynptr *dst, const struct bpf_dynptr *siv__nullable)` */
  bpf_crypto_encrypt: {
    args: {
      ctx: ObjectPointer<"bpf_crypto_ctx">;
      src: DynptrPointer;
      dst: DynptrPointer;
      siv__nullable: DynptrPointer | null;
    };
    returns: number;
  };
  /** `int bpf_ct_change_status(struct nf_conn *nfct, u32 status)` */
  bpf_ct_change_status: {
    args: {
      nfct: ObjectPointer<"nf_conn">;
      status: number;
    };
    returns: number;
  };
  /** `int bpf_ct_change_timeout(struct nf_conn *nfct, u32 timeout)` */
  bpf_ct_change_timeout: {
    args: {
      nfct: ObjectPointer<"nf_conn">;
      timeout: number;
    };
    returns: number;
  };
  /** `struct nf_conn *bpf_ct_insert_entry(struct nf_conn___init *nfct_i)` */
  bpf_ct_insert_entry: {
    args: {
      nfct_i: ObjectPointer<"nf_conn___init">;
    };
    returns: ObjectPointer<"nf_conn"> | null;
  };
  /** `void bpf_ct_release(struct nf_conn *nfct)` */
  bpf_ct_release: {
    args: {
      nfct: ObjectPointer<"nf_conn">;
    };
    returns: undefined;
  };
  /** `int bpf_ct_set_nat_info(struct nf_conn___init *nfct, union nf_inet_addr *addr, int port, enum nf_nat_manip_type manip)` */
  bpf_ct_set_nat_info: {
    args: {
      nfct: ObjectPointer<"nf_conn___init">;
      addr: ObjectPointer<"nf_inet_addr"> | StructPointer<"nf_inet_addr">;
      port: number;
      manip: number;
    };
    returns: number;
  };
  /** `int bpf_ct_set_status(const struct nf_conn___init *nfct, u32 status)` */
  bpf_ct_set_status: {
    args: {
      nfct: ObjectPointer<"nf_conn___init">;
      status: number;
    };
    returns: number;
  };
  /** `void bpf_ct_set_timeout(struct nf_conn___init *nfct, u32 timeout)` */
  bpf_ct_set_timeout: {
    args: {
      nfct: ObjectPointer<"nf_conn___init">;
      timeout: number;
    };
    returns: undefined;
  };
  /** `int bpf_dynptr_adjust(struct bpf_dynptr *p, u64 start, u64 end)` */
  bpf_dynptr_adjust: {
    args: {
      p: DynptrPointer;
      start: bigint;
      end: bigint;
    };
    returns: number;
  };
  /** `int bpf_dynptr_clone(const struct bpf_dynptr *p, struct bpf_dynptr *clone__uninit)` */
  bpf_dynptr_clone: {
    args: {
      p: DynptrPointer;
      clone__uninit: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_dynptr_copy(const struct bpf_dynptr *dst_ptr, u64 dst_off, const struct bpf_dynptr *src_ptr, u64 src_off, u64 size)` */
  bpf_dynptr_copy: {
    args: {
      dst_ptr: DynptrPointer;
      dst_off: bigint;
      src_ptr: DynptrPointer;
      src_off: bigint;
      size: bigint;
    };
    returns: number;
  };
  /** `int bpf_dynptr_file_discard(struct bpf_dynptr *dynptr)` */
  bpf_dynptr_file_discard: {
    args: {
      dynptr: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_dynptr_from_file(struct file *file, u32 flags, struct bpf_dynptr *ptr__uninit)` */
  bpf_dynptr_from_file: {
    args: {
      file: ObjectPointer<"file">;
      flags: number;
      ptr__uninit: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags, struct bpf_dynptr *ptr__uninit)` */
  bpf_dynptr_from_skb: {
    args: {
      s: ContextPointer<"__sk_buff">;
      flags: bigint;
      ptr__uninit: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_dynptr_from_skb_meta(struct __sk_buff *skb_, u64 flags, struct bpf_dynptr *ptr__uninit)` */
  bpf_dynptr_from_skb_meta: {
    args: {
      skb_: ContextPointer<"__sk_buff">;
      flags: bigint;
      ptr__uninit: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr__uninit)` */
  bpf_dynptr_from_xdp: {
    args: {
      x: ContextPointer<"xdp_md">;
      flags: bigint;
      ptr__uninit: DynptrPointer;
    };
    returns: number;
  };
  /** `bool bpf_dynptr_is_null(const struct bpf_dynptr *p)` */
  bpf_dynptr_is_null: {
    args: {
      p: DynptrPointer;
    };
    returns: number;
  };
  /** `bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p)` */
  bpf_dynptr_is_rdonly: {
    args: {
      p: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_dynptr_memset(const struct bpf_dynptr *p, u64 offset, u64 size, u8 val)` */
  bpf_dynptr_memset: {
    args: {
      p: DynptrPointer;
      offset: bigint;
      size: bigint;
      val: number;
    };
    returns: number;
  };
  /** `u64 bpf_dynptr_size(const struct bpf_dynptr *p)` */
  bpf_dynptr_size: {
    args: {
      p: DynptrPointer;
    };
    returns: bigint;
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
  /** `void *bpf_dynptr_slice_rdwr(const struct bpf_dynptr *p, u64 offset, void *buffer__nullable, u64 buffer__szk)` */
  bpf_dynptr_slice_rdwr: {
    args: {
      p: DynptrPointer;
      offset: bigint;
      buffer__nullable: MemoryPointer | null;
      buffer__szk: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `int bpf_get_dentry_xattr(struct dentry *dentry, const char *name__str, struct bpf_dynptr *value_p)` */
  bpf_get_dentry_xattr: {
    args: {
      dentry: ObjectPointer<"dentry">;
      name__str: bigint;
      value_p: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_get_file_xattr(struct file *file, const char *name__str, struct bpf_dynptr *value_p)` */
  bpf_get_file_xattr: {
    args: {
      file: ObjectPointer<"file">;
      name__str: bigint;
      value_p: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_get_fsverity_digest(struct file *file, const struct bpf_dynptr *digest_p)` */
  bpf_get_fsverity_digest: {
    args: {
      file: ObjectPointer<"file">;
      digest_p: DynptrPointer;
    };
    returns: number;
  };
  /** `struct file *bpf_get_task_exe_file(struct task_struct *task)` */
  bpf_get_task_exe_file: {
    args: {
      task: ObjectPointer<"task_struct">;
    };
    returns: ObjectPointer<"file"> | null;
  };
  /** `void bpf_iter_bits_destroy(struct bpf_iter_bits *it)` */
  bpf_iter_bits_destroy: {
    args: {
      it: IteratorPointer;
    };
    returns: undefined;
  };
  /** `int bpf_iter_bits_new(struct bpf_iter_bits *it, const u64 *unsafe_ptr__ign, u32 nr_words)` */
  bpf_iter_bits_new: {
    args: {
      it: IteratorPointer;
      unsafe_ptr__ign: bigint;
      nr_words: number;
    };
    returns: number;
  };
  /** `int *bpf_iter_bits_next(struct bpf_iter_bits *it)` */
  bpf_iter_bits_next: {
    args: {
      it: IteratorPointer;
    };
    returns: ReturnedMemory | null;
  };
  /** `void bpf_iter_css_destroy(struct bpf_iter_css *it)` */
  bpf_iter_css_destroy: {
    args: {
      it: IteratorPointer;
    };
    returns: undefined;
  };
  /** `int bpf_iter_css_new(struct bpf_iter_css *it, struct cgroup_subsys_state *start, unsigned int flags)` */
  bpf_iter_css_new: {
    args: {
      it: IteratorPointer;
      start: ObjectPointer<"cgroup_subsys_state">;
      flags: number;
    };
    returns: number;
  };
  /** `struct cgroup_subsys_state *bpf_iter_css_next(struct bpf_iter_css *it)` */
  bpf_iter_css_next: {
    args: {
      it: IteratorPointer;
    };
    returns: ObjectPointer<"cgroup_subsys_state"> | null;
  };
  /** `void bpf_iter_css_task_destroy(struct bpf_iter_css_task *it)` */
  bpf_iter_css_task_destroy: {
    args: {
      it: IteratorPointer;
    };
    returns: undefined;
  };
  /** `int bpf_iter_css_task_new(struct bpf_iter_css_task *it, struct cgroup_subsys_state *css, unsigned int flags)` */
  bpf_iter_css_task_new: {
    args: {
      it: IteratorPointer;
      css: ObjectPointer<"cgroup_subsys_state">;
      flags: number;
    };
    returns: number;
  };
  /** `struct task_struct *bpf_iter_css_task_next(struct bpf_iter_css_task *it)` */
  bpf_iter_css_task_next: {
    args: {
      it: IteratorPointer;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `void bpf_iter_dmabuf_destroy(struct bpf_iter_dmabuf *it)` */
  bpf_iter_dmabuf_destroy: {
    args: {
      it: IteratorPointer;
    };
    returns: undefined;
  };
  /** `int bpf_iter_dmabuf_new(struct bpf_iter_dmabuf *it)` */
  bpf_iter_dmabuf_new: {
    args: {
      it: IteratorPointer;
    };
    returns: number;
  };
  /** `struct dma_buf *bpf_iter_dmabuf_next(struct bpf_iter_dmabuf *it)` */
  bpf_iter_dmabuf_next: {
    args: {
      it: IteratorPointer;
    };
    returns: ObjectPointer<"dma_buf"> | null;
  };
  /** `void bpf_iter_kmem_cache_destroy(struct bpf_iter_kmem_cache *it)` */
  bpf_iter_kmem_cache_destroy: {
    args: {
      it: IteratorPointer;
    };
    returns: undefined;
  };
  /** `int bpf_iter_kmem_cache_new(struct bpf_iter_kmem_cache *it)` */
  bpf_iter_kmem_cache_new: {
    args: {
      it: IteratorPointer;
    };
    returns: number;
  };
  /** `struct kmem_cache *bpf_iter_kmem_cache_next(struct bpf_iter_kmem_cache *it)` */
  bpf_iter_kmem_cache_next: {
    args: {
      it: IteratorPointer;
    };
    returns: ObjectPointer<"kmem_cache"> | null;
  };
  /** `void bpf_iter_num_destroy(struct bpf_iter_num *it)` */
  bpf_iter_num_destroy: {
    args: {
      it: IteratorPointer;
    };
    returns: undefined;
  };
  /** `int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end)` */
  bpf_iter_num_new: {
    args: {
      it: IteratorPointer;
      start: number;
      end: number;
    };
    returns: number;
  };
  /** `int *bpf_iter_num_next(struct bpf_iter_num *it)` */
  bpf_iter_num_next: {
    args: {
      it: IteratorPointer;
    };
    returns: ReturnedMemory | null;
  };
  /** `void bpf_iter_task_destroy(struct bpf_iter_task *it)` */
  bpf_iter_task_destroy: {
    args: {
      it: IteratorPointer;
    };
    returns: undefined;
  };
  /** `int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task__nullable, unsigned int flags)` */
  bpf_iter_task_new: {
    args: {
      it: IteratorPointer;
      task__nullable: ObjectPointer<"task_struct"> | null;
      flags: number;
    };
    returns: number;
  };
  /** `struct task_struct *bpf_iter_task_next(struct bpf_iter_task *it)` */
  bpf_iter_task_next: {
    args: {
      it: IteratorPointer;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `void bpf_iter_task_vma_destroy(struct bpf_iter_task_vma *it)` */
  bpf_iter_task_vma_destroy: {
    args: {
      it: IteratorPointer;
    };
    returns: undefined;
  };
  /** `int bpf_iter_task_vma_new(struct bpf_iter_task_vma *it, struct task_struct *task, u64 addr)` */
  bpf_iter_task_vma_new: {
    args: {
      it: IteratorPointer;
      task: ObjectPointer<"task_struct">;
      addr: bigint;
    };
    returns: number;
  };
  /** `struct vm_area_struct *bpf_iter_task_vma_next(struct bpf_iter_task_vma *it)` */
  bpf_iter_task_vma_next: {
    args: {
      it: IteratorPointer;
    };
    returns: ObjectPointer<"vm_area_struct"> | null;
  };
  /** `void bpf_key_put(struct bpf_key *bkey)` */
  bpf_key_put: {
    args: {
      bkey: ObjectPointer<"bpf_key">;
    };
    returns: undefined;
  };
  /** `int bpf_list_add(struct bpf_list_head *head, struct bpf_list_node *new, struct bpf_list_node *prev__nonown_allowed)` */
  bpf_list_add: {
    args: {
      head: RootPointer<"bpf_list_head">;
      new: NodePointer;
      prev__nonown_allowed: NodePointer;
    };
    returns: number;
  };
  /** `struct bpf_list_node *bpf_list_back(struct bpf_list_head *head)` */
  bpf_list_back: {
    args: {
      head: RootPointer<"bpf_list_head">;
    };
    returns: ReturnedNode | null;
  };
  /** `struct bpf_list_node *bpf_list_del(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed)` */
  bpf_list_del: {
    args: {
      head: RootPointer<"bpf_list_head">;
      node__nonown_allowed: NodePointer;
    };
    returns: ReturnedNode | null;
  };
  /** `bool bpf_list_empty(struct bpf_list_head *head)` */
  bpf_list_empty: {
    args: {
      head: RootPointer<"bpf_list_head">;
    };
    returns: number;
  };
  /** `struct bpf_list_node *bpf_list_front(struct bpf_list_head *head)` */
  bpf_list_front: {
    args: {
      head: RootPointer<"bpf_list_head">;
    };
    returns: ReturnedNode | null;
  };
  /** `bool bpf_list_is_first(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed)` */
  bpf_list_is_first: {
    args: {
      head: RootPointer<"bpf_list_head">;
      node__nonown_allowed: NodePointer;
    };
    returns: number;
  };
  /** `bool bpf_list_is_last(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed)` */
  bpf_list_is_last: {
    args: {
      head: RootPointer<"bpf_list_head">;
      node__nonown_allowed: NodePointer;
    };
    returns: number;
  };
  /** `struct bpf_list_node *bpf_list_pop_back(struct bpf_list_head *head)` */
  bpf_list_pop_back: {
    args: {
      head: RootPointer<"bpf_list_head">;
    };
    returns: ReturnedNode | null;
  };
  /** `struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head)` */
  bpf_list_pop_front: {
    args: {
      head: RootPointer<"bpf_list_head">;
    };
    returns: ReturnedNode | null;
  };
  /** `int bpf_list_push_back(struct bpf_list_head *head, struct bpf_list_node *node)` */
  bpf_list_push_back: {
    args: {
      head: RootPointer<"bpf_list_head">;
      node: NodePointer;
    };
    returns: number;
  };
  /** `int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta__ign, u64 off)` */
  bpf_list_push_back_impl: {
    args: {
      head: RootPointer<"bpf_list_head">;
      node: NodePointer;
      meta__ign: bigint;
      off: bigint;
    };
    returns: number;
  };
  /** `int bpf_list_push_front(struct bpf_list_head *head, struct bpf_list_node *node)` */
  bpf_list_push_front: {
    args: {
      head: RootPointer<"bpf_list_head">;
      node: NodePointer;
    };
    returns: number;
  };
  /** `int bpf_list_push_front_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta__ign, u64 off)` */
  bpf_list_push_front_impl: {
    args: {
      head: RootPointer<"bpf_list_head">;
      node: NodePointer;
      meta__ign: bigint;
      off: bigint;
    };
    returns: number;
  };
  /** `void bpf_local_irq_restore(long unsigned int *flags__irq_flag)` */
  bpf_local_irq_restore: {
    args: {
      flags__irq_flag: IrqFlagPointer;
    };
    returns: undefined;
  };
  /** `void bpf_local_irq_save(long unsigned int *flags__irq_flag)` */
  bpf_local_irq_save: {
    args: {
      flags__irq_flag: IrqFlagPointer;
    };
    returns: undefined;
  };
  /** `struct bpf_key *bpf_lookup_system_key(u64 id)` */
  bpf_lookup_system_key: {
    args: {
      id: bigint;
    };
    returns: ObjectPointer<"bpf_key"> | null;
  };
  /** `struct bpf_key *bpf_lookup_user_key(s32 serial, u64 flags)` */
  bpf_lookup_user_key: {
    args: {
      serial: number;
      flags: bigint;
    };
    returns: ObjectPointer<"bpf_key"> | null;
  };
  /** `s64 bpf_map_sum_elem_count(const struct bpf_map *map)` */
  bpf_map_sum_elem_count: {
    args: {
      map: MapPointer;
    };
    returns: bigint;
  };
  /** `void bpf_obj_drop(void *p__alloc)` */
  bpf_obj_drop: {
    args: {
      p__alloc: AllocatedPointer;
    };
    returns: undefined;
  };
  /** `void bpf_obj_drop_impl(void *p__alloc, void *meta__ign)` */
  bpf_obj_drop_impl: {
    args: {
      p__alloc: AllocatedPointer;
      meta__ign: bigint;
    };
    returns: undefined;
  };
  /** `void *bpf_obj_new(u64 local_type_id__k)` */
  bpf_obj_new: {
    args: {
      local_type_id__k: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `void *bpf_obj_new_impl(u64 local_type_id__k, void *meta__ign)` */
  bpf_obj_new_impl: {
    args: {
      local_type_id__k: bigint;
      meta__ign: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `int bpf_path_d_path(const struct path *path, char *buf, size_t buf__sz)` */
  bpf_path_d_path: {
    args: {
      path: ObjectPointer<"path">;
      buf: MemoryPointer;
      buf__sz: bigint;
    };
    returns: number;
  };
  /** `void bpf_percpu_obj_drop(void *p__alloc)` */
  bpf_percpu_obj_drop: {
    args: {
      p__alloc: AllocatedPointer;
    };
    returns: undefined;
  };
  /** `void bpf_percpu_obj_drop_impl(void *p__alloc, void *meta__ign)` */
  bpf_percpu_obj_drop_impl: {
    args: {
      p__alloc: AllocatedPointer;
      meta__ign: bigint;
    };
    returns: undefined;
  };
  /** `void *bpf_percpu_obj_new(u64 local_type_id__k)` */
  bpf_percpu_obj_new: {
    args: {
      local_type_id__k: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `void *bpf_percpu_obj_new_impl(u64 local_type_id__k, void *meta__ign)` */
  bpf_percpu_obj_new_impl: {
    args: {
      local_type_id__k: bigint;
      meta__ign: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `void bpf_preempt_disable(void)` */
  bpf_preempt_disable: {
    args: Record<never, never>;
    returns: undefined;
  };
  /** `void bpf_preempt_enable(void)` */
  bpf_preempt_enable: {
    args: Record<never, never>;
    returns: undefined;
  };
  /** `int bpf_probe_read_kernel_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size, const void *unsafe_ptr__ign)` */
  bpf_probe_read_kernel_dynptr: {
    args: {
      dptr: DynptrPointer;
      off: bigint;
      size: bigint;
      unsafe_ptr__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_probe_read_kernel_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size, const void *unsafe_ptr__ign)` */
  bpf_probe_read_kernel_str_dynptr: {
    args: {
      dptr: DynptrPointer;
      off: bigint;
      size: bigint;
      unsafe_ptr__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_probe_read_user_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size, const void *unsafe_ptr__ign)` */
  bpf_probe_read_user_dynptr: {
    args: {
      dptr: DynptrPointer;
      off: bigint;
      size: bigint;
      unsafe_ptr__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_probe_read_user_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size, const void *unsafe_ptr__ign)` */
  bpf_probe_read_user_str_dynptr: {
    args: {
      dptr: DynptrPointer;
      off: bigint;
      size: bigint;
      unsafe_ptr__ign: bigint;
    };
    returns: number;
  };
  /** `void bpf_put_file(struct file *file)` */
  bpf_put_file: {
    args: {
      file: ObjectPointer<"file">;
    };
    returns: undefined;
  };
  /** `int bpf_rbtree_add(struct bpf_rb_root *root, struct bpf_rb_node *node, bool (*less)(struct bpf_rb_node *, const struct bpf_rb_node *))` */
  bpf_rbtree_add: {
    args: {
      root: RootPointer<"bpf_rb_root">;
      node: NodePointer;
      less: bigint;
    };
    returns: number;
  };
  /** `int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node, bool (*less)(struct bpf_rb_node *, const struct bpf_rb_node *), void *meta__ign, u64 off)` */
  bpf_rbtree_add_impl: {
    args: {
      root: RootPointer<"bpf_rb_root">;
      node: NodePointer;
      less: bigint;
      meta__ign: bigint;
      off: bigint;
    };
    returns: number;
  };
  /** `struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root)` */
  bpf_rbtree_first: {
    args: {
      root: RootPointer<"bpf_rb_root">;
    };
    returns: ReturnedNode | null;
  };
  /** `struct bpf_rb_node *bpf_rbtree_left(struct bpf_rb_root *root, struct bpf_rb_node *node)` */
  bpf_rbtree_left: {
    args: {
      root: RootPointer<"bpf_rb_root">;
      node: NodePointer;
    };
    returns: ReturnedNode | null;
  };
  /** `struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node)` */
  bpf_rbtree_remove: {
    args: {
      root: RootPointer<"bpf_rb_root">;
      node: NodePointer;
    };
    returns: ReturnedNode | null;
  };
  /** `struct bpf_rb_node *bpf_rbtree_right(struct bpf_rb_root *root, struct bpf_rb_node *node)` */
  bpf_rbtree_right: {
    args: {
      root: RootPointer<"bpf_rb_root">;
      node: NodePointer;
    };
    returns: ReturnedNode | null;
  };
  /** `struct bpf_rb_node *bpf_rbtree_root(struct bpf_rb_root *root)` */
  bpf_rbtree_root: {
    args: {
      root: RootPointer<"bpf_rb_root">;
    };
    returns: ReturnedNode | null;
  };
  /** `void bpf_rcu_read_lock(void)` */
  bpf_rcu_read_lock: {
    args: Record<never, never>;
    returns: undefined;
  };
  /** `void bpf_rcu_read_unlock(void)` */
  bpf_rcu_read_unlock: {
    args: Record<never, never>;
    returns: undefined;
  };
  /** `void *bpf_rdonly_cast(const void *obj__ign, u32 btf_id__k)` */
  bpf_rdonly_cast: {
    args: {
      obj__ign: bigint;
      btf_id__k: number;
    };
    returns: ReturnedMemory | null;
  };
  /** `struct inode *bpf_real_data_inode(struct file *file)` */
  bpf_real_data_inode: {
    args: {
      file: ObjectPointer<"file">;
    };
    returns: ObjectPointer<"inode"> | null;
  };
  /** `void *bpf_refcount_acquire(void *p__refcounted_kptr)` */
  bpf_refcount_acquire: {
    args: {
      p__refcounted_kptr: RefcountedPointer;
    };
    returns: ReturnedMemory | null;
  };
  /** `void *bpf_refcount_acquire_impl(void *p__refcounted_kptr, void *meta__ign)` */
  bpf_refcount_acquire_impl: {
    args: {
      p__refcounted_kptr: RefcountedPointer;
      meta__ign: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `int bpf_remove_dentry_xattr(struct dentry *dentry, const char *name__str)` */
  bpf_remove_dentry_xattr: {
    args: {
      dentry: ObjectPointer<"dentry">;
      name__str: bigint;
    };
    returns: number;
  };
  /** `int bpf_res_spin_lock(struct bpf_res_spin_lock *lock)` */
  bpf_res_spin_lock: {
    args: {
      lock: LockPointer;
    };
    returns: number;
  };
  /** `int bpf_res_spin_lock_irqsave(struct bpf_res_spin_lock *lock, long unsigned int *flags__irq_flag)` */
  bpf_res_spin_lock_irqsave: {
    args: {
      lock: LockPointer;
      flags__irq_flag: IrqFlagPointer;
    };
    returns: number;
  };
  /** `void bpf_res_spin_unlock(struct bpf_res_spin_lock *lock)` */
  bpf_res_spin_unlock: {
    args: {
      lock: LockPointer;
    };
    returns: undefined;
  };
  /** `void bpf_res_spin_unlock_irqrestore(struct bpf_res_spin_lock *lock, long unsigned int *flags__irq_flag)` */
  bpf_res_spin_unlock_irqrestore: {
    args: {
      lock: LockPointer;
      flags__irq_flag: IrqFlagPointer;
    };
    returns: undefined;
  };
  /** `int bpf_send_signal_task(struct task_struct *task, int sig, enum pid_type type, u64 value)` */
  bpf_send_signal_task: {
    args: {
      task: ObjectPointer<"task_struct">;
      sig: number;
      type: number;
      value: bigint;
    };
    returns: number;
  };
  /** `__u64 *bpf_session_cookie(void *ctx)` */
  bpf_session_cookie: {
    args: {
      ctx: ContextPointer<"">;
    };
    returns: ReturnedMemory | null;
  };
  /** `bool bpf_session_is_return(void *ctx)` */
  bpf_session_is_return: {
    args: {
      ctx: ContextPointer<"">;
    };
    returns: number;
  };
  /** `int bpf_set_dentry_xattr(struct dentry *dentry, const char *name__str, const struct bpf_dynptr *value_p, int flags)` */
  bpf_set_dentry_xattr: {
    args: {
      dentry: ObjectPointer<"dentry">;
      name__str: bigint;
      value_p: DynptrPointer;
      flags: number;
    };
    returns: number;
  };
  /** `struct nf_conn___init *bpf_skb_ct_alloc(struct __sk_buff *skb_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz, struct bpf_ct_opts *opts, u32 opts__sz)` */
  bpf_skb_ct_alloc: {
    args: {
      skb_ctx: ContextPointer<"__sk_buff">;
      bpf_tuple: StructPointer<"bpf_sock_tuple">;
      tuple__sz: number;
      opts: StructPointer<"bpf_ct_opts">;
      opts__sz: number;
    };
    returns: ObjectPointer<"nf_conn___init"> | null;
  };
  /** `struct nf_conn *bpf_skb_ct_lookup(struct __sk_buff *skb_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz, struct bpf_ct_opts *opts, u32 opts__sz)` */
  bpf_skb_ct_lookup: {
    args: {
      skb_ctx: ContextPointer<"__sk_buff">;
      bpf_tuple: StructPointer<"bpf_sock_tuple">;
      tuple__sz: number;
      opts: StructPointer<"bpf_ct_opts">;
      opts__sz: number;
    };
    returns: ObjectPointer<"nf_conn"> | null;
  };
  /** `int bpf_skb_get_xfrm_info(struct __sk_buff *skb_ctx, struct bpf_xfrm_info *to)` */
  bpf_skb_get_xfrm_info: {
    args: {
      skb_ctx: ContextPointer<"__sk_buff">;
      to: ObjectPointer<"bpf_xfrm_info"> | StructPointer<"bpf_xfrm_info">;
    };
    returns: number;
  };
  /** `int bpf_skb_set_xfrm_info(struct __sk_buff *skb_ctx, const struct bpf_xfrm_info *from)` */
  bpf_skb_set_xfrm_info: {
    args: {
      skb_ctx: ContextPointer<"__sk_buff">;
      from: ObjectPointer<"bpf_xfrm_info"> | StructPointer<"bpf_xfrm_info">;
    };
    returns: number;
  };
  /** `int bpf_sock_read_xattr(struct socket *sock, const char *name__str, struct bpf_dynptr *value_p)` */
  bpf_sock_read_xattr: {
    args: {
      sock: ObjectPointer<"socket">;
      name__str: bigint;
      value_p: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_strcasecmp(const char *s1__ign, const char *s2__ign)` */
  bpf_strcasecmp: {
    args: {
      s1__ign: bigint;
      s2__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_strcasestr(const char *s1__ign, const char *s2__ign)` */
  bpf_strcasestr: {
    args: {
      s1__ign: bigint;
      s2__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_strchr(const char *s__ign, char c)` */
  bpf_strchr: {
    args: {
      s__ign: bigint;
      c: number;
    };
    returns: number;
  };
  /** `int bpf_strchrnul(const char *s__ign, char c)` */
  bpf_strchrnul: {
    args: {
      s__ign: bigint;
      c: number;
    };
    returns: number;
  };
  /** `int bpf_strcmp(const char *s1__ign, const char *s2__ign)` */
  bpf_strcmp: {
    args: {
      s1__ign: bigint;
      s2__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_strcspn(const char *s__ign, const char *reject__ign)` */
  bpf_strcspn: {
    args: {
      s__ign: bigint;
      reject__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_stream_print_stack(int stream_id)` */
  bpf_stream_print_stack: {
    args: {
      stream_id: number;
    };
    returns: number;
  };
  /** `int bpf_stream_vprintk(int stream_id, const char *fmt__str, const void *args, u32 len__sz)` */
  bpf_stream_vprintk: {
    args: {
      stream_id: number;
      fmt__str: bigint;
      args: MemoryPointer;
      len__sz: number;
    };
    returns: number;
  };
  /** `int bpf_strlen(const char *s__ign)` */
  bpf_strlen: {
    args: {
      s__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_strncasecmp(const char *s1__ign, const char *s2__ign, size_t len)` */
  bpf_strncasecmp: {
    args: {
      s1__ign: bigint;
      s2__ign: bigint;
      len: bigint;
    };
    returns: number;
  };
  /** `int bpf_strncasestr(const char *s1__ign, const char *s2__ign, size_t len)` */
  bpf_strncasestr: {
    args: {
      s1__ign: bigint;
      s2__ign: bigint;
      len: bigint;
    };
    returns: number;
  };
  /** `int bpf_strnchr(const char *s__ign, size_t count, char c)` */
  bpf_strnchr: {
    args: {
      s__ign: bigint;
      count: bigint;
      c: number;
    };
    returns: number;
  };
  /** `int bpf_strnlen(const char *s__ign, size_t count)` */
  bpf_strnlen: {
    args: {
      s__ign: bigint;
      count: bigint;
    };
    returns: number;
  };
  /** `int bpf_strnstr(const char *s1__ign, const char *s2__ign, size_t len)` */
  bpf_strnstr: {
    args: {
      s1__ign: bigint;
      s2__ign: bigint;
      len: bigint;
    };
    returns: number;
  };
  /** `int bpf_strrchr(const char *s__ign, int c)` */
  bpf_strrchr: {
    args: {
      s__ign: bigint;
      c: number;
    };
    returns: number;
  };
  /** `int bpf_strspn(const char *s__ign, const char *accept__ign)` */
  bpf_strspn: {
    args: {
      s__ign: bigint;
      accept__ign: bigint;
    };
    returns: number;
  };
  /** `int bpf_strstr(const char *s1__ign, const char *s2__ign)` */
  bpf_strstr: {
    args: {
      s1__ign: bigint;
      s2__ign: bigint;
    };
    returns: number;
  };
  /** `struct task_struct *bpf_task_acquire(struct task_struct *p)` */
  bpf_task_acquire: {
    args: {
      p: ObjectPointer<"task_struct">;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `struct task_struct *bpf_task_from_pid(s32 pid)` */
  bpf_task_from_pid: {
    args: {
      pid: number;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `struct task_struct *bpf_task_from_vpid(s32 vpid)` */
  bpf_task_from_vpid: {
    args: {
      vpid: number;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `struct cgroup *bpf_task_get_cgroup1(struct task_struct *task, int hierarchy_id)` */
  bpf_task_get_cgroup1: {
    args: {
      task: ObjectPointer<"task_struct">;
      hierarchy_id: number;
    };
    returns: ObjectPointer<"cgroup"> | null;
  };
  /** `void bpf_task_release(struct task_struct *p)` */
  bpf_task_release: {
    args: {
      p: ObjectPointer<"task_struct">;
    };
    returns: undefined;
  };
  /** `long int bpf_task_under_cgroup(struct task_struct *task, struct cgroup *ancestor)` */
  bpf_task_under_cgroup: {
    args: {
      task: ObjectPointer<"task_struct">;
      ancestor: ObjectPointer<"cgroup">;
    };
    returns: bigint;
  };
  /** `int bpf_task_work_schedule_resume(struct task_struct *task, struct bpf_task_work *tw, void *map__const_map, bpf_task_work_callback_t callback)` */
  bpf_task_work_schedule_resume: {
    args: {
      task: ObjectPointer<"task_struct">;
      tw: bigint;
      map__const_map: bigint;
      callback: bigint;
    };
    returns: number;
  };
  /** `int bpf_task_work_schedule_signal(struct task_struct *task, struct bpf_task_work *tw, void *map__const_map, bpf_task_work_callback_t callback)` */
  bpf_task_work_schedule_signal: {
    args: {
      task: ObjectPointer<"task_struct">;
      tw: bigint;
      map__const_map: bigint;
      callback: bigint;
    };
    returns: number;
  };
  /** `void bpf_throw(u64 cookie)` */
  bpf_throw: {
    args: {
      cookie: bigint;
    };
    returns: undefined;
  };
  /** `int bpf_timer_cancel_async(struct bpf_timer *timer)` */
  bpf_timer_cancel_async: {
    args: {
      timer: bigint;
    };
    returns: number;
  };
  /** `int bpf_verify_pkcs7_signature(const struct bpf_dynptr *data_p, const struct bpf_dynptr *sig_p, struct bpf_key *trusted_keyring)` */
  bpf_verify_pkcs7_signature: {
    args: {
      data_p: DynptrPointer;
      sig_p: DynptrPointer;
      trusted_keyring: ObjectPointer<"bpf_key">;
    };
    returns: number;
  };
  /** `int bpf_wq_init(struct bpf_wq *wq, void *p__const_map, unsigned int flags)` */
  bpf_wq_init: {
    args: {
      wq: bigint;
      p__const_map: bigint;
      flags: number;
    };
    returns: number;
  };
  /** `int bpf_wq_set_callback(struct bpf_wq *wq, int (*callback_fn)(void *, int *, void *), unsigned int flags)` */
  bpf_wq_set_callback: {
    args: {
      wq: bigint;
      callback_fn: bigint;
      flags: number;
    };
    returns: number;
  };
  /** `int bpf_wq_start(struct bpf_wq *wq, unsigned int flags)` */
  bpf_wq_start: {
    args: {
      wq: bigint;
      flags: number;
    };
    returns: number;
  };
  /** `struct nf_conn___init *bpf_xdp_ct_alloc(struct xdp_md *xdp_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz, struct bpf_ct_opts *opts, u32 opts__sz)` */
  bpf_xdp_ct_alloc: {
    args: {
      xdp_ctx: ContextPointer<"xdp_md">;
      bpf_tuple: StructPointer<"bpf_sock_tuple">;
      tuple__sz: number;
      opts: StructPointer<"bpf_ct_opts">;
      opts__sz: number;
    };
    returns: ObjectPointer<"nf_conn___init"> | null;
  };
  /** `struct nf_conn *bpf_xdp_ct_lookup(struct xdp_md *xdp_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz, struct bpf_ct_opts *opts, u32 opts__sz)` */
  bpf_xdp_ct_lookup: {
    args: {
      xdp_ctx: ContextPointer<"xdp_md">;
      bpf_tuple: StructPointer<"bpf_sock_tuple">;
      tuple__sz: number;
      opts: StructPointer<"bpf_ct_opts">;
      opts__sz: number;
    };
    returns: ObjectPointer<"nf_conn"> | null;
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
  /** `int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, u32 *hash, enum xdp_rss_hash_type *rss_type)` */
  bpf_xdp_metadata_rx_hash: {
    args: {
      ctx: ContextPointer<"xdp_md">;
      hash: MemoryPointer;
      rss_type: MemoryPointer;
    };
    returns: number;
  };
  /** `int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx, u64 *timestamp)` */
  bpf_xdp_metadata_rx_timestamp: {
    args: {
      ctx: ContextPointer<"xdp_md">;
      timestamp: MemoryPointer;
    };
    returns: number;
  };
  /** `int bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx, __be16 *vlan_proto, u16 *vlan_tci)` */
  bpf_xdp_metadata_rx_vlan_tag: {
    args: {
      ctx: ContextPointer<"xdp_md">;
      vlan_proto: MemoryPointer;
      vlan_tci: MemoryPointer;
    };
    returns: number;
  };
  /** `int bpf_xdp_pull_data(struct xdp_md *x, u32 len)` */
  bpf_xdp_pull_data: {
    args: {
      x: ContextPointer<"xdp_md">;
      len: number;
    };
    returns: number;
  };
  /** `void bpf_xdp_xfrm_state_release(struct xfrm_state *x)` */
  bpf_xdp_xfrm_state_release: {
    args: {
      x: ObjectPointer<"xfrm_state">;
    };
    returns: undefined;
  };
  /** `void css_rstat_flush(struct cgroup_subsys_state *css)` */
  css_rstat_flush: {
    args: {
      css: ObjectPointer<"cgroup_subsys_state">;
    };
    returns: undefined;
  };
  /** `void css_rstat_updated(struct cgroup_subsys_state *css, int cpu)` */
  css_rstat_updated: {
    args: {
      css: ObjectPointer<"cgroup_subsys_state">;
      cpu: number;
    };
    returns: undefined;
  };
  /** `void cubictcp_acked(struct sock *sk, const struct ack_sample *sample)` */
  cubictcp_acked: {
    args: {
      sk: ObjectPointer<"sock">;
      sample: ObjectPointer<"ack_sample"> | StructPointer<"ack_sample">;
    };
    returns: undefined;
  };
  /** `void cubictcp_cong_avoid(struct sock *sk, u32 ack, u32 acked)` */
  cubictcp_cong_avoid: {
    args: {
      sk: ObjectPointer<"sock">;
      ack: number;
      acked: number;
    };
    returns: undefined;
  };
  /** `void cubictcp_cwnd_event_tx_start(struct sock *sk)` */
  cubictcp_cwnd_event_tx_start: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: undefined;
  };
  /** `void cubictcp_init(struct sock *sk)` */
  cubictcp_init: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: undefined;
  };
  /** `u32 cubictcp_recalc_ssthresh(struct sock *sk)` */
  cubictcp_recalc_ssthresh: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `void cubictcp_state(struct sock *sk, u8 new_state)` */
  cubictcp_state: {
    args: {
      sk: ObjectPointer<"sock">;
      new_state: number;
    };
    returns: undefined;
  };
  /** `void dctcp_cwnd_event(struct sock *sk, enum tcp_ca_event ev)` */
  dctcp_cwnd_event: {
    args: {
      sk: ObjectPointer<"sock">;
      ev: number;
    };
    returns: undefined;
  };
  /** `void dctcp_cwnd_event_tx_start(struct sock *sk)` */
  dctcp_cwnd_event_tx_start: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: undefined;
  };
  /** `u32 dctcp_cwnd_undo(struct sock *sk)` */
  dctcp_cwnd_undo: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `void dctcp_init(struct sock *sk)` */
  dctcp_init: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: undefined;
  };
  /** `u32 dctcp_ssthresh(struct sock *sk)` */
  dctcp_ssthresh: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `void dctcp_state(struct sock *sk, u8 new_state)` */
  dctcp_state: {
    args: {
      sk: ObjectPointer<"sock">;
      new_state: number;
    };
    returns: undefined;
  };
  /** `void dctcp_update_alpha(struct sock *sk, u32 flags)` */
  dctcp_update_alpha: {
    args: {
      sk: ObjectPointer<"sock">;
      flags: number;
    };
    returns: undefined;
  };
  /** `void tcp_cong_avoid_ai(struct tcp_sock *tp, u32 w, u32 acked)` */
  tcp_cong_avoid_ai: {
    args: {
      tp: ObjectPointer<"tcp_sock">;
      w: number;
      acked: number;
    };
    returns: undefined;
  };
  /** `void tcp_reno_cong_avoid(struct sock *sk, u32 ack, u32 acked)` */
  tcp_reno_cong_avoid: {
    args: {
      sk: ObjectPointer<"sock">;
      ack: number;
      acked: number;
    };
    returns: undefined;
  };
  /** `u32 tcp_reno_ssthresh(struct sock *sk)` */
  tcp_reno_ssthresh: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `u32 tcp_reno_undo_cwnd(struct sock *sk)` */
  tcp_reno_undo_cwnd: {
    args: {
      sk: ObjectPointer<"sock">;
    };
    returns: number;
  };
  /** `u32 tcp_slow_start(struct tcp_sock *tp, u32 acked)` */
  tcp_slow_start: {
    args: {
      tp: ObjectPointer<"tcp_sock">;
      acked: number;
    };
    returns: number;
  };
}
