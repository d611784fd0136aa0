/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_CODE_H
#define KFDOC_CODE_H

#include <linux/bpf.h>

/* A program of the agent's own while it is written. */
enum { MOST_CODE = 256 };

struct code {
	unsigned int length;
	struct bpf_insn slots[MOST_CODE];
};

void emit(struct code *code, __u8 opcode, __u8 dst, __u8 src, __s16 off, __s32 imm);
/* BPF_PSEUDO_MAP_FD, or BPF_PSEUDO_MAP_VALUE with an offset into the map's only value. */
void emit_map(struct code *code, __u8 dst, __u8 kind, int map, int offset);
/* Makes a jump that was written before lead to the next instruction. */
void land(struct code *code, unsigned int jump);

/* For functions in which `code` is a pointer to what is being written. */
#define MOVE(dst, src) emit(code, BPF_ALU64 | BPF_MOV | BPF_X, dst, src, 0, 0)
#define SET(dst, imm) emit(code, BPF_ALU64 | BPF_MOV | BPF_K, dst, 0, 0, imm)
#define ADD(dst, imm) emit(code, BPF_ALU64 | BPF_ADD | BPF_K, dst, 0, 0, imm)
#define LOAD(dst, src, off) emit(code, BPF_LDX | BPF_MEM | BPF_DW, dst, src, off, 0)
#define LOAD_WORD(dst, src, off) emit(code, BPF_LDX | BPF_MEM | BPF_W, dst, src, off, 0)
#define STORE(dst, off, src) emit(code, BPF_STX | BPF_MEM | BPF_DW, dst, src, off, 0)
#define STORE_WORD(dst, off, imm) emit(code, BPF_ST | BPF_MEM | BPF_W, dst, 0, off, imm)
#define STORE_IMM(dst, off, imm) emit(code, BPF_ST | BPF_MEM | BPF_DW, dst, 0, off, imm)
#define CALL(helper) emit(code, BPF_JMP | BPF_CALL, 0, 0, 0, helper)

#endif
