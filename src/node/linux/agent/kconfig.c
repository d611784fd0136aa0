// SPDX-License-Identifier: BSD-2-Clause
#include "kconfig.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

int put_kconfig(const char *text)
{
	char path[sizeof("/boot/config-") + sizeof(((struct utsname *)0)->release)];
	struct utsname names;
	FILE *file;
	int failed;

	if (uname(&names))
		return -errno;
	snprintf(path, sizeof(path), "/boot/config-%s", names.release);
	if (!text)
		return unlink(path) && errno != ENOENT ? -errno : 0;
	if (mkdir("/boot", 0755) && errno != EEXIST)
		return -errno;
	file = fopen(path, "we");
	if (!file)
		return -errno;
	failed = fputs(text, file) < 0;
	return fclose(file) || failed ? -EIO : 0;
}
