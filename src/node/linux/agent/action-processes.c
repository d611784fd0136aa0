// SPDX-License-Identifier: BSD-2-Clause
// Processes of a scenario, and what its trigger does with processes and time.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "actions.h"
#include "fork-as.h"

enum { MOST_PROCESSES = 16, MOST_ARGUMENTS = 6 };

static struct {
	const char *comm;
	pid_t pid;
} processes[MOST_PROCESSES];
static unsigned int process_count;

int process_named(const char *comm)
{
	for (unsigned int index = 0; index < process_count; index++)
		if (!strcmp(processes[index].comm, comm))
			return processes[index].pid;
	return 0;
}

static void *wait_forever(void *nothing)
{
	for (;;)
		pause();
	return nothing;
}

static void be_process(const char *comm, int threads, int ready)
{
	prctl(PR_SET_NAME, comm);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int index = 1; index < threads; index++) {
		pthread_t thread;

		if (pthread_create(&thread, NULL, wait_forever, NULL))
			_exit(1);
	}
	if (write(ready, "", 1) != 1)
		_exit(1);
	wait_forever(NULL);
}

/* process COMM PID THREADS CGROUP (HIERARCHY PATH)...; a pid of 0 is any, a cgroup of "" the parent's. */
long act_process(const char *const *words)
{
	int ready[2];
	char byte;
	pid_t child;

	if (process_count == MOST_PROCESSES)
		return -E2BIG;
	if (pipe(ready))
		return -errno;
	child = fork_as(atoi(words[1]));
	if (child < 0)
		return child;
	if (child == 0) {
		close(ready[0]);
		if (words[3][0] && act_enter_cgroup(words + 3) < 0)
			_exit(1);
		if (enter_hierarchies(words + 4) < 0)
			_exit(1);
		be_process(words[0], atoi(words[2]), ready[1]);
	}
	processes[process_count].comm = words[0];
	processes[process_count++].pid = child;
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
		child = -ECHILD;
	close(ready[0]);
	return child;
}

static const struct {
	const char *name;
	long number;
} syscalls[] = {
	{ "alarm", SYS_alarm },	      { "dup", SYS_dup },	  { "getegid", SYS_getegid },
	{ "geteuid", SYS_geteuid },   { "getgid", SYS_getgid },	  { "getpgid", SYS_getpgid },
	{ "getpid", SYS_getpid },     { "getppid", SYS_getppid }, { "getpriority", SYS_getpriority },
	{ "getsid", SYS_getsid },     { "gettid", SYS_gettid },	  { "getuid", SYS_getuid },
	{ "sched_yield", SYS_sched_yield }, { "setpriority", SYS_setpriority }, { "sync", SYS_sync },
	{ "umask", SYS_umask },
};

/* syscall NAME ARGUMENT... */
long act_syscall(const char *const *words)
{
	long arguments[MOST_ARGUMENTS] = {};

	for (unsigned int index = 0; index < MOST_ARGUMENTS && words[index + 1]; index++)
		arguments[index] = strtol(words[index + 1], NULL, 0);
	for (unsigned int index = 0; index < sizeof(syscalls) / sizeof(*syscalls); index++) {
		long result;

		if (strcmp(syscalls[index].name, words[0]))
			continue;
		result = syscall(syscalls[index].number, arguments[0], arguments[1], arguments[2], arguments[3],
				 arguments[4], arguments[5]);
		return result < 0 ? -errno : result;
	}
	return -ENOSYS;
}

static pid_t child_of_trigger;

int last_child(void)
{
	return child_of_trigger;
}

/* The exit code of the child, or 128 and the signal that ended it. */
static long wait_for_child(pid_t child)
{
	int status;

	if (child < 0)
		return -errno;
	child_of_trigger = child;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* fork COMM */
long act_fork(const char *const *words)
{
	pid_t child = fork();

	if (child == 0) {
		if (words[0][0])
			prctl(PR_SET_NAME, words[0]);
		_exit(0);
	}
	return wait_for_child(child);
}

long act_exec(const char *const *words)
{
	pid_t child = fork();

	if (child == 0) {
		char *const arguments[] = { (char *)words[0], NULL };

		execv(words[0], arguments);
		_exit(127);
	}
	return wait_for_child(child);
}

/* kill-process COMM SIGNAL */
long act_kill(const char *const *words)
{
	pid_t pid = process_named(words[0]);

	if (!pid)
		return -ESRCH;
	return kill(pid, atoi(words[1])) ? -errno : 0;
}

long act_sleep(const char *const *words)
{
	long milliseconds = strtol(words[0], NULL, 10);
	struct timespec left = { milliseconds / 1000, milliseconds % 1000 * 1000000 };

	while (nanosleep(&left, &left))
		if (errno != EINTR)
			return -errno;
	return 0;
}

static long milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

long act_burn(const char *const *words)
{
	long end = milliseconds_now() + strtol(words[0], NULL, 10);

	while (milliseconds_now() < end)
		;
	return 0;
}
