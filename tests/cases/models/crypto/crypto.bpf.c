// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct bpf_crypto_ctx *bpf_crypto_ctx_create(const struct bpf_crypto_params *params, u32 params__sz, int *err) __ksym;
void bpf_crypto_ctx_release(struct bpf_crypto_ctx *ctx) __ksym;
int bpf_crypto_encrypt(struct bpf_crypto_ctx *ctx, const struct bpf_dynptr *src, const struct bpf_dynptr *dst,
		       const struct bpf_dynptr *siv__nullable) __ksym;
int bpf_crypto_decrypt(struct bpf_crypto_ctx *ctx, const struct bpf_dynptr *src, const struct bpf_dynptr *dst,
		       const struct bpf_dynptr *siv__nullable) __ksym;
int bpf_dynptr_clone(const struct bpf_dynptr *p, struct bpf_dynptr *clone__uninit) __ksym;
int bpf_dynptr_adjust(const struct bpf_dynptr *p, u64 start, u64 end) __ksym;

struct slot { struct bpf_crypto_ctx __kptr *ctx; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, __u32); __type(value, struct slot); } slots SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 3); __type(key, __u32); __type(value, __u8[48]); } buffers SEC(".maps");

const volatile __u32 key_len = 16, name = 0, use_ecb = 0, split = 0, length = 48, same = 0, back = 0, vector = 16, runs;

long result = 1, again, siv_len, usage;
int error = 1;
/* The first bytes of each block of the result, and of the vector. */
__u32 first, second, third, next;

static const char names[8][16] = { "cbc(aes)", "ecb(aes)", "xts(aes)", "aes", "cbc(none)", "", "cts(cbc(aes))", "sha256" };

SEC("syscall") int create(void *ctx)
{
	struct bpf_crypto_params params = { .type = "skcipher", .key_len = key_len };
	struct bpf_crypto_ctx *made;
	struct slot *slot;
	__u32 zero = 0, which = use_ecb ? 1 : name & 7;

	__builtin_memcpy(params.algo, names[which], sizeof(names[0]));
	for (int index = 0; index < 32; index++)
		params.key[index] = index;
	made = bpf_crypto_ctx_create(&params, sizeof(params), &error);
	if (!made)
		return 0;
	siv_len = made->siv_len;
	usage = made->usage.refs.counter;
	slot = bpf_map_lookup_elem(&slots, &zero);
	if (slot)
		made = bpf_kptr_xchg(&slot->ctx, made);
	if (made)
		bpf_crypto_ctx_release(made);
	return 0;
}

static int once(struct bpf_crypto_ctx *ctx, struct bpf_dynptr *from, struct bpf_dynptr *to, struct bpf_dynptr *siv)
{
	return back ? bpf_crypto_decrypt(ctx, from, to, siv) : bpf_crypto_encrypt(ctx, from, to, siv);
}

SEC("tc") int use(struct __sk_buff *skb)
{
	struct bpf_dynptr from, to, siv, rest, rest_to;
	__u32 zero = 0, one = 1, two = 2;
	struct slot *slot = bpf_map_lookup_elem(&slots, &zero);
	__u8 *source = bpf_map_lookup_elem(&buffers, &zero), *target = bpf_map_lookup_elem(&buffers, &one);
	__u8 *iv = bpf_map_lookup_elem(&buffers, &two);
	struct bpf_crypto_ctx *ctx;

	if (!slot || !source || !target || !iv)
		return 0;
	ctx = slot->ctx;
	if (!ctx)
		return 0;
	for (int index = 0; index < 48; index++)
		source[index] = index, target[index] = 0;
	for (int index = 0; index < 16; index++)
		iv[index] = 0xf0 + index;
	bpf_dynptr_from_mem(source, length, 0, &from);
	if (same)
		bpf_dynptr_from_mem(source, 48, 0, &to);
	else
		bpf_dynptr_from_mem(target, 48, 0, &to);
	bpf_dynptr_from_mem(iv, vector, 0, &siv);
	if (split) {
		bpf_dynptr_clone(&from, &rest);
		bpf_dynptr_clone(&to, &rest_to);
		bpf_dynptr_adjust(&from, 0, split);
		bpf_dynptr_adjust(&rest, split, length);
		bpf_dynptr_adjust(&rest_to, split, 48);
		result = once(ctx, &from, &to, &siv);
		again = once(ctx, &rest, &rest_to, &siv);
	} else {
		result = once(ctx, &from, &to, &siv);
	}
	if (same)
		target = source;
	__builtin_memcpy(&first, target, 4);
	__builtin_memcpy(&second, target + 16, 4);
	__builtin_memcpy(&third, target + 32, 4);
	__builtin_memcpy(&next, iv, 4);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
