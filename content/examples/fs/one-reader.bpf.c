// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Lets only one program open the files in a directory, whichever user runs it. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define EPERM 1

extern struct file *bpf_get_task_exe_file(struct task_struct *task) __ksym;
extern void bpf_put_file(struct file *file) __ksym;
extern int bpf_path_d_path(const struct path *path, char *buf, size_t buf__sz) __ksym;

#ifdef READER_IS_INIT
const char reader[] = "/init";
#else
const char reader[] = "/usr/bin/vault";
#endif
const char folder[] = "/tmp/vault/";
/* How much of the buffers below may be used. */
const volatile u32 room = 256;

char opened[256];
char executable[256];
/* What bpf_path_d_path returned last. */
int path_length;
int asks;

SEC("lsm/file_open")
int BPF_PROG(one_reader, struct file *file, int ret)
{
	struct file *exe;
	int result = 0;

	if (ret)
		return ret;
	path_length = bpf_path_d_path(&file->f_path, opened, room);
	/* A path that does not fit is let through: against long names a real policy needs a larger buffer. */
	if (path_length < 0 || bpf_strncmp(opened, sizeof(folder) - 1, folder))
		return 0;
	asks++;
#ifdef WALKED_EXE
	exe = bpf_get_current_task_btf()->mm->exe_file;
	path_length = bpf_path_d_path(&exe->f_path, executable, room);
#else
	exe = bpf_get_task_exe_file(bpf_get_current_task_btf());
	if (!exe)
		return -EPERM;
	path_length = bpf_path_d_path(&exe->f_path, executable, room);
#ifndef LEAK
	bpf_put_file(exe);
#endif
#endif
#ifdef PUT_BORROWED
	bpf_put_file(file);
#endif
	if (path_length < 0 || bpf_strncmp(executable, sizeof(reader), reader))
		result = -EPERM;
	return result;
}

int is_program, is_thread;

/* Kernel threads execute no file. */
SEC("lsm/task_getpgid")
int BPF_PROG(tell_threads_apart, struct task_struct *task, int ret)
{
	struct file *exe;

	exe = bpf_get_task_exe_file(task);
#ifndef NO_NULL_CHECK
	if (!exe) {
		is_thread++;
		return ret;
	}
#endif
	is_program++;
	bpf_put_file(exe);
	return ret;
}

char _license[] SEC("license") = "GPL";
