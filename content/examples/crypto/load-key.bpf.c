// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Makes a cipher from a key and keeps it in a map; a second program puts it into another element as well. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include "cipher-slot.h"

extern struct bpf_crypto_ctx *bpf_crypto_ctx_create(const struct bpf_crypto_params *params,
						    u32 params__sz, int *err) __ksym;
extern struct bpf_crypto_ctx *bpf_crypto_ctx_acquire(struct bpf_crypto_ctx *ctx) __ksym;
extern void bpf_crypto_ctx_release(struct bpf_crypto_ctx *ctx) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

enum { CBC_AES, ECB_AES, CTR_AES, XTS_AES, NO_SUCH };

const volatile u32 algorithm = CBC_AES;
const volatile u8 other_type = 0;
const volatile u8 reserved = 0;
const volatile u32 key_len = 16;
const volatile u32 authsize = 0;
const volatile u32 params_size = sizeof(struct bpf_crypto_params);

int create_error = 1;
u32 loaded;
u32 replaced;
u32 shared;
u32 users;

static void keep(u32 index, struct bpf_crypto_ctx *ctx)
{
	struct cipher_slot *slot = bpf_map_lookup_elem(&ciphers, &index);

	if (!slot) {
		bpf_crypto_ctx_release(ctx);
		return;
	}
	ctx = bpf_kptr_xchg(&slot->ctx, ctx);
	if (ctx) {
		replaced++;
		bpf_crypto_ctx_release(ctx);
	}
}

SEC("syscall")
int load_key(void *arg)
{
	struct bpf_crypto_params params = { .type = "skcipher", .key_len = key_len };
	struct bpf_crypto_ctx *ctx;

	if (algorithm == CBC_AES)
		__builtin_memcpy(params.algo, "cbc(aes)", sizeof("cbc(aes)"));
	else if (algorithm == ECB_AES)
		__builtin_memcpy(params.algo, "ecb(aes)", sizeof("ecb(aes)"));
	else if (algorithm == CTR_AES)
		__builtin_memcpy(params.algo, "ctr(aes)", sizeof("ctr(aes)"));
	else if (algorithm == XTS_AES)
		__builtin_memcpy(params.algo, "xts(aes)", sizeof("xts(aes)"));
	else
		__builtin_memcpy(params.algo, "rot13", sizeof("rot13"));
	if (other_type)
		params.type[0] = 'a';
	params.reserved[0] = reserved;
	params.authsize = authsize;
	__builtin_memcpy(params.key, example_key, sizeof(example_key));

	ctx = bpf_crypto_ctx_create(&params, params_size, &create_error);
	if (!ctx)
		return 0;
	loaded++;
#ifndef LEAK
	keep(0, ctx);
#endif
	return 0;
}

SEC("syscall")
int share_key(void *arg)
{
	u32 index = 0;
	struct cipher_slot *slot = bpf_map_lookup_elem(&ciphers, &index);
	struct bpf_crypto_ctx *ctx, *own = NULL;

	if (!slot)
		return 0;
	/* A sleepable program must use what it loads from a map within an RCU section. */
#ifndef WITHOUT_RCU
	bpf_rcu_read_lock();
#endif
	ctx = slot->ctx;
	if (ctx)
		own = bpf_crypto_ctx_acquire(ctx);
#ifndef WITHOUT_RCU
	bpf_rcu_read_unlock();
#endif
	if (!own)
		return 0;
	users = own->usage.refs.counter;
	shared++;
	keep(1, own);
	return 0;
}

char _license[] SEC("license") = "GPL";
