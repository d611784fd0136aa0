// SPDX-License-Identifier: BSD-2-Clause
#include "code.h"

void emit(struct code *code, __u8 opcode, __u8 dst, __u8 src, __s16 off, __s32 imm)
{
	if (code->length < MOST_CODE)
		code->slots[code->length++] = (struct bpf_insn){ opcode, dst, src, off, imm };
}

void emit_map(struct code *code, __u8 dst, __u8 kind, int map, int offset)
{
	emit(code, BPF_LD | BPF_IMM | BPF_DW, dst, kind, 0, map);
	emit(code, 0, 0, 0, 0, offset);
}

void land(struct code *code, unsigned int jump)
{
	code->slots[jump].off = code->length - jump - 1;
}
