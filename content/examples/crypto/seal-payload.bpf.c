// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Encrypts the payload of UDP packets as they leave, and decrypts it as they come in. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include "cipher-slot.h"

#define TC_ACT_OK 0
#define TC_ACT_SHOT 2
/* After the Ethernet, IPv4 and UDP headers the sender has put 16 random bytes. */
#define CHECKSUM_OFFSET 40
#define IV_OFFSET 42
#define IV_SIZE 16
#define DATA_OFFSET (IV_OFFSET + IV_SIZE)

extern struct bpf_crypto_ctx *bpf_crypto_ctx_create(const struct bpf_crypto_params *params,
						    u32 params__sz, int *err) __ksym;
extern void bpf_crypto_ctx_release(struct bpf_crypto_ctx *ctx) __ksym;
extern int bpf_crypto_encrypt(struct bpf_crypto_ctx *ctx, const struct bpf_dynptr *src,
			      const struct bpf_dynptr *dst,
			      const struct bpf_dynptr *siv__nullable) __ksym;
extern int bpf_crypto_decrypt(struct bpf_crypto_ctx *ctx, const struct bpf_dynptr *src,
			      const struct bpf_dynptr *dst,
			      const struct bpf_dynptr *siv__nullable) __ksym;
extern int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;
extern int bpf_dynptr_adjust(const struct bpf_dynptr *p, u64 start, u64 end) __ksym;

const volatile u8 with_iv = 1;
const volatile u8 ecb = 0;
const volatile u32 iv_size = IV_SIZE;
/* By how much the destination is shorter than the source. */
const volatile u32 shorter_by = 0;

int create_error;
int crypt_error = 1;

/* The kernel writes the next vector over this one, so it is a copy; one for each CPU. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, u8[IV_SIZE]);
} vectors SEC(".maps");

SEC("syscall")
int load_key(void *arg)
{
	struct bpf_crypto_params params = { .type = "skcipher", .algo = "cbc(aes)", .key_len = 16 };
	struct bpf_crypto_ctx *ctx;
	struct cipher_slot *slot;
	u32 index = 0;

	if (ecb)
		params.algo[0] = 'e', params.algo[1] = 'c', params.algo[2] = 'b';
	__builtin_memcpy(params.key, example_key, sizeof(example_key));
	ctx = bpf_crypto_ctx_create(&params, sizeof(params), &create_error);
	if (!ctx)
		return 0;
	slot = bpf_map_lookup_elem(&ciphers, &index);
	if (slot)
		ctx = bpf_kptr_xchg(&slot->ctx, ctx);
	if (ctx)
		bpf_crypto_ctx_release(ctx);
	return 0;
}

static struct bpf_crypto_ctx *cipher(void)
{
	u32 index = 0;
	struct cipher_slot *slot = bpf_map_lookup_elem(&ciphers, &index);

	/* RCU protects it until the program ends: no reference is needed. */
	return slot ? slot->ctx : NULL;
}

SEC("tc")
int seal(struct __sk_buff *skb)
{
	struct bpf_dynptr source, sealed, iv;
	struct bpf_crypto_ctx *ctx = cipher();
	u16 no_checksum = 0;
	u32 index = 0;
	u8 *vector = bpf_map_lookup_elem(&vectors, &index);

#ifndef NO_NULL_CHECK
	if (!ctx)
		return TC_ACT_SHOT;
#endif
	if (!vector || skb->len < DATA_OFFSET || bpf_skb_load_bytes(skb, IV_OFFSET, vector, IV_SIZE))
		return TC_ACT_SHOT;

	bpf_dynptr_from_mem(vector, iv_size, 0, &iv);
	bpf_dynptr_from_skb(skb, 0, &source);
	bpf_dynptr_adjust(&source, DATA_OFFSET, skb->len);
	bpf_dynptr_from_skb(skb, 0, &sealed);
	bpf_dynptr_adjust(&sealed, DATA_OFFSET, skb->len - shorter_by);
	if (with_iv)
		crypt_error = bpf_crypto_encrypt(ctx, &source, &sealed, &iv);
	else
		crypt_error = bpf_crypto_encrypt(ctx, &source, &sealed, NULL);
	/* Never let a packet out in the clear. */
	if (crypt_error)
		return TC_ACT_SHOT;
	/* UDP's checksum was that of the clear text; over IPv4, 0 says that there is none. */
	bpf_skb_store_bytes(skb, CHECKSUM_OFFSET, &no_checksum, sizeof(no_checksum), 0);
	return TC_ACT_OK;
}

SEC("xdp.frags")
int unseal(struct xdp_md *xdp)
{
	struct bpf_dynptr sealed, opened, iv;
	struct bpf_crypto_ctx *ctx = cipher();
	u64 length = bpf_xdp_get_buff_len(xdp);
	u32 index = 0;
	u8 *vector = bpf_map_lookup_elem(&vectors, &index);

	if (!ctx || !vector || length < DATA_OFFSET ||
	    bpf_xdp_load_bytes(xdp, IV_OFFSET, vector, IV_SIZE))
		return XDP_DROP;

	bpf_dynptr_from_mem(vector, iv_size, 0, &iv);
	bpf_dynptr_from_xdp(xdp, 0, &sealed);
	bpf_dynptr_adjust(&sealed, DATA_OFFSET, length);
	bpf_dynptr_from_xdp(xdp, 0, &opened);
	bpf_dynptr_adjust(&opened, DATA_OFFSET, length - shorter_by);
	if (with_iv)
		crypt_error = bpf_crypto_decrypt(ctx, &sealed, &opened, &iv);
	else
		crypt_error = bpf_crypto_decrypt(ctx, &sealed, &opened, NULL);
	return crypt_error ? XDP_DROP : XDP_PASS;
}

#ifdef FROM_SYSCALL
SEC("syscall")
int seal_text(void *arg)
{
	struct bpf_dynptr text, iv;
	u32 index = 0;
	u8 *vector = bpf_map_lookup_elem(&vectors, &index);
	static u8 buffer[16];
	struct bpf_crypto_params params = { .type = "skcipher", .algo = "cbc(aes)", .key_len = 16 };
	struct bpf_crypto_ctx *ctx = bpf_crypto_ctx_create(&params, sizeof(params), &create_error);

	if (!ctx)
		return 0;
	if (vector) {
		bpf_dynptr_from_mem(vector, IV_SIZE, 0, &iv);
		bpf_dynptr_from_mem(buffer, sizeof(buffer), 0, &text);
		crypt_error = bpf_crypto_encrypt(ctx, &text, &text, &iv);
	}
	bpf_crypto_ctx_release(ctx);
	return 0;
}
#endif

char _license[] SEC("license") = "GPL";
