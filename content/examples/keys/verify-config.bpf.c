// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Accepts a configuration only if it is signed with a key in a keyring. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include "signatures.h"

#define KEY_SPEC_SESSION_KEYRING -3

extern struct bpf_key *bpf_lookup_user_key(s32 serial, u64 flags) __ksym;
extern struct bpf_key *bpf_lookup_system_key(u64 id) __ksym;
extern void bpf_key_put(struct bpf_key *bkey) __ksym;
extern int bpf_verify_pkcs7_signature(const struct bpf_dynptr *data_p,
				      const struct bpf_dynptr *sig_p,
				      struct bpf_key *trusted_keyring) __ksym;

/* Filled by user space, like the signature, which it read from a file. */
u8 config[16] = "version=2\n";
const volatile u32 config_size = 10;
const volatile u32 signature_size = SIGNATURE_SIZE;

/* A serial number from add_key(2), or that of a special keyring. */
s32 keyring = KEY_SPEC_SESSION_KEYRING;
u64 lookup_flags = 0;
u64 system_keyring = 0;
u32 flip;
const volatile u64 flags_of_data = 0;
const volatile u64 flags_of_signature = 0;

u32 found;
int verdict = 1;

static void verify(struct bpf_key *keys)
{
	struct bpf_dynptr data, message;

	found++;
	config[0] ^= flip;
	bpf_dynptr_from_mem(config, config_size, flags_of_data, &data);
	bpf_dynptr_from_mem(signature, signature_size, flags_of_signature, &message);
	verdict = bpf_verify_pkcs7_signature(&data, &message, keys);
}

SEC("syscall")
int verify_with_user_key(void *ctx)
{
	struct bpf_key *keys = bpf_lookup_user_key(keyring, lookup_flags);

#ifndef NO_NULL_CHECK
	if (!keys)
		return 0;
#endif
	verify(keys);
#ifndef LEAK
	bpf_key_put(keys);
#endif
	return 0;
}

SEC("syscall")
int verify_with_system_key(void *ctx)
{
	struct bpf_key *keys = bpf_lookup_system_key(system_keyring);

	if (!keys)
		return 0;
	verify(keys);
	bpf_key_put(keys);
#ifdef PUT_TWICE
	bpf_key_put(keys);
#endif
	return 0;
}

char _license[] SEC("license") = "GPL";
