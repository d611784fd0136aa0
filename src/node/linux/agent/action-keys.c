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
#include "hex.h"

/* Of a payload as the job has it. */
enum { MOST_PAYLOAD = 4096 };

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

/* The payload of an asymmetric key is written in hexadecimal, which takes up twice the room. */
static size_t read_payload(const char *type, const char *text, unsigned char *payload)
{
	size_t size = strlen(text);

	if (size > MOST_PAYLOAD)
		return 0;
	if (strcmp(type, "asymmetric")) {
		memcpy(payload, text, size);
		return size;
	}
	return read_hex(text, payload, MOST_PAYLOAD);
}

/* key TYPE DESCRIPTION PAYLOAD KEYRING valid|revoked [SECTION OFFSET] */
long act_key(const char *const *words)
{
	static int has_keyring;
	static unsigned char payload[MOST_PAYLOAD];
	size_t size = read_payload(words[0], words[2], payload);
	long serial;

	if (!has_keyring && syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) < 0)
		return -errno;
	has_keyring = 1;
	serial = syscall(SYS_add_key, words[0], words[1], size ? payload : NULL, size, keyring_named(words[3]));
	if (serial < 0)
		return -errno;
	if (!strcmp(words[4], "revoked") && syscall(SYS_keyctl, KEYCTL_REVOKE, serial) < 0)
		return -errno;
	if (words[5] && words[6] && patch_count < MOST_PATCHES)
		patches[patch_count++] = (struct patch){ words[5], atoi(words[6]), serial };
	return serial;
}
