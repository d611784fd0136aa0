// SPDX-License-Identifier: BSD-2-Clause
#define _GNU_SOURCE
#include "set-up.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const char errors_path[] = "/tmp/.errors";

static int raise_loopback(void)
{
	struct ifreq request = { .ifr_name = "lo" };
	int error = 0;
	int inet = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (inet < 0)
		return -errno;
	request.ifr_flags = IFF_UP;
	if (ioctl(inet, SIOCSIFFLAGS, &request))
		error = -errno;
	close(inet);
	return error;
}

int enter_fresh_namespaces(void)
{
	static const char limit[] = "size=64m";

	if (unshare(CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC) ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) || mount("tmpfs", "/tmp", "tmpfs", 0, limit) ||
	    mount("tmpfs", "/run", "tmpfs", 0, limit))
		return -errno;
	return raise_loopback();
}

/* Without fork(2), which would copy the tables of all pages that hold the kernel's types. */
static int start_command(const char *const *words, pid_t *child)
{
	posix_spawn_file_actions_t files;
	int error;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDWR, 0);
	posix_spawn_file_actions_adddup2(&files, 0, 1);
	posix_spawn_file_actions_addopen(&files, 2, errors_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	error = posix_spawnp(child, words[0], &files, NULL, (char *const *)words, environ);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

int run_command(const char *const *words)
{
	int status;
	pid_t child;
	int error = start_command(words, &child);

	if (error) {
		keep_command_error(words[0], error);
		return 127;
	}
	if (waitpid(child, &status, 0) < 0)
		return 127;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void keep_command_error(const char *name, int error)
{
	int errors = open(errors_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (errors < 0)
		return;
	dprintf(errors, "%s: %s\n", name, strerror(error));
	close(errors);
}

const char *command_errors(void)
{
	static char text[16384];
	ssize_t got = 0;
	int errors = open(errors_path, O_RDONLY | O_CLOEXEC);

	if (errors >= 0) {
		off_t size = lseek(errors, 0, SEEK_END);
		off_t most = sizeof(text) - 1;

		got = pread(errors, text, most, size > most ? size - most : 0);
		close(errors);
	}
	text[got > 0 ? got : 0] = 0;
	return text;
}
