// SPDX-License-Identifier: BSD-2-Clause
#define _GNU_SOURCE
#include "fork-as.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void write_number(const char *path, int number)
{
	char text[16];
	int length = snprintf(text, sizeof(text), "%d", number);
	int file = open(path, O_WRONLY | O_CLOEXEC);

	if (file < 0 || write(file, text, length) != length)
		fprintf(stderr, "kfdoc: %s can't be set: %s\n", path, strerror(errno));
	if (file >= 0)
		close(file);
}

void keep_pids_free(void)
{
	write_number("/proc/sys/kernel/pid_max", 4194304);
	write_number("/proc/sys/kernel/ns_last_pid", LAST_KEPT_PID);
}

pid_t fork_as(pid_t pid)
{
	struct clone_args arguments = {
		.exit_signal = SIGCHLD,
		.set_tid = (uintptr_t)&pid,
		.set_tid_size = 1,
	};
	long child = pid ? syscall(SYS_clone3, &arguments, sizeof(arguments)) : fork();

	return child < 0 ? -errno : child;
}
