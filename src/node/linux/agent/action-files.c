// SPDX-License-Identifier: BSD-2-Clause
// Files of a scenario: made before the run, and used by its trigger.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "actions.h"

static long write_whole(int file, const char *text)
{
	ssize_t written = write(file, text, strlen(text));
	int error = errno;

	close(file);
	return written < 0 ? -error : written;
}

/* Folders of the path that are not there yet. */
static void make_parents(const char *path)
{
	char part[256];

	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		size_t length = slash - path;

		if (length >= sizeof(part))
			return;
		memcpy(part, path, length);
		part[length] = 0;
		mkdir(part, 0755);
	}
}

/* file PATH MODE CONTENT */
long act_file(const char *const *words)
{
	int file;

	make_parents(words[0]);
	file = open(words[0], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (file < 0)
		return -errno;
	if (fchmod(file, strtoul(words[1], NULL, 8))) {
		close(file);
		return -errno;
	}
	return write_whole(file, words[2]);
}

long act_open(const char *const *words)
{
	int file = open(words[0], O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return -errno;
	close(file);
	return 0;
}

long act_read(const char *const *words)
{
	static char buffer[65536];
	int file = open(words[0], O_RDONLY | O_CLOEXEC);
	ssize_t got;
	int error;

	if (file < 0)
		return -errno;
	got = read(file, buffer, sizeof(buffer));
	error = errno;
	close(file);
	return got < 0 ? -error : got;
}

long act_write(const char *const *words)
{
	int file = open(words[0], O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	return file < 0 ? -errno : write_whole(file, words[1]);
}

long act_mkdir(const char *const *words)
{
	return mkdir(words[0], 0755) ? -errno : 0;
}

long act_rmdir(const char *const *words)
{
	return rmdir(words[0]) ? -errno : 0;
}

long act_unlink(const char *const *words)
{
	return unlink(words[0]) ? -errno : 0;
}

/* setxattr PATH NAME VALUE */
long act_setxattr(const char *const *words)
{
	return setxattr(words[0], words[1], words[2], strlen(words[2]), 0) ? -errno : 0;
}

long act_getxattr(const char *const *words)
{
	char value[1024];
	ssize_t got = getxattr(words[0], words[1], value, sizeof(value));

	return got < 0 ? -errno : got;
}
