// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct task_struct *bpf_task_from_pid(__s32 pid) __ksym;
void bpf_task_release(struct task_struct *p) __ksym;
void *bpf_obj_new(__u64 local_type_id__k) __ksym;
void bpf_obj_drop(void *p__alloc) __ksym;
int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task__nullable, unsigned int flags) __ksym;
void bpf_iter_task_destroy(struct bpf_iter_task *it) __ksym;
int bpf_wq_init(struct bpf_wq *wq, void *p__const_map, unsigned int flags) __ksym;
__s64 bpf_map_sum_elem_count(const struct bpf_map *map) __ksym;

/* As __arg_trusted and the like of later libbpfs. */
#define TAG(name) __attribute__((btf_decl_tag("arg:" #name)))

struct own {
	__u64 value;
};

struct locked {
	struct bpf_spin_lock lock;
	__u32 value;
};

struct timed {
	struct bpf_timer timer;
};

struct queued {
	struct bpf_wq work;
};

struct holder {
	struct own __kptr *owned;
	struct task_struct __kptr *task;
};

#define MAP(name, value_type)                 \
	struct {                              \
		__uint(type, BPF_MAP_TYPE_HASH); \
		__uint(max_entries, 4);       \
		__uint(map_flags, BPF_F_NO_PREALLOC); \
		__type(key, __u32);           \
		__type(value, value_type);    \
	} name SEC(".maps")

MAP(counts, __u64);
MAP(texts, __u64);

struct inner {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} one SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 2);
	__type(key, __u32);
	__array(values, struct inner);
} outer SEC(".maps") = { .values = { [1] = &one } };

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} records SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, __u32);
	__type(value, __u64);
} of_tasks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, __u32);
	__type(value, __u64);
} of_sockets SEC(".maps");

__u32 key = 1;
__u64 start = 5, stored, read, sum;
__s64 added;
char text[32];
/* So that the type is a whole one in BTF. */
struct own own;

static __attribute__((unused)) struct bpf_sock *listener(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both;

	__builtin_memset(&both, 0, sizeof(both));
	both.ipv4.daddr = bpf_htonl(0x7f000001);
	both.ipv4.dport = bpf_htons(7000);
	return bpf_sk_lookup_tcp(skb, &both, sizeof(both.ipv4), -1, 0);
}

/* Where NULL is taken, so is what may be NULL, and where any number is. */
SEC("syscall") int taken(void *ctx)
{
	struct task_struct *task = bpf_task_from_pid(bpf_get_current_pid_tgid());
	__u64 *value = bpf_task_storage_get(&of_tasks, task, &start, BPF_LOCAL_STORAGE_GET_F_CREATE), *count;

	if (value)
		stored = *value;
	bpf_map_update_elem(&counts, &key, &start, BPF_ANY);
	count = bpf_map_lookup_elem(&counts, &key);
	bpf_probe_read_kernel(&read, sizeof(read), count);
	if (task)
		bpf_task_release(task);
	return 0;
}

SEC("tc") int summed(struct __sk_buff *skb)
{
	__u32 *count;

	bpf_map_update_elem(&counts, &key, &start, BPF_ANY);
	count = bpf_map_lookup_elem(&counts, &key);
	sum = bpf_csum_diff(0, 0, count, 8, 0);
	return 0;
}

/* A map that was found in another one, once it was compared. */
SEC("syscall") int in_map(void *ctx)
{
	void *map = bpf_map_lookup_elem(&outer, &key);
	__u64 *value;

	/* Passed unchecked to what takes any value, so that it is followed at all. */
	bpf_probe_read_kernel(&read, 0, map);
	if (!map)
		return 1;
	added = bpf_map_update_elem(map, &key, &start, BPF_ANY);
	value = bpf_map_lookup_elem(&one, &key);
	if (value)
		stored = *value;
	read = map == (void *)&one;
	sum = ((struct bpf_map *)map)->max_entries;
	return 0;
}

#define SOCKET(statement)                         \
	SEC("tc") int wrong(struct __sk_buff *skb) \
	{                                         \
		struct bpf_sock *sk = listener(skb); \
		__u64 result;                     \
                                                  \
		statement;                        \
		stored = result;                  \
		if (sk)                           \
			bpf_sk_release(sk);       \
		return 0;                         \
	}

#define TASK(statement)                                          \
	SEC("syscall") int wrong(void *ctx)                       \
	{                                                        \
		struct task_struct *task = bpf_task_from_pid(1); \
                                                                 \
		statement;                                       \
		if (task)                                        \
			bpf_task_release(task);                  \
		return 0;                                        \
	}

#ifdef SK_RELEASE
SEC("tc") int wrong(struct __sk_buff *skb)
{
	bpf_sk_release(listener(skb));
	return 0;
}
#endif

#ifdef FULLSOCK
SOCKET(result = (__u64)bpf_sk_fullsock(sk))
#endif

#ifdef TCP_SOCK
SOCKET(result = (__u64)bpf_tcp_sock(sk))
#endif

#ifdef LISTENER_SOCK
SOCKET(result = (__u64)bpf_get_listener_sock(sk))
#endif

#ifdef SKC_TO
SOCKET(result = (__u64)bpf_skc_to_tcp_sock(sk))
#endif

#ifdef ASSIGN
SOCKET(result = bpf_sk_assign(skb, sk, 0))
#endif

#ifdef SK_STORAGE
SOCKET(result = (__u64)bpf_sk_storage_get(&of_sockets, sk, 0, 0))
#endif

#ifdef SUBMIT
SEC("syscall") int wrong(void *ctx)
{
	bpf_ringbuf_submit(bpf_ringbuf_reserve(&records, 8, 0), 0);
	return 0;
}
#endif

#ifdef DISCARD
SEC("syscall") int wrong(void *ctx)
{
	bpf_ringbuf_discard(bpf_ringbuf_reserve(&records, 8, 0), 0);
	return 0;
}
#endif

#ifdef EXCHANGE
#define EXCHANGED                                                              \
	struct task_struct *task = bpf_kptr_xchg(&holder->task, bpf_task_from_pid(1)); \
	if (task)                                                              \
		bpf_task_release(task)
#endif

#ifdef EXCHANGE_OWN
#define EXCHANGED                                                                           \
	struct own *old = bpf_kptr_xchg(&holder->owned,                                     \
					bpf_obj_new(bpf_core_type_id_local(struct own))); \
	if (old)                                                                            \
		bpf_obj_drop(old)
#endif

#ifdef EXCHANGE_PLACE
#define EXCHANGED                                               \
	struct own *old = bpf_kptr_xchg(&unchecked->owned, NULL); \
	if (old)                                                \
		bpf_obj_drop(old)
#endif

#ifdef EXCHANGED
MAP(holders, struct holder);

SEC("syscall") int wrong(void *ctx)
{
	struct holder zero = {}, *holder, *unchecked;

	bpf_map_update_elem(&holders, &key, &zero, BPF_ANY);
	holder = bpf_map_lookup_elem(&holders, &key);
	unchecked = bpf_map_lookup_elem(&holders, &key);
	barrier_var(unchecked);
	if (!holder)
		return 1;
	EXCHANGED;
	return 0;
}
#endif

#ifdef LOCK
MAP(locks, struct locked);

SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct locked zero = {}, *locked;

	bpf_map_update_elem(&locks, &key, &zero, BPF_ANY);
	locked = bpf_map_lookup_elem(&locks, &key);
	bpf_spin_lock(&locked->lock);
	bpf_spin_unlock(&locked->lock);
	return 0;
}
#endif

#ifdef TIMER
MAP(timers, struct timed);

SEC("syscall") int wrong(void *ctx)
{
	struct timed zero = {}, *timed;

	bpf_map_update_elem(&timers, &key, &zero, BPF_ANY);
	timed = bpf_map_lookup_elem(&timers, &key);
	bpf_timer_init(&timed->timer, &timers, 1);
	return 0;
}
#endif

#ifdef WORK
MAP(works, struct queued);

SEC("syscall") int wrong(void *ctx)
{
	struct queued zero = {}, *queued;

	bpf_map_update_elem(&works, &key, &zero, BPF_ANY);
	queued = bpf_map_lookup_elem(&works, &key);
	bpf_wq_init(&queued->work, &works, 0);
	return 0;
}
#endif

#ifdef INNER_MAP
SEC("syscall") int wrong(void *ctx)
{
	void *map = bpf_map_lookup_elem(&outer, &key);

	bpf_map_update_elem(map, &key, &start, BPF_ANY);
	return 0;
}
#endif

#ifdef INNER_MAP_KFUNC
SEC("syscall") int wrong(void *ctx)
{
	stored = bpf_map_sum_elem_count(bpf_map_lookup_elem(&outer, &key));
	return 0;
}
#endif

#ifdef INNER_MAP_READ
SEC("syscall") int wrong(void *ctx)
{
	struct bpf_map *map = bpf_map_lookup_elem(&outer, &key);

	return map->max_entries;
}
#endif

#ifdef STRING
SEC("syscall") int wrong(void *ctx)
{
	bpf_map_update_elem(&texts, &key, &start, BPF_ANY);
	return bpf_strncmp(text, 4, bpf_map_lookup_elem(&texts, &key));
}
#endif

#ifdef COPY
TASK(bpf_copy_from_user_task(text, sizeof(text), 0, task, 0))
#endif

#ifdef TASK_STACK
TASK(bpf_get_task_stack(task, text, sizeof(text), 0))
#endif

#ifdef PARAMETER
__weak int stack_of(struct task_struct *task TAG(trusted) TAG(nullable))
{
	return bpf_get_task_stack(task, text, sizeof(text), 0);
}

SEC("syscall") int wrong(void *ctx)
{
	return stack_of(bpf_get_current_task_btf());
}
#endif

#ifdef ITERATOR
void bpf_rcu_read_lock(void) __ksym;
void bpf_rcu_read_unlock(void) __ksym;

TASK(struct bpf_iter_task threads; bpf_rcu_read_lock(); bpf_iter_task_new(&threads, task, 2);
     bpf_iter_task_destroy(&threads); bpf_rcu_read_unlock())
#endif
