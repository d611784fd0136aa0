// SPDX-License-Identifier: BSD-2-Clause
// What an attached program returns only the kernel sees: a program of our own at its exit tells.
#include "watch.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <errno.h>
#include <stddef.h>
#include <unistd.h>

#include "answer.h"
#include "code.h"

/* The one value of the map that the program at the exit writes. */
struct watched {
	__u64 runs;
	__u64 returns;
	/* Runs that returned something else than the first. */
	__u64 others;
};

static int map = -1;
static int is_void;

static void write_program(struct code *code)
{
	unsigned int to_first, to_same, to_end;

	emit_map(code, BPF_REG_7, BPF_PSEUDO_MAP_VALUE, map, 0);
	STORE_IMM(BPF_REG_10, -8, 0);
	MOVE(BPF_REG_2, BPF_REG_10);
	ADD(BPF_REG_2, -8);
	CALL(BPF_FUNC_get_func_ret);
	LOAD(BPF_REG_1, BPF_REG_10, -8);
	LOAD(BPF_REG_2, BPF_REG_7, offsetof(struct watched, runs));
	to_first = code->length;
	emit(code, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_2, 0, 0, 0);
	LOAD(BPF_REG_3, BPF_REG_7, offsetof(struct watched, returns));
	to_same = code->length;
	emit(code, BPF_JMP | BPF_JEQ | BPF_X, BPF_REG_1, BPF_REG_3, 0, 0);
	LOAD(BPF_REG_3, BPF_REG_7, offsetof(struct watched, others));
	ADD(BPF_REG_3, 1);
	STORE(BPF_REG_7, offsetof(struct watched, others), BPF_REG_3);
	to_end = code->length;
	emit(code, BPF_JMP | BPF_JA, 0, 0, 0, 0);
	land(code, to_first);
	STORE(BPF_REG_7, offsetof(struct watched, returns), BPF_REG_1);
	land(code, to_same);
	land(code, to_end);
	ADD(BPF_REG_2, 1);
	STORE(BPF_REG_7, offsetof(struct watched, runs), BPF_REG_2);
	SET(BPF_REG_0, 0);
	emit(code, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

static int information(const struct bpf_program *program, struct bpf_prog_info *info)
{
	__u32 size = sizeof(*info);

	return bpf_obj_get_info_by_fd(bpf_program__fd(program), info, &size);
}

/* In the types that came with the program. */
static int entry_type(const struct bpf_program *program)
{
	struct bpf_prog_info info = {};
	struct btf *types;
	int found;

	if (information(program, &info) || !info.btf_id)
		return -ENOENT;
	types = btf__load_from_kernel_by_id(info.btf_id);
	if (!types)
		return -errno;
	found = btf__find_by_name_kind(types, bpf_program__name(program), BTF_KIND_FUNC);
	if (found > 0)
		is_void = !btf__type_by_id(types, btf__type_by_id(types, found)->type)->type;
	btf__free(types);
	return found;
}

static void attach_at_exit(const struct bpf_program *program)
{
	static struct code code;
	LIBBPF_OPTS(bpf_map_create_opts, map_options);
	LIBBPF_OPTS(bpf_prog_load_opts, options, .expected_attach_type = BPF_TRACE_FEXIT,
		    .attach_prog_fd = bpf_program__fd(program));
	int type = entry_type(program);
	int watcher;

	if (type < 0)
		return;
	map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "kfdoc_watched", sizeof(__u32), sizeof(struct watched), 1, &map_options);
	if (map < 0)
		return;
	options.attach_btf_id = type;
	write_program(&code);
	watcher = bpf_prog_load(BPF_PROG_TYPE_TRACING, "kfdoc_watcher", "GPL", code.slots, code.length, &options);
	/* Both descriptors stay open to the end of this process. */
	if (watcher < 0 || bpf_raw_tracepoint_open(NULL, watcher) < 0) {
		close(map);
		map = -1;
	}
}

void start_watching(struct bpf_program *program)
{
	bpf_enable_stats(BPF_STATS_RUN_TIME);
	attach_at_exit(program);
}

void add_watched(struct bpf_program *program)
{
	struct bpf_prog_info info = {};
	struct watched watched = {};
	__u32 key = 0;

	if (!information(program, &info))
		add_number("runs", info.run_cnt);
	if (map >= 0 && !is_void && !bpf_map_lookup_elem(map, &key, &watched) && watched.runs && !watched.others)
		add_number("returns", watched.returns);
}
