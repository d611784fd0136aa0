// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Programs as somebody would write them, one for each pair of kfunc and attach form that real-pairs.test.ts names. Those
// that are allowed hand the kfunc what it wants and give back what they got.
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int s32;

#define SEC(name) __attribute__((section(name), used))
#define KFUNC __attribute__((section(".ksyms")))
#define IN_KERNEL __attribute__((preserve_access_index))

// libbpf wants structs where the kernel has structs, whatever is in them.
struct __sk_buff {
	u32 len;
};

struct xdp_md {
	u32 data;
};

struct bpf_sock_addr {
	u32 user_family;
};

struct task_struct {
	int pid;
} IN_KERNEL;

struct nf_conn {
	u32 timeout;
} IN_KERNEL;

struct bpf_cpumask {
	int usage;
} IN_KERNEL;

struct bpf_dynptr {
	u64 opaque[2];
} __attribute__((aligned(8)));

struct bpf_iter_num {
	u64 opaque[1];
} __attribute__((aligned(8)));

struct bpf_iter_css_task {
	u64 opaque[1];
} __attribute__((aligned(8)));

struct bpf_sock_tuple {
	u32 source, destination;
	u32 ports;
};

struct bpf_ct_opts {
	s32 netns_id;
	s32 error;
	u8 l4proto, dir, reserved[2];
};

struct path {
	void *mnt;
} IN_KERNEL;

struct file {
	struct path f_path;
} IN_KERNEL;

struct cgroup_subsys_state {
	void *cgroup;
} IN_KERNEL;

struct cgroup {
	struct cgroup_subsys_state self;
} IN_KERNEL;

extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr) KFUNC;
extern int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags, struct bpf_dynptr *ptr) KFUNC;
extern struct nf_conn *bpf_skb_ct_lookup(struct __sk_buff *skb, struct bpf_sock_tuple *tuple, u32 tuple__sz,
					 struct bpf_ct_opts *opts, u32 opts__sz) KFUNC;
extern struct nf_conn *bpf_xdp_ct_lookup(struct xdp_md *xdp, struct bpf_sock_tuple *tuple, u32 tuple__sz,
					 struct bpf_ct_opts *opts, u32 opts__sz) KFUNC;
extern void bpf_ct_release(struct nf_conn *connection) KFUNC;
extern struct task_struct *bpf_task_from_pid(s32 pid) KFUNC;
extern void bpf_task_release(struct task_struct *p) KFUNC;
extern int bpf_path_d_path(const struct path *path, char *buf, u64 buf__sz) KFUNC;
extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) KFUNC;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) KFUNC;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) KFUNC;
extern int bpf_iter_css_task_new(struct bpf_iter_css_task *it, struct cgroup_subsys_state *css, u32 flags) KFUNC;
extern void bpf_iter_css_task_destroy(struct bpf_iter_css_task *it) KFUNC;
extern struct cgroup *bpf_cgroup_from_id(u64 cgid) KFUNC;
extern void bpf_cgroup_release(struct cgroup *cgrp) KFUNC;
extern void bpf_preempt_disable(void) KFUNC;
extern void bpf_preempt_enable(void) KFUNC;
extern int bpf_copy_from_user_str(void *dst, u32 dst__sz, const void *unsafe_ptr__ign, u64 flags) KFUNC;
extern void bpf_rcu_read_lock(void) KFUNC;
extern void bpf_rcu_read_unlock(void) KFUNC;
extern struct bpf_cpumask *bpf_cpumask_create(void) KFUNC;
extern void bpf_cpumask_release(struct bpf_cpumask *cpumask) KFUNC;
extern int bpf_get_fsverity_digest(struct file *file, struct bpf_dynptr *digest_p) KFUNC;
extern void *bpf_cast_to_kern_ctx(void *obj) KFUNC;

char terms[] SEC("license") = "GPL";

#define take_task()                                                                                                    \
	do {                                                                                                           \
		struct task_struct *task = bpf_task_from_pid(1);                                                       \
		if (task)                                                                                              \
			bpf_task_release(task);                                                                        \
	} while (0)

#define take_cpumask()                                                                                                 \
	do {                                                                                                           \
		struct bpf_cpumask *cpumask = bpf_cpumask_create();                                                    \
		if (cpumask)                                                                                           \
			bpf_cpumask_release(cpumask);                                                                  \
	} while (0)

#define look_up(lookup, context)                                                                                       \
	do {                                                                                                           \
		struct bpf_sock_tuple tuple = { 1, 2, 3 };                                                             \
		struct bpf_ct_opts opts = { .netns_id = -1, .l4proto = 6 };                                            \
		struct nf_conn *connection = lookup(context, &tuple, sizeof(tuple), &opts, sizeof(opts));              \
		if (connection)                                                                                        \
			bpf_ct_release(connection);                                                                    \
	} while (0)

static inline int copy_text(u64 address)
{
	char text[16] = "";

	return bpf_copy_from_user_str(text, sizeof(text), (void *)address, 0);
}

SEC("xdp") int xdp_dynptr(struct xdp_md *ctx)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_xdp(ctx, 0, &packet);
	return 2;
}

SEC("tc") int tc_dynptr(struct __sk_buff *ctx)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_skb(ctx, 0, &packet);
	return 0;
}

SEC("tc") int tc_connection(struct __sk_buff *ctx)
{
	look_up(bpf_skb_ct_lookup, ctx);
	return 0;
}

SEC("xdp") int xdp_connection(struct xdp_md *ctx)
{
	look_up(bpf_xdp_ct_lookup, ctx);
	return 2;
}

SEC("fentry/bpf_fentry_test1") int fentry_task(void *ctx)
{
	take_task();
	return 0;
}

SEC("lsm/file_open") int lsm_path(u64 *ctx)
{
	struct file *file = (void *)ctx[0];
	char text[64] = "";

	bpf_path_d_path(&file->f_path, text, sizeof(text));
	return 0;
}

SEC("iter/task") int iterator_count(void *ctx)
{
	struct bpf_iter_num it;
	int sum = 0, *next;

	bpf_iter_num_new(&it, 0, 3);
	while ((next = bpf_iter_num_next(&it)))
		sum += *next;
	bpf_iter_num_destroy(&it);
	return sum & 1;
}

SEC("syscall") int syscall_cgroup(void *ctx)
{
	struct cgroup *cgroup = bpf_cgroup_from_id(1);

	if (cgroup)
		bpf_cgroup_release(cgroup);
	return 0;
}

SEC("cgroup_skb/egress") int cgroup_dynptr(struct __sk_buff *ctx)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_skb(ctx, 0, &packet);
	return 1;
}

SEC("kprobe/bpf_fentry_test1") int kprobe_preemption(void *ctx)
{
	bpf_preempt_disable();
	bpf_preempt_enable();
	return 0;
}

SEC("uprobe.s") int uprobe_copy(void *ctx)
{
	return copy_text(4096) & 1;
}

SEC("socket") int socket_rcu(struct __sk_buff *ctx)
{
	bpf_rcu_read_lock();
	bpf_rcu_read_unlock();
	return 0;
}

SEC("fentry/bpf_fentry_test1") int fentry_cpumask(void *ctx)
{
	take_cpumask();
	return 0;
}

SEC("xdp") int xdp_skb_dynptr(struct xdp_md *ctx)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_skb((void *)ctx, 0, &packet);
	return 2;
}

SEC("tc") int tc_xdp_dynptr(struct __sk_buff *ctx)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_xdp((void *)ctx, 0, &packet);
	return 0;
}

SEC("socket") int socket_cpumask(struct __sk_buff *ctx)
{
	take_cpumask();
	return 0;
}

SEC("kprobe/bpf_fentry_test1") int kprobe_cpumask(void *ctx)
{
	take_cpumask();
	return 0;
}

SEC("tc") int tc_copy(struct __sk_buff *ctx)
{
	return copy_text(4096) & 1;
}

SEC("fentry/bpf_fentry_test1") int fentry_copy(void *ctx)
{
	return copy_text(4096) & 1;
}

SEC("fentry/filp_close") int fentry_digest(u64 *ctx)
{
	struct bpf_dynptr digest;

	return bpf_get_fsverity_digest((void *)ctx[0], &digest) & 1;
}

SEC("cgroup_skb/egress") int cgroup_connection(struct __sk_buff *ctx)
{
	look_up(bpf_skb_ct_lookup, ctx);
	return 1;
}

SEC("syscall") int syscall_connection(void *ctx)
{
	look_up(bpf_xdp_ct_lookup, ctx);
	return 0;
}

SEC("fentry/bpf_fentry_test1") int fentry_css_tasks(void *ctx)
{
	struct cgroup *cgroup = bpf_cgroup_from_id(1);
	struct bpf_iter_css_task it;

	if (!cgroup)
		return 0;
	bpf_iter_css_task_new(&it, &cgroup->self, 0);
	bpf_iter_css_task_destroy(&it);
	bpf_cgroup_release(cgroup);
	return 0;
}

SEC("sk_msg") int message_dynptr(void *ctx)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_skb(ctx, 0, &packet);
	return 1;
}

SEC("fentry/bpf_fentry_test1") int fentry_context(void *ctx)
{
	return bpf_cast_to_kern_ctx(ctx) != 0;
}

SEC("xdp") int xdp_skb_connection(struct xdp_md *ctx)
{
	look_up(bpf_skb_ct_lookup, (struct __sk_buff *)ctx);
	return 2;
}

SEC("tc") int tc_xdp_connection(struct __sk_buff *ctx)
{
	look_up(bpf_xdp_ct_lookup, (struct xdp_md *)ctx);
	return 0;
}

SEC("cgroup/bind4") int bind_dynptr(struct bpf_sock_addr *ctx)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_skb((struct __sk_buff *)ctx, 0, &packet);
	return 1;
}
