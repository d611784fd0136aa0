// SPDX-License-Identifier: BSD-2-Clause
// Keys of the kernel's key retention service. Each job has a session keyring of its own.
#include <errno.h>
#include <linux/keyctl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "actions.h"

struct patch patches[MOST_PATCHES];
unsigned int patch_count;

static const struct {
	const char *name;
	int id;
} keyrings[] = {
	{ "KEY_SPEC_SESSION_KEYRING", KEY_SPEC_SESSION_KEYRING },
	{ "KEY_SPEC_PROCESS_KEYRING", KEY_SPEC_PROCESS_KEYRING },
	{ "KEY_SPEC_USER_KEYRING", KEY_SPEC_USER_KEYRING },
};

static int keyring_named(const char *name)
{
	for (unsigned int index = 0; index < sizeof(keyrings) / sizeof(*keyrings); index++)
		if (!strcmp(keyrings[index].name, name))
			return keyrings[index].id;
	return 0;
}

/* key TYPE DESCRIPTION PAYLOAD KEYRING [SECTION OFFSET] */
long act_key(const char *const *words)
{
	static int has_keyring;
	size_t size = strlen(words[2]);
	long serial;

	if (!has_keyring && syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) < 0)
		return -errno;
	has_keyring = 1;
	serial = syscall(SYS_add_key, words[0], words[1], size ? words[2] : NULL, size, keyring_named(words[3]));
	if (serial < 0)
		return -errno;
	if (words[4] && words[5] && patch_count < MOST_PATCHES)
		patches[patch_count++] = (struct patch){ words[4], atoi(words[5]), serial };
	return serial;
}
