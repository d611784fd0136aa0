/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef CIPHER_SLOT_H
#define CIPHER_SLOT_H

/* A map keeps the context for the programs that use it later. */
struct cipher_slot {
	struct bpf_crypto_ctx __kptr *ctx;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, u32);
	__type(value, struct cipher_slot);
} ciphers SEC(".maps");

/* The key of the examples in FIPS 197. A real one comes from user space. */
static const u8 example_key[32] = {
	0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f,
	0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f,
};

#endif
