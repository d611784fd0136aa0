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
  /** `void __bpf_trap(void)` */
  __bpf_trap: {
    args: Record<never, never>;
    returns: undefined;
  };
  /** `bool __scx_bpf_dsq_insert_vtime(struct task_struct *p, struct scx_bpf_dsq_insert_vtime_args *args)` */
  __scx_bpf_dsq_insert_vtime: {
    args: {
      p: ObjectPointer<"task_struct">;
      args: StructPointer<"scx_bpf_dsq_insert_vtime_args">;
    };
    returns: number;
  };
  /** `s32 __scx_bpf_select_cpu_and(struct task_struct *p, const struct cpumask *cpus_allowed, struct scx_bpf_select_cpu_and_args *args)` */
  __scx_bpf_select_cpu_and: {
    args: {
      p: ObjectPointer<"task_struct">;
      cpus_allowed: StructPointer<"cpumask">;
      args: StructPointer<"scx_bpf_select_cpu_and_args">;
    };
    returns: number;
  };
  /** `void *bpf_arena_alloc_pages(void *p__map, void *addr__ign, u32 page_cnt, int node_id, u64 flags)` */
  bpf_arena_alloc_pages: {
    args: {
      p__map: MemoryPointer;
      addr__ign: bigint;
      page_cnt: number;
      node_id: number;
      flags: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `void bpf_arena_free_pages(void *p__map, void *ptr__ign, u32 page_cnt)` */
  bpf_arena_free_pages: {
    args: {
      p__map: MemoryPointer;
      ptr__ign: bigint;
      page_cnt: number;
    };
    returns: undefined;
  };
  /** `int bpf_arena_reserve_pages(void *p__map, void *ptr__ign, u32 page_cnt)` */
  bpf_arena_reserve_pages: {
    args: {
      p__map: MemoryPointer;
      ptr__ign: bigint;
      page_cnt: number;
    };
    returns: number;
  };
  /** `void *bpf_cast_to_kern_ctx(void *obj)` */
  bpf_cast_to_kern_ctx: {
    args: {
      obj: MemoryPointer;
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
      name__str: MemoryPointer;
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
      cpumask: StructPointer<"bpf_cpumask">;
    };
    returns: ObjectPointer<"bpf_cpumask"> | null;
  };
  /** `bool bpf_cpumask_and(struct bpf_cpumask *dst, const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_and: {
    args: {
      dst: StructPointer<"bpf_cpumask">;
      src1: StructPointer<"cpumask">;
      src2: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_any_and_distribute(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_any_and_distribute: {
    args: {
      src1: StructPointer<"cpumask">;
      src2: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_any_distribute(const struct cpumask *cpumask)` */
  bpf_cpumask_any_distribute: {
    args: {
      cpumask: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `void bpf_cpumask_clear(struct bpf_cpumask *cpumask)` */
  bpf_cpumask_clear: {
    args: {
      cpumask: StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `void bpf_cpumask_clear_cpu(u32 cpu, struct bpf_cpumask *cpumask)` */
  bpf_cpumask_clear_cpu: {
    args: {
      cpu: number;
      cpumask: StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `void bpf_cpumask_copy(struct bpf_cpumask *dst, const struct cpumask *src)` */
  bpf_cpumask_copy: {
    args: {
      dst: StructPointer<"bpf_cpumask">;
      src: StructPointer<"cpumask">;
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
      cpumask: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_equal(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_equal: {
    args: {
      src1: StructPointer<"cpumask">;
      src2: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_first(const struct cpumask *cpumask)` */
  bpf_cpumask_first: {
    args: {
      cpumask: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_first_and(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_first_and: {
    args: {
      src1: StructPointer<"cpumask">;
      src2: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_first_zero(const struct cpumask *cpumask)` */
  bpf_cpumask_first_zero: {
    args: {
      cpumask: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_full(const struct cpumask *cpumask)` */
  bpf_cpumask_full: {
    args: {
      cpumask: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_intersects(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_intersects: {
    args: {
      src1: StructPointer<"cpumask">;
      src2: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `void bpf_cpumask_or(struct bpf_cpumask *dst, const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_or: {
    args: {
      dst: StructPointer<"bpf_cpumask">;
      src1: StructPointer<"cpumask">;
      src2: StructPointer<"cpumask">;
    };
    returns: undefined;
  };
  /** `int bpf_cpumask_populate(struct bpf_cpumask *cpumask, void *src, size_t src__sz)` */
  bpf_cpumask_populate: {
    args: {
      cpumask: StructPointer<"bpf_cpumask">;
      src: MemoryPointer;
      src__sz: bigint;
    };
    returns: number;
  };
  /** `void bpf_cpumask_release(struct bpf_cpumask *cpumask)` */
  bpf_cpumask_release: {
    args: {
      cpumask: StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `void bpf_cpumask_set_cpu(u32 cpu, struct bpf_cpumask *cpumask)` */
  bpf_cpumask_set_cpu: {
    args: {
      cpu: number;
      cpumask: StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `void bpf_cpumask_setall(struct bpf_cpumask *cpumask)` */
  bpf_cpumask_setall: {
    args: {
      cpumask: StructPointer<"bpf_cpumask">;
    };
    returns: undefined;
  };
  /** `bool bpf_cpumask_subset(const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_subset: {
    args: {
      src1: StructPointer<"cpumask">;
      src2: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_test_and_clear_cpu(u32 cpu, struct bpf_cpumask *cpumask)` */
  bpf_cpumask_test_and_clear_cpu: {
    args: {
      cpu: number;
      cpumask: StructPointer<"bpf_cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_test_and_set_cpu(u32 cpu, struct bpf_cpumask *cpumask)` */
  bpf_cpumask_test_and_set_cpu: {
    args: {
      cpu: number;
      cpumask: StructPointer<"bpf_cpumask">;
    };
    returns: number;
  };
  /** `bool bpf_cpumask_test_cpu(u32 cpu, const struct cpumask *cpumask)` */
  bpf_cpumask_test_cpu: {
    args: {
      cpu: number;
      cpumask: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `u32 bpf_cpumask_weight(const struct cpumask *cpumask)` */
  bpf_cpumask_weight: {
    args: {
      cpumask: StructPointer<"cpumask">;
    };
    returns: number;
  };
  /** `void bpf_cpumask_xor(struct bpf_cpumask *dst, const struct cpumask *src1, const struct cpumask *src2)` */
  bpf_cpumask_xor: {
    args: {
      dst: StructPointer<"bpf_cpumask">;
      src1: StructPointer<"cpumask">;
      src2: StructPointer<"cpumask">;
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
  /** `int bpf_fentry_test1(int a)` */
  bpf_fentry_test1: {
    args: {
      a: number;
    };
    returns: number;
  };
  /** `int bpf_get_dentry_xattr(struct dentry *dentry, const char *name__str, struct bpf_dynptr *value_p)` */
  bpf_get_dentry_xattr: {
    args: {
      dentry: ObjectPointer<"dentry">;
      name__str: MemoryPointer;
      value_p: DynptrPointer;
    };
    returns: number;
  };
  /** `int bpf_get_file_xattr(struct file *file, const char *name__str, struct bpf_dynptr *value_p)` */
  bpf_get_file_xattr: {
    args: {
      file: ObjectPointer<"file">;
      name__str: MemoryPointer;
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
  /** `struct kmem_cache *bpf_get_kmem_cache(u64 addr)` */
  bpf_get_kmem_cache: {
    args: {
      addr: bigint;
    };
    returns: ObjectPointer<"kmem_cache"> | null;
  };
  /** `struct mem_cgroup *bpf_get_mem_cgroup(struct cgroup_subsys_state *css)` */
  bpf_get_mem_cgroup: {
    args: {
      css: ObjectPointer<"cgroup_subsys_state">;
    };
    returns: ObjectPointer<"mem_cgroup"> | null;
  };
  /** `struct mem_cgroup *bpf_get_root_mem_cgroup(void)` */
  bpf_get_root_mem_cgroup: {
    args: Record<never, never>;
    returns: ObjectPointer<"mem_cgroup"> | null;
  };
  /** `struct file *bpf_get_task_exe_file(struct task_struct *task)` */
  bpf_get_task_exe_file: {
    args: {
      task: ObjectPointer<"task_struct">;
    };
    returns: ObjectPointer<"file"> | null;
  };
  /** `int bpf_icmp_send(struct __sk_buff *skb_ctx, int type, int code)` */
  bpf_icmp_send: {
    args: {
      skb_ctx: ContextPointer<"__sk_buff">;
      type: number;
      code: number;
    };
    returns: number;
  };
  /** `__u8 *bpf_io_uring_get_region(struct iou_ctx *loop_ctx, __u32 region_id, const size_t rdwr_buf_size)` */
  bpf_io_uring_get_region: {
    args: {
      loop_ctx: StructPointer<"iou_ctx">;
      region_id: number;
      rdwr_buf_size: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `int bpf_io_uring_submit_sqes(struct iou_ctx *loop_ctx, u32 nr)` */
  bpf_io_uring_submit_sqes: {
    args: {
      loop_ctx: StructPointer<"iou_ctx">;
      nr: number;
    };
    returns: number;
  };
  /** `void bpf_iter_bits_destroy(struct bpf_iter_bits *it)` */
  bpf_iter_bits_destroy: {
    args: {
      it: StructPointer<"bpf_iter_bits">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_bits_new(struct bpf_iter_bits *it, const u64 *unsafe_ptr__ign, u32 nr_words)` */
  bpf_iter_bits_new: {
    args: {
      it: StructPointer<"bpf_iter_bits">;
      unsafe_ptr__ign: bigint;
      nr_words: number;
    };
    returns: number;
  };
  /** `int *bpf_iter_bits_next(struct bpf_iter_bits *it)` */
  bpf_iter_bits_next: {
    args: {
      it: StructPointer<"bpf_iter_bits">;
    };
    returns: ReturnedMemory | null;
  };
  /** `void bpf_iter_css_destroy(struct bpf_iter_css *it)` */
  bpf_iter_css_destroy: {
    args: {
      it: StructPointer<"bpf_iter_css">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_css_new(struct bpf_iter_css *it, struct cgroup_subsys_state *start, unsigned int flags)` */
  bpf_iter_css_new: {
    args: {
      it: StructPointer<"bpf_iter_css">;
      start: ObjectPointer<"cgroup_subsys_state">;
      flags: number;
    };
    returns: number;
  };
  /** `struct cgroup_subsys_state *bpf_iter_css_next(struct bpf_iter_css *it)` */
  bpf_iter_css_next: {
    args: {
      it: StructPointer<"bpf_iter_css">;
    };
    returns: ObjectPointer<"cgroup_subsys_state"> | null;
  };
  /** `void bpf_iter_css_task_destroy(struct bpf_iter_css_task *it)` */
  bpf_iter_css_task_destroy: {
    args: {
      it: StructPointer<"bpf_iter_css_task">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_css_task_new(struct bpf_iter_css_task *it, struct cgroup_subsys_state *css, unsigned int flags)` */
  bpf_iter_css_task_new: {
    args: {
      it: StructPointer<"bpf_iter_css_task">;
      css: ObjectPointer<"cgroup_subsys_state">;
      flags: number;
    };
    returns: number;
  };
  /** `struct task_struct *bpf_iter_css_task_next(struct bpf_iter_css_task *it)` */
  bpf_iter_css_task_next: {
    args: {
      it: StructPointer<"bpf_iter_css_task">;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `void bpf_iter_dmabuf_destroy(struct bpf_iter_dmabuf *it)` */
  bpf_iter_dmabuf_destroy: {
    args: {
      it: StructPointer<"bpf_iter_dmabuf">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_dmabuf_new(struct bpf_iter_dmabuf *it)` */
  bpf_iter_dmabuf_new: {
    args: {
      it: StructPointer<"bpf_iter_dmabuf">;
    };
    returns: number;
  };
  /** `struct dma_buf *bpf_iter_dmabuf_next(struct bpf_iter_dmabuf *it)` */
  bpf_iter_dmabuf_next: {
    args: {
      it: StructPointer<"bpf_iter_dmabuf">;
    };
    returns: ObjectPointer<"dma_buf"> | null;
  };
  /** `void bpf_iter_kmem_cache_destroy(struct bpf_iter_kmem_cache *it)` */
  bpf_iter_kmem_cache_destroy: {
    args: {
      it: StructPointer<"bpf_iter_kmem_cache">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_kmem_cache_new(struct bpf_iter_kmem_cache *it)` */
  bpf_iter_kmem_cache_new: {
    args: {
      it: StructPointer<"bpf_iter_kmem_cache">;
    };
    returns: number;
  };
  /** `struct kmem_cache *bpf_iter_kmem_cache_next(struct bpf_iter_kmem_cache *it)` */
  bpf_iter_kmem_cache_next: {
    args: {
      it: StructPointer<"bpf_iter_kmem_cache">;
    };
    returns: ObjectPointer<"kmem_cache"> | null;
  };
  /** `void bpf_iter_num_destroy(struct bpf_iter_num *it)` */
  bpf_iter_num_destroy: {
    args: {
      it: StructPointer<"bpf_iter_num">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end)` */
  bpf_iter_num_new: {
    args: {
      it: StructPointer<"bpf_iter_num">;
      start: number;
      end: number;
    };
    returns: number;
  };
  /** `int *bpf_iter_num_next(struct bpf_iter_num *it)` */
  bpf_iter_num_next: {
    args: {
      it: StructPointer<"bpf_iter_num">;
    };
    returns: ReturnedMemory | null;
  };
  /** `void bpf_iter_scx_dsq_destroy(struct bpf_iter_scx_dsq *it)` */
  bpf_iter_scx_dsq_destroy: {
    args: {
      it: StructPointer<"bpf_iter_scx_dsq">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_scx_dsq_new(struct bpf_iter_scx_dsq *it, u64 dsq_id, u64 flags)` */
  bpf_iter_scx_dsq_new: {
    args: {
      it: StructPointer<"bpf_iter_scx_dsq">;
      dsq_id: bigint;
      flags: bigint;
    };
    returns: number;
  };
  /** `struct task_struct *bpf_iter_scx_dsq_next(struct bpf_iter_scx_dsq *it)` */
  bpf_iter_scx_dsq_next: {
    args: {
      it: StructPointer<"bpf_iter_scx_dsq">;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `void bpf_iter_task_destroy(struct bpf_iter_task *it)` */
  bpf_iter_task_destroy: {
    args: {
      it: StructPointer<"bpf_iter_task">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task__nullable, unsigned int flags)` */
  bpf_iter_task_new: {
    args: {
      it: StructPointer<"bpf_iter_task">;
      task__nullable: ObjectPointer<"task_struct"> | null;
      flags: number;
    };
    returns: number;
  };
  /** `struct task_struct *bpf_iter_task_next(struct bpf_iter_task *it)` */
  bpf_iter_task_next: {
    args: {
      it: StructPointer<"bpf_iter_task">;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `void bpf_iter_task_vma_destroy(struct bpf_iter_task_vma *it)` */
  bpf_iter_task_vma_destroy: {
    args: {
      it: StructPointer<"bpf_iter_task_vma">;
    };
    returns: undefined;
  };
  /** `int bpf_iter_task_vma_new(struct bpf_iter_task_vma *it, struct task_struct *task, u64 addr)` */
  bpf_iter_task_vma_new: {
    args: {
      it: StructPointer<"bpf_iter_task_vma">;
      task: ObjectPointer<"task_struct">;
      addr: bigint;
    };
    returns: number;
  };
  /** `struct vm_area_struct *bpf_iter_task_vma_next(struct bpf_iter_task_vma *it)` */
  bpf_iter_task_vma_next: {
    args: {
      it: StructPointer<"bpf_iter_task_vma">;
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
  /** `void bpf_kfree_skb(struct sk_buff *skb)` */
  bpf_kfree_skb: {
    args: {
      skb: ObjectPointer<"sk_buff">;
    };
    returns: undefined;
  };
  /** `void bpf_kfunc_call_memb_release(struct prog_test_member *p)` */
  bpf_kfunc_call_memb_release: {
    args: {
      p: StructPointer<"prog_test_member">;
    };
    returns: undefined;
  };
  /** `void bpf_kfunc_call_test_release(struct prog_test_ref_kfunc *p)` */
  bpf_kfunc_call_test_release: {
    args: {
      p: ObjectPointer<"prog_test_ref_kfunc">;
    };
    returns: undefined;
  };
  /** `struct bpf_ksock *bpf_ksock_acquire(struct bpf_ksock *ks)` */
  bpf_ksock_acquire: {
    args: {
      ks: ObjectPointer<"bpf_ksock">;
    };
    returns: ObjectPointer<"bpf_ksock"> | null;
  };
  /** `int bpf_ksock_connect(struct bpf_ksock *ks, const union bpf_ksock_addr *addr, u32 addr__sz)` */
  bpf_ksock_connect: {
    args: {
      ks: ObjectPointer<"bpf_ksock">;
      addr: StructPointer<"bpf_ksock_addr">;
      addr__sz: number;
    };
    returns: number;
  };
  /** `struct bpf_ksock *bpf_ksock_create(const struct bpf_ksock_create_opts *opts, u32 opts__sz, int *err__uninit)` */
  bpf_ksock_create: {
    args: {
      opts: StructPointer<"bpf_ksock_create_opts">;
      opts__sz: number;
      err__uninit: MemoryPointer;
    };
    returns: ObjectPointer<"bpf_ksock"> | null;
  };
  /** `void bpf_ksock_release(struct bpf_ksock *ks)` */
  bpf_ksock_release: {
    args: {
      ks: ObjectPointer<"bpf_ksock">;
    };
    returns: undefined;
  };
  /** `int bpf_ksock_send(struct bpf_ksock *ks, const void *data, u32 data__sz)` */
  bpf_ksock_send: {
    args: {
      ks: ObjectPointer<"bpf_ksock">;
      data: MemoryPointer;
      data__sz: number;
    };
    returns: number;
  };
  /** `int bpf_list_add(struct bpf_list_head *head, struct bpf_list_node *new, struct bpf_list_node *prev__nonown_allowed)` */
  bpf_list_add: {
    args: {
      head: StructPointer<"bpf_list_head">;
      new: StructPointer<"bpf_list_node">;
      prev__nonown_allowed: StructPointer<"bpf_list_node">;
    };
    returns: number;
  };
  /** `struct bpf_list_node *bpf_list_back(struct bpf_list_head *head)` */
  bpf_list_back: {
    args: {
      head: StructPointer<"bpf_list_head">;
    };
    returns: ObjectPointer<"bpf_list_node"> | null;
  };
  /** `struct bpf_list_node *bpf_list_del(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed)` */
  bpf_list_del: {
    args: {
      head: StructPointer<"bpf_list_head">;
      node__nonown_allowed: StructPointer<"bpf_list_node">;
    };
    returns: ObjectPointer<"bpf_list_node"> | null;
  };
  /** `bool bpf_list_empty(struct bpf_list_head *head)` */
  bpf_list_empty: {
    args: {
      head: StructPointer<"bpf_list_head">;
    };
    returns: number;
  };
  /** `struct bpf_list_node *bpf_list_front(struct bpf_list_head *head)` */
  bpf_list_front: {
    args: {
      head: StructPointer<"bpf_list_head">;
    };
    returns: ObjectPointer<"bpf_list_node"> | null;
  };
  /** `bool bpf_list_is_first(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed)` */
  bpf_list_is_first: {
    args: {
      head: StructPointer<"bpf_list_head">;
      node__nonown_allowed: StructPointer<"bpf_list_node">;
    };
    returns: number;
  };
  /** `bool bpf_list_is_last(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed)` */
  bpf_list_is_last: {
    args: {
      head: StructPointer<"bpf_list_head">;
      node__nonown_allowed: StructPointer<"bpf_list_node">;
    };
    returns: number;
  };
  /** `struct bpf_list_node *bpf_list_pop_back(struct bpf_list_head *head)` */
  bpf_list_pop_back: {
    args: {
      head: StructPointer<"bpf_list_head">;
    };
    returns: ObjectPointer<"bpf_list_node"> | null;
  };
  /** `struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head)` */
  bpf_list_pop_front: {
    args: {
      head: StructPointer<"bpf_list_head">;
    };
    returns: ObjectPointer<"bpf_list_node"> | null;
  };
  /** `int bpf_list_push_back(struct bpf_list_head *head, struct bpf_list_node *node)` */
  bpf_list_push_back: {
    args: {
      head: StructPointer<"bpf_list_head">;
      node: StructPointer<"bpf_list_node">;
    };
    returns: number;
  };
  /** `int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta__ign, u64 off)` */
  bpf_list_push_back_impl: {
    args: {
      head: StructPointer<"bpf_list_head">;
      node: StructPointer<"bpf_list_node">;
      meta__ign: bigint;
      off: bigint;
    };
    returns: number;
  };
  /** `int bpf_list_push_front(struct bpf_list_head *head, struct bpf_list_node *node)` */
  bpf_list_push_front: {
    args: {
      head: StructPointer<"bpf_list_head">;
      node: StructPointer<"bpf_list_node">;
    };
    returns: number;
  };
  /** `int bpf_list_push_front_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta__ign, u64 off)` */
  bpf_list_push_front_impl: {
    args: {
      head: StructPointer<"bpf_list_head">;
      node: StructPointer<"bpf_list_node">;
      meta__ign: bigint;
      off: bigint;
    };
    returns: number;
  };
  /** `void bpf_local_irq_restore(long unsigned int *flags__irq_flag)` */
  bpf_local_irq_restore: {
    args: {
      flags__irq_flag: MemoryPointer;
    };
    returns: undefined;
  };
  /** `void bpf_local_irq_save(long unsigned int *flags__irq_flag)` */
  bpf_local_irq_save: {
    args: {
      flags__irq_flag: MemoryPointer;
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
      map: ObjectPointer<"bpf_map">;
    };
    returns: bigint;
  };
  /** `void bpf_mem_cgroup_flush_stats(struct mem_cgroup *memcg)` */
  bpf_mem_cgroup_flush_stats: {
    args: {
      memcg: ObjectPointer<"mem_cgroup">;
    };
    returns: undefined;
  };
  /** `long unsigned int bpf_mem_cgroup_memory_events(struct mem_cgroup *memcg, enum memcg_memory_event event)` */
  bpf_mem_cgroup_memory_events: {
    args: {
      memcg: ObjectPointer<"mem_cgroup">;
      event: number;
    };
    returns: bigint;
  };
  /** `long unsigned int bpf_mem_cgroup_page_state(struct mem_cgroup *memcg, int idx)` */
  bpf_mem_cgroup_page_state: {
    args: {
      memcg: ObjectPointer<"mem_cgroup">;
      idx: number;
    };
    returns: bigint;
  };
  /** `long unsigned int bpf_mem_cgroup_usage(struct mem_cgroup *memcg)` */
  bpf_mem_cgroup_usage: {
    args: {
      memcg: ObjectPointer<"mem_cgroup">;
    };
    returns: bigint;
  };
  /** `long unsigned int bpf_mem_cgroup_vm_events(struct mem_cgroup *memcg, enum vm_event_item event)` */
  bpf_mem_cgroup_vm_events: {
    args: {
      memcg: ObjectPointer<"mem_cgroup">;
      event: number;
    };
    returns: bigint;
  };
  /** `int bpf_modify_return_test(int a, int *b)` */
  bpf_modify_return_test: {
    args: {
      a: number;
      b: MemoryPointer;
    };
    returns: number;
  };
  /** `int bpf_modify_return_test2(int a, int *b, short int c, int d, void *e, char f, int g)` */
  bpf_modify_return_test2: {
    args: {
      a: number;
      b: MemoryPointer;
      c: number;
      d: number;
      e: MemoryPointer;
      f: number;
      g: number;
    };
    returns: number;
  };
  /** `int bpf_modify_return_test_tp(int nonce)` */
  bpf_modify_return_test_tp: {
    args: {
      nonce: number;
    };
    returns: number;
  };
  /** `void bpf_obj_drop(void *p__alloc)` */
  bpf_obj_drop: {
    args: {
      p__alloc: MemoryPointer;
    };
    returns: undefined;
  };
  /** `void bpf_obj_drop_impl(void *p__alloc, void *meta__ign)` */
  bpf_obj_drop_impl: {
    args: {
      p__alloc: MemoryPointer;
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
      p__alloc: MemoryPointer;
    };
    returns: undefined;
  };
  /** `void bpf_percpu_obj_drop_impl(void *p__alloc, void *meta__ign)` */
  bpf_percpu_obj_drop_impl: {
    args: {
      p__alloc: MemoryPointer;
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
  /** `void bpf_put_mem_cgroup(struct mem_cgroup *memcg)` */
  bpf_put_mem_cgroup: {
    args: {
      memcg: ObjectPointer<"mem_cgroup">;
    };
    returns: undefined;
  };
  /** `void bpf_qdisc_bstats_update(struct Qdisc *sch, const struct sk_buff *skb)` */
  bpf_qdisc_bstats_update: {
    args: {
      sch: ObjectPointer<"Qdisc">;
      skb: ObjectPointer<"sk_buff">;
    };
    returns: undefined;
  };
  /** `int bpf_qdisc_init_prologue(struct Qdisc *sch, struct netlink_ext_ack *extack)` */
  bpf_qdisc_init_prologue: {
    args: {
      sch: ObjectPointer<"Qdisc">;
      extack: ObjectPointer<"netlink_ext_ack">;
    };
    returns: number;
  };
  /** `void bpf_qdisc_reset_destroy_epilogue(struct Qdisc *sch)` */
  bpf_qdisc_reset_destroy_epilogue: {
    args: {
      sch: ObjectPointer<"Qdisc">;
    };
    returns: undefined;
  };
  /** `void bpf_qdisc_skb_drop(struct sk_buff *skb, struct bpf_sk_buff_ptr *to_free_list)` */
  bpf_qdisc_skb_drop: {
    args: {
      skb: ObjectPointer<"sk_buff">;
      to_free_list: ObjectPointer<"bpf_sk_buff_ptr">;
    };
    returns: undefined;
  };
  /** `void bpf_qdisc_watchdog_schedule(struct Qdisc *sch, u64 expire, u64 delta_ns)` */
  bpf_qdisc_watchdog_schedule: {
    args: {
      sch: ObjectPointer<"Qdisc">;
      expire: bigint;
      delta_ns: bigint;
    };
    returns: undefined;
  };
  /** `int bpf_rbtree_add(struct bpf_rb_root *root, struct bpf_rb_node *node, bool (*less)(struct bpf_rb_node *, const struct bpf_rb_node *))` */
  bpf_rbtree_add: {
    args: {
      root: StructPointer<"bpf_rb_root">;
      node: StructPointer<"bpf_rb_node">;
      less: MemoryPointer;
    };
    returns: number;
  };
  /** `int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node, bool (*less)(struct bpf_rb_node *, const struct bpf_rb_node *), void *meta__ign, u64 off)` */
  bpf_rbtree_add_impl: {
    args: {
      root: StructPointer<"bpf_rb_root">;
      node: StructPointer<"bpf_rb_node">;
      less: MemoryPointer;
      meta__ign: bigint;
      off: bigint;
    };
    returns: number;
  };
  /** `struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root)` */
  bpf_rbtree_first: {
    args: {
      root: StructPointer<"bpf_rb_root">;
    };
    returns: ObjectPointer<"bpf_rb_node"> | null;
  };
  /** `struct bpf_rb_node *bpf_rbtree_left(struct bpf_rb_root *root, struct bpf_rb_node *node)` */
  bpf_rbtree_left: {
    args: {
      root: StructPointer<"bpf_rb_root">;
      node: StructPointer<"bpf_rb_node">;
    };
    returns: ObjectPointer<"bpf_rb_node"> | null;
  };
  /** `struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node)` */
  bpf_rbtree_remove: {
    args: {
      root: StructPointer<"bpf_rb_root">;
      node: StructPointer<"bpf_rb_node">;
    };
    returns: ObjectPointer<"bpf_rb_node"> | null;
  };
  /** `struct bpf_rb_node *bpf_rbtree_right(struct bpf_rb_root *root, struct bpf_rb_node *node)` */
  bpf_rbtree_right: {
    args: {
      root: StructPointer<"bpf_rb_root">;
      node: StructPointer<"bpf_rb_node">;
    };
    returns: ObjectPointer<"bpf_rb_node"> | null;
  };
  /** `struct bpf_rb_node *bpf_rbtree_root(struct bpf_rb_root *root)` */
  bpf_rbtree_root: {
    args: {
      root: StructPointer<"bpf_rb_root">;
    };
    returns: ObjectPointer<"bpf_rb_node"> | null;
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
      p__refcounted_kptr: MemoryPointer;
    };
    returns: ReturnedMemory | null;
  };
  /** `void *bpf_refcount_acquire_impl(void *p__refcounted_kptr, void *meta__ign)` */
  bpf_refcount_acquire_impl: {
    args: {
      p__refcounted_kptr: MemoryPointer;
      meta__ign: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `int bpf_remove_dentry_xattr(struct dentry *dentry, const char *name__str)` */
  bpf_remove_dentry_xattr: {
    args: {
      dentry: ObjectPointer<"dentry">;
      name__str: MemoryPointer;
    };
    returns: number;
  };
  /** `int bpf_res_spin_lock(struct bpf_res_spin_lock *lock)` */
  bpf_res_spin_lock: {
    args: {
      lock: StructPointer<"bpf_res_spin_lock">;
    };
    returns: number;
  };
  /** `int bpf_res_spin_lock_irqsave(struct bpf_res_spin_lock *lock, long unsigned int *flags__irq_flag)` */
  bpf_res_spin_lock_irqsave: {
    args: {
      lock: StructPointer<"bpf_res_spin_lock">;
      flags__irq_flag: MemoryPointer;
    };
    returns: number;
  };
  /** `void bpf_res_spin_unlock(struct bpf_res_spin_lock *lock)` */
  bpf_res_spin_unlock: {
    args: {
      lock: StructPointer<"bpf_res_spin_lock">;
    };
    returns: undefined;
  };
  /** `void bpf_res_spin_unlock_irqrestore(struct bpf_res_spin_lock *lock, long unsigned int *flags__irq_flag)` */
  bpf_res_spin_unlock_irqrestore: {
    args: {
      lock: StructPointer<"bpf_res_spin_lock">;
      flags__irq_flag: MemoryPointer;
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
      ctx: MemoryPointer;
    };
    returns: ReturnedMemory | null;
  };
  /** `bool bpf_session_is_return(void *ctx)` */
  bpf_session_is_return: {
    args: {
      ctx: MemoryPointer;
    };
    returns: number;
  };
  /** `int bpf_set_dentry_xattr(struct dentry *dentry, const char *name__str, const struct bpf_dynptr *value_p, int flags)` */
  bpf_set_dentry_xattr: {
    args: {
      dentry: ObjectPointer<"dentry">;
      name__str: MemoryPointer;
      value_p: DynptrPointer;
      flags: number;
    };
    returns: number;
  };
  /** `int bpf_sk_assign_tcp_reqsk(struct __sk_buff *s, struct sock *sk, struct bpf_tcp_req_attrs *attrs, int attrs__sz)` */
  bpf_sk_assign_tcp_reqsk: {
    args: {
      s: ContextPointer<"__sk_buff">;
      sk: ObjectPointer<"sock">;
      attrs: StructPointer<"bpf_tcp_req_attrs">;
      attrs__sz: number;
    };
    returns: number;
  };
  /** `u32 bpf_skb_get_hash(struct sk_buff *skb)` */
  bpf_skb_get_hash: {
    args: {
      skb: ObjectPointer<"sk_buff">;
    };
    returns: number;
  };
  /** `int bpf_sock_addr_set_sun_path(struct bpf_sock_addr_kern *sa_kern, const u8 *sun_path, u32 sun_path__sz)` */
  bpf_sock_addr_set_sun_path: {
    args: {
      sa_kern: ObjectPointer<"bpf_sock_addr_kern">;
      sun_path: MemoryPointer;
      sun_path__sz: number;
    };
    returns: number;
  };
  /** `int bpf_sock_destroy(struct sock_common *sock)` */
  bpf_sock_destroy: {
    args: {
      sock: ObjectPointer<"sock_common">;
    };
    returns: number;
  };
  /** `int bpf_sock_ops_enable_tx_tstamp(struct bpf_sock_ops_kern *skops, u64 flags)` */
  bpf_sock_ops_enable_tx_tstamp: {
    args: {
      skops: ObjectPointer<"bpf_sock_ops_kern">;
      flags: bigint;
    };
    returns: number;
  };
  /** `int bpf_sock_read_xattr(struct socket *sock, const char *name__str, struct bpf_dynptr *value_p)` */
  bpf_sock_read_xattr: {
    args: {
      sock: ObjectPointer<"socket">;
      name__str: MemoryPointer;
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
      fmt__str: MemoryPointer;
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
      tw: StructPointer<"bpf_task_work">;
      map__const_map: MemoryPointer;
      callback: MemoryPointer;
    };
    returns: number;
  };
  /** `int bpf_task_work_schedule_signal(struct task_struct *task, struct bpf_task_work *tw, void *map__const_map, bpf_task_work_callback_t callback)` */
  bpf_task_work_schedule_signal: {
    args: {
      task: ObjectPointer<"task_struct">;
      tw: StructPointer<"bpf_task_work">;
      map__const_map: MemoryPointer;
      callback: MemoryPointer;
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
      timer: StructPointer<"bpf_timer">;
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
  /** `void *bpf_wakeup_sources_get_head(void)` */
  bpf_wakeup_sources_get_head: {
    args: Record<never, never>;
    returns: ReturnedMemory | null;
  };
  /** `struct bpf_ws_lock *bpf_wakeup_sources_read_lock(void)` */
  bpf_wakeup_sources_read_lock: {
    args: Record<never, never>;
    returns: ObjectPointer<"bpf_ws_lock"> | null;
  };
  /** `void bpf_wakeup_sources_read_unlock(struct bpf_ws_lock *lock)` */
  bpf_wakeup_sources_read_unlock: {
    args: {
      lock: StructPointer<"bpf_ws_lock">;
    };
    returns: undefined;
  };
  /** `int bpf_wq_init(struct bpf_wq *wq, void *p__const_map, unsigned int flags)` */
  bpf_wq_init: {
    args: {
      wq: StructPointer<"bpf_wq">;
      p__const_map: MemoryPointer;
      flags: number;
    };
    returns: number;
  };
  /** `int bpf_wq_set_callback(struct bpf_wq *wq, int (*callback_fn)(void *, int *, void *), unsigned int flags)` */
  bpf_wq_set_callback: {
    args: {
      wq: StructPointer<"bpf_wq">;
      callback_fn: MemoryPointer;
      flags: number;
    };
    returns: number;
  };
  /** `int bpf_wq_start(struct bpf_wq *wq, unsigned int flags)` */
  bpf_wq_start: {
    args: {
      wq: StructPointer<"bpf_wq">;
      flags: number;
    };
    returns: number;
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
  /** `void crash_kexec(struct pt_regs *regs)` */
  crash_kexec: {
    args: {
      regs: StructPointer<"pt_regs">;
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
      sample: StructPointer<"ack_sample">;
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
  /** `struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id)` */
  hid_bpf_allocate_context: {
    args: {
      hid_id: number;
    };
    returns: ObjectPointer<"hid_bpf_ctx"> | null;
  };
  /** `__u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset, const size_t rdwr_buf_size)` */
  hid_bpf_get_data: {
    args: {
      ctx: ObjectPointer<"hid_bpf_ctx">;
      offset: number;
      rdwr_buf_size: bigint;
    };
    returns: ReturnedMemory | null;
  };
  /** `int hid_bpf_hw_output_report(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz)` */
  hid_bpf_hw_output_report: {
    args: {
      ctx: ObjectPointer<"hid_bpf_ctx">;
      buf: MemoryPointer;
      buf__sz: bigint;
    };
    returns: number;
  };
  /** `int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz, enum hid_report_type rtype, enum hid_class_request reqtype)` */
  hid_bpf_hw_request: {
    args: {
      ctx: ObjectPointer<"hid_bpf_ctx">;
      buf: MemoryPointer;
      buf__sz: bigint;
      rtype: number;
      reqtype: number;
    };
    returns: number;
  };
  /** `int hid_bpf_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, u8 *buf, const size_t buf__sz)` */
  hid_bpf_input_report: {
    args: {
      ctx: ObjectPointer<"hid_bpf_ctx">;
      type: number;
      buf: MemoryPointer;
      buf__sz: bigint;
    };
    returns: number;
  };
  /** `void hid_bpf_release_context(struct hid_bpf_ctx *ctx)` */
  hid_bpf_release_context: {
    args: {
      ctx: ObjectPointer<"hid_bpf_ctx">;
    };
    returns: undefined;
  };
  /** `int hid_bpf_try_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, u8 *buf, const size_t buf__sz)` */
  hid_bpf_try_input_report: {
    args: {
      ctx: ObjectPointer<"hid_bpf_ctx">;
      type: number;
      buf: MemoryPointer;
      buf__sz: bigint;
    };
    returns: number;
  };
  /** `struct task_struct *scx_bpf_cid_curr(s32 cid)` */
  scx_bpf_cid_curr: {
    args: {
      cid: number;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `void scx_bpf_cid_override(const s32 *cpu_to_cid__arena, u32 cpu_to_cid_cnt, const s32 *shard_start__arena, u32 shard_start_cnt)` */
  scx_bpf_cid_override: {
    args: {
      cpu_to_cid__arena: MemoryPointer;
      cpu_to_cid_cnt: number;
      shard_start__arena: MemoryPointer;
      shard_start_cnt: number;
    };
    returns: undefined;
  };
  /** `s32 scx_bpf_cid_to_cpu(s32 cid)` */
  scx_bpf_cid_to_cpu: {
    args: {
      cid: number;
    };
    returns: number;
  };
  /** `void scx_bpf_cid_topo(s32 cid, struct scx_cid_topo *out, size_t out__sz)` */
  scx_bpf_cid_topo: {
    args: {
      cid: number;
      out: StructPointer<"scx_cid_topo">;
      out__sz: bigint;
    };
    returns: undefined;
  };
  /** `u32 scx_bpf_cidperf_cap(s32 cid)` */
  scx_bpf_cidperf_cap: {
    args: {
      cid: number;
    };
    returns: number;
  };
  /** `u32 scx_bpf_cidperf_cur(s32 cid)` */
  scx_bpf_cidperf_cur: {
    args: {
      cid: number;
    };
    returns: number;
  };
  /** `s32 scx_bpf_cidperf_set(s32 cid, u32 perf)` */
  scx_bpf_cidperf_set: {
    args: {
      cid: number;
      perf: number;
    };
    returns: number;
  };
  /** `struct task_struct *scx_bpf_cpu_curr(s32 cpu)` */
  scx_bpf_cpu_curr: {
    args: {
      cpu: number;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `s32 scx_bpf_cpu_node(s32 cpu)` */
  scx_bpf_cpu_node: {
    args: {
      cpu: number;
    };
    returns: number;
  };
  /** `s32 scx_bpf_cpu_to_cid(s32 cpu)` */
  scx_bpf_cpu_to_cid: {
    args: {
      cpu: number;
    };
    returns: number;
  };
  /** `u32 scx_bpf_cpuperf_cap(s32 cpu)` */
  scx_bpf_cpuperf_cap: {
    args: {
      cpu: number;
    };
    returns: number;
  };
  /** `u32 scx_bpf_cpuperf_cur(s32 cpu)` */
  scx_bpf_cpuperf_cur: {
    args: {
      cpu: number;
    };
    returns: number;
  };
  /** `void scx_bpf_cpuperf_set(s32 cpu, u32 perf)` */
  scx_bpf_cpuperf_set: {
    args: {
      cpu: number;
      perf: number;
    };
    returns: undefined;
  };
  /** `s32 scx_bpf_create_dsq(u64 dsq_id, s32 node)` */
  scx_bpf_create_dsq: {
    args: {
      dsq_id: bigint;
      node: number;
    };
    returns: number;
  };
  /** `void scx_bpf_destroy_dsq(u64 dsq_id)` */
  scx_bpf_destroy_dsq: {
    args: {
      dsq_id: bigint;
    };
    returns: undefined;
  };
  /** `void scx_bpf_dispatch_cancel(void)` */
  scx_bpf_dispatch_cancel: {
    args: Record<never, never>;
    returns: undefined;
  };
  /** `u32 scx_bpf_dispatch_nr_slots(void)` */
  scx_bpf_dispatch_nr_slots: {
    args: Record<never, never>;
    returns: number;
  };
  /** `void scx_bpf_dsq_insert(struct task_struct *p, u64 dsq_id, u64 slice, u64 enq_flags)` */
  scx_bpf_dsq_insert: {
    args: {
      p: ObjectPointer<"task_struct">;
      dsq_id: bigint;
      slice: bigint;
      enq_flags: bigint;
    };
    returns: undefined;
  };
  /** `bool scx_bpf_dsq_insert___v2(struct task_struct *p, u64 dsq_id, u64 slice, u64 enq_flags)` */
  scx_bpf_dsq_insert___v2: {
    args: {
      p: ObjectPointer<"task_struct">;
      dsq_id: bigint;
      slice: bigint;
      enq_flags: bigint;
    };
    returns: number;
  };
  /** `void scx_bpf_dsq_insert_vtime(struct task_struct *p, u64 dsq_id, u64 slice, u64 vtime, u64 enq_flags)` */
  scx_bpf_dsq_insert_vtime: {
    args: {
      p: ObjectPointer<"task_struct">;
      dsq_id: bigint;
      slice: bigint;
      vtime: bigint;
      enq_flags: bigint;
    };
    returns: undefined;
  };
  /** `bool scx_bpf_dsq_move(struct bpf_iter_scx_dsq *it__iter, struct task_struct *p, u64 dsq_id, u64 enq_flags)` */
  scx_bpf_dsq_move: {
    args: {
      it__iter: StructPointer<"bpf_iter_scx_dsq">;
      p: ObjectPointer<"task_struct">;
      dsq_id: bigint;
      enq_flags: bigint;
    };
    returns: number;
  };
  /** `void scx_bpf_dsq_move_set_slice(struct bpf_iter_scx_dsq *it__iter, u64 slice)` */
  scx_bpf_dsq_move_set_slice: {
    args: {
      it__iter: StructPointer<"bpf_iter_scx_dsq">;
      slice: bigint;
    };
    returns: undefined;
  };
  /** `void scx_bpf_dsq_move_set_vtime(struct bpf_iter_scx_dsq *it__iter, u64 vtime)` */
  scx_bpf_dsq_move_set_vtime: {
    args: {
      it__iter: StructPointer<"bpf_iter_scx_dsq">;
      vtime: bigint;
    };
    returns: undefined;
  };
  /** `bool scx_bpf_dsq_move_to_local(u64 dsq_id)` */
  scx_bpf_dsq_move_to_local: {
    args: {
      dsq_id: bigint;
    };
    returns: number;
  };
  /** `bool scx_bpf_dsq_move_to_local___v2(u64 dsq_id, u64 enq_flags)` */
  scx_bpf_dsq_move_to_local___v2: {
    args: {
      dsq_id: bigint;
      enq_flags: bigint;
    };
    returns: number;
  };
  /** `bool scx_bpf_dsq_move_vtime(struct bpf_iter_scx_dsq *it__iter, struct task_struct *p, u64 dsq_id, u64 enq_flags)` */
  scx_bpf_dsq_move_vtime: {
    args: {
      it__iter: StructPointer<"bpf_iter_scx_dsq">;
      p: ObjectPointer<"task_struct">;
      dsq_id: bigint;
      enq_flags: bigint;
    };
    returns: number;
  };
  /** `s32 scx_bpf_dsq_nr_queued(u64 dsq_id)` */
  scx_bpf_dsq_nr_queued: {
    args: {
      dsq_id: bigint;
    };
    returns: number;
  };
  /** `struct task_struct *scx_bpf_dsq_peek(u64 dsq_id)` */
  scx_bpf_dsq_peek: {
    args: {
      dsq_id: bigint;
    };
    returns: ObjectPointer<"task_struct"> | null;
  };
  /** `void scx_bpf_dsq_reenq(u64 dsq_id, u64 reenq_flags)` */
  scx_bpf_dsq_reenq: {
    args: {
      dsq_id: bigint;
      reenq_flags: bigint;
    };
    returns: undefined;
  };
  /** `void scx_bpf_dump_bstr(char *fmt, long long unsigned int *data, u32 data__sz)` */
  scx_bpf_dump_bstr: {
    args: {
      fmt: MemoryPointer;
      data: MemoryPointer;
      data__sz: number;
    };
    returns: undefined;
  };
  /** `void scx_bpf_error_bstr(char *fmt, long long unsigned int *data, u32 data__sz)` */
  scx_bpf_error_bstr: {
    args: {
      fmt: MemoryPointer;
      data: MemoryPointer;
      data__sz: number;
    };
    returns: undefined;
  };
  /** `void scx_bpf_events(struct scx_event_stats *events, size_t events__sz)` */
  scx_bpf_events: {
    args: {
      events: StructPointer<"scx_event_stats">;
      events__sz: bigint;
    };
    returns: undefined;
  };
  /** `void scx_bpf_exit_bstr(s64 exit_code, char *fmt, long long unsigned int *data, u32 data__sz)` */
  scx_bpf_exit_bstr: {
    args: {
      exit_code: bigint;
      fmt: MemoryPointer;
      data: MemoryPointer;
      data__sz: number;
    };
    returns: undefined;
  };
  /** `const struct cpumask *scx_bpf_get_idle_cpumask(void)` */
  scx_bpf_get_idle_cpumask: {
    args: Record<never, never>;
    returns: ObjectPointer<"cpumask"> | null;
  };
  /** `const struct cpumask *scx_bpf_get_idle_cpumask_node(s32 node)` */
  scx_bpf_get_idle_cpumask_node: {
    args: {
      node: number;
    };
    returns: ObjectPointer<"cpumask"> | null;
  };
  /** `const struct cpumask *scx_bpf_get_idle_smtmask(void)` */
  scx_bpf_get_idle_smtmask: {
    args: Record<never, never>;
    returns: ObjectPointer<"cpumask"> | null;
  };
  /** `const struct cpumask *scx_bpf_get_idle_smtmask_node(s32 node)` */
  scx_bpf_get_idle_smtmask_node: {
    args: {
      node: number;
    };
    returns: ObjectPointer<"cpumask"> | null;
  };
  /** `const struct cpumask *scx_bpf_get_online_cpumask(void)` */
  scx_bpf_get_online_cpumask: {
    args: Record<never, never>;
    returns: ObjectPointer<"cpumask"> | null;
  };
  /** `const struct cpumask *scx_bpf_get_possible_cpumask(void)` */
  scx_bpf_get_possible_cpumask: {
    args: Record<never, never>;
    returns: ObjectPointer<"cpumask"> | null;
  };
  /** `void scx_bpf_kick_cid(s32 cid, u64 flags)` */
  scx_bpf_kick_cid: {
    args: {
      cid: number;
      flags: bigint;
    };
    returns: undefined;
  };
  /** `void scx_bpf_kick_cpu(s32 cpu, u64 flags)` */
  scx_bpf_kick_cpu: {
    args: {
      cpu: number;
      flags: bigint;
    };
    returns: undefined;
  };
  /** `struct rq *scx_bpf_locked_rq(void)` */
  scx_bpf_locked_rq: {
    args: Record<never, never>;
    returns: ObjectPointer<"rq"> | null;
  };
  /** `u64 scx_bpf_now(void)` */
  scx_bpf_now: {
    args: Record<never, never>;
    returns: bigint;
  };
  /** `u32 scx_bpf_nr_cids(void)` */
  scx_bpf_nr_cids: {
    args: Record<never, never>;
    returns: number;
  };
  /** `u32 scx_bpf_nr_cpu_ids(void)` */
  scx_bpf_nr_cpu_ids: {
    args: Record<never, never>;
    returns: number;
  };
  /** `u32 scx_bpf_nr_node_ids(void)` */
  scx_bpf_nr_node_ids: {
    args: Record<never, never>;
    returns: number;
  };
  /** `u32 scx_bpf_nr_online_cids(void)` */
  scx_bpf_nr_online_cids: {
    args: Record<never, never>;
    returns: number;
  };
  /** `const void *scx_bpf_online_cmask(void)` */
  scx_bpf_online_cmask: {
    args: Record<never, never>;
    returns: ReturnedMemory | null;
  };
  /** `s32 scx_bpf_pick_any_cpu(const struct cpumask *cpus_allowed, u64 flags)` */
  scx_bpf_pick_any_cpu: {
    args: {
      cpus_allowed: StructPointer<"cpumask">;
      flags: bigint;
    };
    returns: number;
  };
  /** `s32 scx_bpf_pick_any_cpu_node(const struct cpumask *cpus_allowed, s32 node, u64 flags)` */
  scx_bpf_pick_any_cpu_node: {
    args: {
      cpus_allowed: StructPointer<"cpumask">;
      node: number;
      flags: bigint;
    };
    returns: number;
  };
  /** `s32 scx_bpf_pick_idle_cpu(const struct cpumask *cpus_allowed, u64 flags)` */
  scx_bpf_pick_idle_cpu: {
    args: {
      cpus_allowed: StructPointer<"cpumask">;
      flags: bigint;
    };
    returns: number;
  };
  /** `s32 scx_bpf_pick_idle_cpu_node(const struct cpumask *cpus_allowed, s32 node, u64 flags)` */
  scx_bpf_pick_idle_cpu_node: {
    args: {
      cpus_allowed: StructPointer<"cpumask">;
      node: number;
      flags: bigint;
    };
    returns: number;
  };
  /** `void scx_bpf_put_cpumask(const struct cpumask *cpumask)` */
  scx_bpf_put_cpumask: {
    args: {
      cpumask: StructPointer<"cpumask">;
    };
    returns: undefined;
  };
  /** `void scx_bpf_put_idle_cpumask(const struct cpumask *idle_mask)` */
  scx_bpf_put_idle_cpumask: {
    args: {
      idle_mask: StructPointer<"cpumask">;
    };
    returns: undefined;
  };
  /** `u32 scx_bpf_reenqueue_local(void)` */
  scx_bpf_reenqueue_local: {
    args: Record<never, never>;
    returns: number;
  };
  /** `void scx_bpf_reenqueue_local___v2(void)` */
  scx_bpf_reenqueue_local___v2: {
    args: Record<never, never>;
    returns: undefined;
  };
  /** `s32 scx_bpf_select_cpu_and(struct task_struct *p, s32 prev_cpu, u64 wake_flags, const struct cpumask *cpus_allowed, u64 flags)` */
  scx_bpf_select_cpu_and: {
    args: {
      p: ObjectPointer<"task_struct">;
      prev_cpu: number;
      wake_flags: bigint;
      cpus_allowed: StructPointer<"cpumask">;
      flags: bigint;
    };
    returns: number;
  };
  /** `s32 scx_bpf_select_cpu_dfl(struct task_struct *p, s32 prev_cpu, u64 wake_flags, bool *is_idle)` */
  scx_bpf_select_cpu_dfl: {
    args: {
      p: ObjectPointer<"task_struct">;
      prev_cpu: number;
      wake_flags: bigint;
      is_idle: MemoryPointer;
    };
    returns: number;
  };
  /** `s32 scx_bpf_sub_caps(u64 cgroup_id, u64 caps, struct scx_cmask *out__arena)` */
  scx_bpf_sub_caps: {
    args: {
      cgroup_id: bigint;
      caps: bigint;
      out__arena: ObjectPointer<"scx_cmask">;
    };
    returns: number;
  };
  /** `bool scx_bpf_sub_dispatch(u64 cgroup_id)` */
  scx_bpf_sub_dispatch: {
    args: {
      cgroup_id: bigint;
    };
    returns: number;
  };
  /** `s32 scx_bpf_sub_grant(u64 cgroup_id, u64 caps, const struct scx_cmask *cmask__arena, struct scx_cmask *denied_out__arena__nullable)` */
  scx_bpf_sub_grant: {
    args: {
      cgroup_id: bigint;
      caps: bigint;
      cmask__arena: ObjectPointer<"scx_cmask">;
      denied_out__arena__nullable: ObjectPointer<"scx_cmask"> | null;
    };
    returns: number;
  };
  /** `s32 scx_bpf_sub_kill_bstr(u64 cgroup_id, char *fmt, long long unsigned int *data, u32 data__sz)` */
  scx_bpf_sub_kill_bstr: {
    args: {
      cgroup_id: bigint;
      fmt: MemoryPointer;
      data: MemoryPointer;
      data__sz: number;
    };
    returns: number;
  };
  /** `void scx_bpf_sub_revoke(u64 cgroup_id, u64 caps, const struct scx_cmask *cmask__arena)` */
  scx_bpf_sub_revoke: {
    args: {
      cgroup_id: bigint;
      caps: bigint;
      cmask__arena: ObjectPointer<"scx_cmask">;
    };
    returns: undefined;
  };
  /** `struct cgroup *scx_bpf_task_cgroup(struct task_struct *p)` */
  scx_bpf_task_cgroup: {
    args: {
      p: ObjectPointer<"task_struct">;
    };
    returns: ObjectPointer<"cgroup"> | null;
  };
  /** `s32 scx_bpf_task_cid(const struct task_struct *p)` */
  scx_bpf_task_cid: {
    args: {
      p: ObjectPointer<"task_struct">;
    };
    returns: number;
  };
  /** `s32 scx_bpf_task_cpu(const struct task_struct *p)` */
  scx_bpf_task_cpu: {
    args: {
      p: ObjectPointer<"task_struct">;
    };
    returns: number;
  };
  /** `bool scx_bpf_task_running(const struct task_struct *p)` */
  scx_bpf_task_running: {
    args: {
      p: ObjectPointer<"task_struct">;
    };
    returns: number;
  };
  /** `bool scx_bpf_task_set_dsq_vtime(struct task_struct *p, u64 vtime)` */
  scx_bpf_task_set_dsq_vtime: {
    args: {
      p: ObjectPointer<"task_struct">;
      vtime: bigint;
    };
    returns: number;
  };
  /** `bool scx_bpf_task_set_slice(struct task_struct *p, u64 slice)` */
  scx_bpf_task_set_slice: {
    args: {
      p: ObjectPointer<"task_struct">;
      slice: bigint;
    };
    returns: number;
  };
  /** `bool scx_bpf_test_and_clear_cpu_idle(s32 cpu)` */
  scx_bpf_test_and_clear_cpu_idle: {
    args: {
      cpu: number;
    };
    returns: number;
  };
  /** `s32 scx_bpf_this_cid(void)` */
  scx_bpf_this_cid: {
    args: Record<never, never>;
    returns: number;
  };
  /** `struct task_struct *scx_bpf_tid_to_task(u64 tid)` */
  scx_bpf_tid_to_task: {
    args: {
      tid: bigint;
    };
    returns: ObjectPointer<"task_struct"> | null;
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
