// SPDX-License-Identifier: BSD-2-Clause
// The first process of the guest: mounts, loads modules, does one job after the other in a process of its own, or probes
// forms of programs, and ends the machine. What it says goes to a virtio port, one JSON object a line.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "answer.h"
#include "cgroups.h"
#include "fork-as.h"
#include "job.h"
#include "kernel-types.h"
#include "memory.h"
#include "probe.h"
#include "run-job.h"
#include "trace.h"

enum { EXIT_PORT = 0xf4, EXIT_VALUE = 0x10, HOST_SECONDS = 120 };

static const struct {
	const char *type;
	const char *path;
} mounts[] = {
	{ "devtmpfs", "/dev" },
	{ "proc", "/proc" },
	{ "sysfs", "/sys" },
	{ "bpf", "/sys/fs/bpf" },
	{ "cgroup2", "/sys/fs/cgroup" },
	{ "tracefs", "/sys/kernel/tracing" },
	{ "tmpfs", "/tmp" },
	{ "tmpfs", "/run" },
};

static const struct {
	const char *path;
	const char *text;
} settings[] = {
	{ "/proc/sys/net/core/bpf_jit_enable", "1" },
	{ "/sys/fs/cgroup/cgroup.subtree_control", "+memory +pids" },
	{ JOB_CGROUP "/memory.max", "300M" },
	{ JOB_CGROUP "/pids.max", "256" },
};

static int write_text(const char *path, const char *text)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	int is_written = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text);

	if (file >= 0)
		close(file);
	return is_written ? 0 : -errno;
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Modules are named so that each stands after those it needs. */
static void load_modules(void)
{
	char *names[128];
	size_t count = 0;
	DIR *folder = opendir("/modules");
	struct dirent *entry;

	while (folder && (entry = readdir(folder)) && count < 128)
		if (entry->d_name[0] != '.')
			names[count++] = strdup(entry->d_name);
	if (folder)
		closedir(folder);
	qsort(names, count, sizeof(*names), compare_names);
	for (size_t index = 0; index < count; index++) {
		char path[512];
		int file;

		snprintf(path, sizeof(path), "/modules/%s", names[index]);
		file = open(path, O_RDONLY | O_CLOEXEC);
		if (file < 0 || (syscall(SYS_finit_module, file, "", 0) && errno != EEXIST))
			fprintf(stderr, "kfdoc: the module %s can't be loaded: %s\n", names[index], strerror(errno));
		if (file >= 0)
			close(file);
		unlink(path);
		free(names[index]);
	}
}

static void prepare_machine(void)
{
	for (size_t index = 0; index < sizeof(mounts) / sizeof(*mounts); index++) {
		mkdir(mounts[index].path, 0755);
		if (mount(mounts[index].type, mounts[index].path, mounts[index].type, 0, NULL))
			fprintf(stderr, "kfdoc: %s can't be mounted: %s\n", mounts[index].path, strerror(errno));
	}
	load_modules();
	mkdir(JOB_CGROUP, 0755);
	for (size_t index = 0; index < sizeof(settings) / sizeof(*settings); index++)
		if (write_text(settings[index].path, settings[index].text))
			fprintf(stderr, "kfdoc: %s can't be set: %s\n", settings[index].path, strerror(errno));
}

static void leave(void)
{
	if (!ioperm(EXIT_PORT, 4, 1))
		outb(EXIT_VALUE, EXIT_PORT);
	reboot(RB_POWER_OFF);
}

static void limit_process(void)
{
	const struct rlimit no_core = { 0, 0 };
	const struct rlimit file_size = { 64 << 20, 64 << 20 };

	setsid();
	setrlimit(RLIMIT_CORE, &no_core);
	setrlimit(RLIMIT_FSIZE, &file_size);
	write_text(JOB_CGROUP "/cgroup.procs", "0");
}

/* Nobody reads any more: a guest must not outlive its host. */
static void leave_lonely(int signal)
{
	(void)signal;
	leave();
}

/* Waits for one process and returns 1, or 0 when the time is up. Other processes that end are left behind by the job. */
static int wait_for(pid_t child, unsigned int seconds, int *status)
{
	struct timespec now, end;
	sigset_t ended;

	sigemptyset(&ended);
	sigaddset(&ended, SIGCHLD);
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds;
	for (;;) {
		int any;
		pid_t found;
		struct timespec left;

		while ((found = waitpid(-1, &any, WNOHANG)) > 0) {
			if (found != child)
				continue;
			*status = any;
			return 1;
		}
		clock_gettime(CLOCK_MONOTONIC, &now);
		if (now.tv_sec >= end.tv_sec)
			return 0;
		left = (struct timespec){ end.tv_sec - now.tv_sec, 0 };
		sigtimedwait(&ended, NULL, &left);
	}
}

/* Ends everything but this process: all else belongs to the job. */
static void end_all(void)
{
	kill(-1, SIGKILL);
	while (waitpid(-1, NULL, 0) > 0)
		;
}

static void supervise(unsigned int number, const struct job *job)
{
	long kills = count_memory_kills();
	int status = 0;
	int has_ended;
	pid_t child;

	alarm(job->seconds + HOST_SECONDS);
	child = fork_as(TRIGGER_PID);
	if (child < 0)
		child = fork();
	if (child == 0) {
		sigset_t none;

		alarm(0);
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		limit_process();
		run_job(number, job);
		_exit(0);
	}
	has_ended = wait_for(child, job->seconds, &status);
	end_all();
	remove_cgroups();
	stop_recording();
	if (count_memory_kills() > kills) {
		start_result(number, "out-of-memory");
	} else if (!has_ended) {
		start_result(number, "timed-out");
	} else if (status) {
		start_result(number, "ended");
		add_number("status", status);
	} else {
		return;
	}
	send_line();
}

/* All at once, for each time takes the kernel as long. */
static void trace_all_jobs(void)
{
	for (unsigned int count = 0;; count++) {
		struct job job;
		char path[32];
		int error;

		snprintf(path, sizeof(path), "/jobs/%u", count);
		error = read_job(path, &job);
		if (!error)
			collect_traced(kernel_types(), &job);
		free_job(&job);
		if (error == -ENOENT)
			break;
	}
	attach_tracers();
}

static unsigned int do_jobs(void)
{
	unsigned int count = 0;

	for (;; count++) {
		struct job job;
		char path[32];
		int error;

		snprintf(path, sizeof(path), "/jobs/%u", count);
		error = read_job(path, &job);
		if (error == -ENOENT)
			return count;
		unlink(path);
		if (error) {
			start_result(count, "unreadable");
			add_number("errno", -error);
			send_line();
		} else {
			supervise(count, &job);
		}
		free_job(&job);
	}
}

static void tell_ready(int has_types)
{
	struct utsname names;

	uname(&names);
	start_line();
	add_text("ready", names.release);
	add_number("hasTypes", has_types);
	send_line();
}

int main(void)
{
	const struct rlimit unlimited = { RLIM_INFINITY, RLIM_INFINITY };
	sigset_t ended;
	unsigned int count;

	signal(SIGALRM, leave_lonely);
	setenv("PATH", "/sbin:/bin", 1);
	sigemptyset(&ended);
	sigaddset(&ended, SIGCHLD);
	sigprocmask(SIG_BLOCK, &ended, NULL);
	setrlimit(RLIMIT_MEMLOCK, &unlimited);
	prepare_machine();
	keep_pids_free();
	if (open_port()) {
		fprintf(stderr, "kfdoc: there is no port to the host\n");
		leave();
	}
	tell_ready(kernel_types() != NULL);
	if (has_probe()) {
		count = do_probe(HOST_SECONDS);
	} else {
		trace_all_jobs();
		count = do_jobs();
	}
	start_line();
	add_number("end", count);
	send_line();
	alarm(HOST_SECONDS);
	wait_for_host();
	leave();
	return 0;
}
