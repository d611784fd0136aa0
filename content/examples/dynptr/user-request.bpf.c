// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* User space passes pointers: the program reads a name and a block of data there, each with a length known at run time. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_copy_from_user_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
				     const void *unsafe_ptr__ign) __ksym;
extern int bpf_copy_from_user_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
					 const void *unsafe_ptr__ign) __ksym;
extern int bpf_copy_from_user_task_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
					  const void *unsafe_ptr__ign,
					  struct task_struct *tsk) __ksym;
extern int bpf_copy_from_user_task_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
					      const void *unsafe_ptr__ign,
					      struct task_struct *tsk) __ksym;
extern int bpf_probe_read_user_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
				      const void *unsafe_ptr__ign) __ksym;
extern int bpf_probe_read_user_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
					  const void *unsafe_ptr__ign) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

/* What user space passes. */
struct named_block {
	u64 name;
	u64 data;
	u64 data_size;
};

/* How much of the name is wanted, NUL included. */
const volatile u64 name_size = 16;

u8 name[16];
u8 data[16];
int name_length;
int data_error;

SEC("syscall")
int take_request(struct named_block *request)
{
	struct bpf_dynptr names, block;

	bpf_dynptr_from_mem(name, sizeof(name), 0, &names);
	bpf_dynptr_from_mem(data, sizeof(data), 0, &block);
	name_length = bpf_copy_from_user_str_dynptr(&names, 0, name_size,
						    (void *)request->name);
	data_error = bpf_copy_from_user_dynptr(&block, 0, request->data_size,
					       (void *)request->data);
	return name_length < 0 || data_error;
}

/* The same from the memory of a task, which need not be the current one. */
SEC("syscall")
int take_from_task(struct named_block *request)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct bpf_dynptr names, block;

	bpf_dynptr_from_mem(name, sizeof(name), 0, &names);
	bpf_dynptr_from_mem(data, sizeof(data), 0, &block);
	name_length = bpf_copy_from_user_task_str_dynptr(&names, 0, name_size,
							 (void *)request->name, task);
	data_error = bpf_copy_from_user_task_dynptr(&block, 0, request->data_size,
						    (void *)request->data, task);
	return name_length < 0 || data_error;
}

/* Where a program may not sleep, it can only read what happens to be in memory. */
SEC("syscall")
int peek_request(struct named_block *request)
{
	struct bpf_dynptr names, block;

	bpf_dynptr_from_mem(name, sizeof(name), 0, &names);
	bpf_dynptr_from_mem(data, sizeof(data), 0, &block);
	bpf_rcu_read_lock();
#ifdef SLEEP_IN_SECTION
	name_length = bpf_copy_from_user_str_dynptr(&names, 0, name_size,
						    (void *)request->name);
#else
	name_length = bpf_probe_read_user_str_dynptr(&names, 0, name_size,
						     (void *)request->name);
#endif
	data_error = bpf_probe_read_user_dynptr(&block, 0, request->data_size,
						(void *)request->data);
	bpf_rcu_read_unlock();
	return name_length < 0 || data_error;
}

char _license[] SEC("license") = "Dual BSD/GPL";
