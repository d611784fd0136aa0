// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Refuses to open files that begin with a given magic number, and finds where a header says that their data begins. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define EPERM 1

extern int bpf_dynptr_from_file(struct file *file, u32 flags,
				struct bpf_dynptr *ptr__uninit) __ksym;
extern int bpf_dynptr_file_discard(struct bpf_dynptr *dynptr) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset,
			      void *buffer__nullable, u64 buffer__szk) __ksym;
extern int bpf_dynptr_copy(const struct bpf_dynptr *dst_ptr, u64 dst_off,
			   const struct bpf_dynptr *src_ptr, u64 src_off,
			   u64 size) __ksym;
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

const volatile u64 trigger_pid = 1000;
const volatile u32 dynptr_flags = 0;
const volatile u64 magic = 0x21454c4946;

int made;
u64 found;
bool has_header;
int read_at_end;

static __always_inline int look_into(struct file *file)
{
	u64 *header, buffer, last;
	struct bpf_dynptr content;
	int refused = 0;

	/* Every process opens files: look at those of one. */
	if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return 0;

	made = bpf_dynptr_from_file(file, dynptr_flags, &content);
	header = bpf_dynptr_slice(&content, 0, &buffer, sizeof(buffer));
	has_header = header != NULL;
	if (header) {
		found = *header;
		refused = found == magic ? -EPERM : 0;
	}
	/* The dynptr does not know the size of the file; the inode does. */
	read_at_end = bpf_dynptr_read(&last, sizeof(last), &content, file->f_inode->i_size - 4, 0);
#ifndef LEAK
	/* Even if bpf_dynptr_from_file failed. */
	bpf_dynptr_file_discard(&content);
#endif
#ifdef USE_AFTER_DISCARD
	if (header && *header)
		return -EPERM;
#endif
	return refused;
}

/* This program may sleep, so what is not in memory is read from the file system. */
SEC("lsm.s/file_post_open")
int BPF_PROG(check_magic, struct file *file)
{
	return look_into(file);
}

/* Without sleeping, only the page cache is read. */
SEC("lsm/file_open")
int BPF_PROG(check_cached_magic, struct file *file)
{
	return look_into(file);
}

/* Too early for a program that may sleep: the file can't be read yet. */
SEC("lsm.s/file_open")
int BPF_PROG(check_too_early, struct file *file)
{
	return look_into(file);
}

/* A file is never written through its dynptr. */
int errors[4];
u8 bytes[16];
int copied;

SEC("lsm.s/file_post_open")
int BPF_PROG(read_into_file, struct file *file)
{
	struct task_struct *task = bpf_get_current_task_btf();
	void *source = (void *)0x1000000000;
	struct bpf_dynptr content, memory;

	if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return 0;
	bpf_dynptr_from_file(file, 0, &content);
	bpf_dynptr_from_mem(bytes, sizeof(bytes), 0, &memory);
	copied = bpf_dynptr_copy(&memory, 0, &content, 0, sizeof(bytes));
	errors[0] = bpf_copy_from_user_dynptr(&content, 0, 4, source);
	errors[1] = bpf_copy_from_user_str_dynptr(&content, 0, 4, source);
	errors[2] = bpf_copy_from_user_task_dynptr(&content, 0, 4, source, task);
	errors[3] = bpf_copy_from_user_task_str_dynptr(&content, 0, 4, source, task);
	bpf_dynptr_file_discard(&content);
	return 0;
}

char _license[] SEC("license") = "GPL";
