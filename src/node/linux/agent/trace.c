// SPDX-License-Identifier: BSD-2-Clause
// Calls of kfuncs are seen by two programs of our own, at the entry and at the return of all functions that any job asks
// about: attaching takes the kernel a while, so it is done once. Only calls by the process that records are kept, or by all.
#include "trace.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"
#include "code.h"
#include "traceable.h"

enum { MOST_TRACERS = 1024, MOST_ARGS = 6, MOST_BYTES = 256, MOST_NESTED = 16, RING_SIZE = 4 << 20, LOG_SIZE = 64 << 10 };

/* What both programs write; of each pointee, what bpf_probe_read_kernel returned, and the bytes. */
struct call {
	__u32 tracer;
	__u32 is_exit;
	__u64 returns;
	/* Two more than there are, so that any index of three bits is inside. */
	__u64 args[MOST_ARGS + 2];
	struct {
		__s64 error;
		unsigned char bytes[MOST_BYTES];
	} pointees[MOST_POINTEES];
};

/* What the programs look at: who records, how many calls found no room, and the arguments of calls that are open. */
struct control {
	__u64 process;
	__u64 lost;
	__u64 depth;
	__u64 args[MOST_NESTED][MOST_ARGS + 2];
};

/* The part of a tracer that the programs look up by its number. */
struct look {
	struct pointee pointees[MOST_POINTEES];
};

struct tracer {
	char kfunc[128];
	unsigned int arg_count;
	unsigned int pointee_count;
	struct pointee pointees[MOST_POINTEES];
	char reason[512]; /* why it is not attached; empty where it is */
};

static struct tracer tracers[MOST_TRACERS];
static unsigned int tracer_count;
static int ring = -1, control = -1, record = -1, looks = -1;

/* Of struct pt_regs on x86-64: the registers of arguments in their order, and that of the result. */
static const int argument_registers[MOST_ARGS] = { 112, 104, 96, 88, 72, 64 };
enum { RESULT_REGISTER = 80, ANY_PROCESS = -1 };

/* R7 is the record, R8 the control; R1 leads to the arguments that were saved for the depth in R0. */
static void emit_saved(struct code *code)
{
	emit(code, BPF_ALU64 | BPF_AND | BPF_K, BPF_REG_0, 0, 0, MOST_NESTED - 1);
	emit(code, BPF_ALU64 | BPF_MUL | BPF_K, BPF_REG_0, 0, 0, sizeof(((struct control *)0)->args[0]));
	MOVE(BPF_REG_1, BPF_REG_8);
	emit(code, BPF_ALU64 | BPF_ADD | BPF_X, BPF_REG_1, BPF_REG_0, 0, 0);
}

/* At the return, registers no longer hold the arguments: they were put aside at the entry. */
static void emit_args(struct code *code, int is_exit)
{
	LOAD(BPF_REG_0, BPF_REG_8, offsetof(struct control, depth));
	if (is_exit) {
		ADD(BPF_REG_0, -1);
		STORE(BPF_REG_8, offsetof(struct control, depth), BPF_REG_0);
	} else {
		MOVE(BPF_REG_1, BPF_REG_0);
		ADD(BPF_REG_1, 1);
		STORE(BPF_REG_8, offsetof(struct control, depth), BPF_REG_1);
	}
	emit_saved(code);
	for (int arg = 0; arg < MOST_ARGS; arg++) {
		int saved = offsetof(struct control, args) + 8 * arg;

		if (is_exit) {
			LOAD(BPF_REG_2, BPF_REG_1, saved);
		} else {
			LOAD(BPF_REG_2, BPF_REG_6, argument_registers[arg]);
			STORE(BPF_REG_1, saved, BPF_REG_2);
		}
		STORE(BPF_REG_7, offsetof(struct call, args) + 8 * arg, BPF_REG_2);
	}
}

/* R9 is the look: as many pointees as have a size. */
static void emit_pointees(struct code *code)
{
	unsigned int to_end[2 * MOST_POINTEES];
	unsigned int jumps = 0;

	for (int index = 0; index < MOST_POINTEES; index++) {
		int look = offsetof(struct look, pointees) + index * sizeof(struct pointee);
		int at = offsetof(struct call, pointees) + index * sizeof(((struct call *)0)->pointees[0]);

		LOAD_WORD(BPF_REG_2, BPF_REG_9, look + offsetof(struct pointee, size));
		to_end[jumps++] = code->length;
		emit(code, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_2, 0, 0, 0);
		to_end[jumps++] = code->length;
		emit(code, BPF_JMP | BPF_JGT | BPF_K, BPF_REG_2, 0, 0, MOST_BYTES);
		LOAD_WORD(BPF_REG_1, BPF_REG_9, look + offsetof(struct pointee, arg));
		emit(code, BPF_ALU64 | BPF_AND | BPF_K, BPF_REG_1, 0, 0, MOST_ARGS + 1);
		emit(code, BPF_ALU64 | BPF_LSH | BPF_K, BPF_REG_1, 0, 0, 3);
		emit(code, BPF_ALU64 | BPF_ADD | BPF_X, BPF_REG_1, BPF_REG_7, 0, 0);
		LOAD(BPF_REG_3, BPF_REG_1, offsetof(struct call, args));
		MOVE(BPF_REG_1, BPF_REG_7);
		ADD(BPF_REG_1, at + 8);
		CALL(BPF_FUNC_probe_read_kernel);
		STORE(BPF_REG_7, at, BPF_REG_0);
	}
	while (jumps)
		land(code, to_end[--jumps]);
}

static void write_program(struct code *code, int is_exit)
{
	unsigned int to_end[3];

	code->length = 0;
	MOVE(BPF_REG_6, BPF_REG_1);
	CALL(BPF_FUNC_get_current_pid_tgid);
	emit(code, BPF_ALU64 | BPF_RSH | BPF_K, BPF_REG_0, 0, 0, 32);
	emit_map(code, BPF_REG_8, BPF_PSEUDO_MAP_VALUE, control, 0);
	LOAD(BPF_REG_1, BPF_REG_8, offsetof(struct control, process));
	emit(code, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_1, 0, 1, ANY_PROCESS);
	to_end[0] = code->length;
	emit(code, BPF_JMP | BPF_JNE | BPF_X, BPF_REG_0, BPF_REG_1, 0, 0);
	MOVE(BPF_REG_1, BPF_REG_6);
	CALL(BPF_FUNC_get_attach_cookie);
	emit_map(code, BPF_REG_7, BPF_PSEUDO_MAP_VALUE, record, 0);
	emit(code, BPF_STX | BPF_MEM | BPF_W, BPF_REG_7, BPF_REG_0, offsetof(struct call, tracer), 0);
	emit(code, BPF_STX | BPF_MEM | BPF_W, BPF_REG_10, BPF_REG_0, -4, 0);
	emit_map(code, BPF_REG_1, BPF_PSEUDO_MAP_FD, looks, 0);
	MOVE(BPF_REG_2, BPF_REG_10);
	ADD(BPF_REG_2, -4);
	CALL(BPF_FUNC_map_lookup_elem);
	to_end[1] = code->length;
	emit(code, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_0, 0, 0, 0);
	MOVE(BPF_REG_9, BPF_REG_0);
	STORE_WORD(BPF_REG_7, offsetof(struct call, is_exit), is_exit);
	LOAD(BPF_REG_1, BPF_REG_6, RESULT_REGISTER);
	STORE(BPF_REG_7, offsetof(struct call, returns), BPF_REG_1);
	emit_args(code, is_exit);
	emit_pointees(code);
	emit_map(code, BPF_REG_1, BPF_PSEUDO_MAP_FD, ring, 0);
	MOVE(BPF_REG_2, BPF_REG_7);
	SET(BPF_REG_3, sizeof(struct call));
	SET(BPF_REG_4, 0);
	CALL(BPF_FUNC_ringbuf_output);
	to_end[2] = code->length;
	emit(code, BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_0, 0, 0, 0);
	SET(BPF_REG_1, 1);
	emit(code, BPF_STX | BPF_ATOMIC | BPF_DW, BPF_REG_8, BPF_REG_1, offsetof(struct control, lost), BPF_ADD);
	for (unsigned int index = 0; index < sizeof(to_end) / sizeof(*to_end); index++)
		land(code, to_end[index]);
	SET(BPF_REG_0, 0);
	emit(code, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

static int load_program(int is_exit)
{
	static struct code code;
	static char log[LOG_SIZE];
	LIBBPF_OPTS(bpf_prog_load_opts, options, .expected_attach_type = BPF_TRACE_KPROBE_MULTI, .log_level = 1,
		    .log_buf = log, .log_size = sizeof(log));
	int program;

	write_program(&code, is_exit);
	program = bpf_prog_load(BPF_PROG_TYPE_KPROBE, "kfdoc_tracer", "GPL", code.slots, code.length, &options);
	if (program < 0)
		fprintf(stderr, "kfdoc: a tracing program can't be loaded: %s\n%s\n", strerror(errno), log);
	return program;
}

/* 0, or a negative errno: at once to all functions of the list. */
static int attach_to(const char **names, __u64 *cookies, unsigned int count, int is_exit)
{
	static int programs[2];
	LIBBPF_OPTS(bpf_link_create_opts, options, .kprobe_multi.syms = names, .kprobe_multi.cnt = count,
		    .kprobe_multi.cookies = cookies, .kprobe_multi.flags = is_exit ? BPF_F_KPROBE_MULTI_RETURN : 0);
	int link;

	if (!programs[is_exit])
		programs[is_exit] = load_program(is_exit);
	link = bpf_link_create(programs[is_exit], 0, BPF_TRACE_KPROBE_MULTI, &options);
	return link < 0 ? -errno : 0;
}

static void attach_each(const char **names, __u64 *cookies, unsigned int count)
{
	for (unsigned int index = 0; index < count; index++) {
		int error = attach_to(names + index, cookies + index, 1, 0);

		if (!error)
			error = attach_to(names + index, cookies + index, 1, 1);
		if (error)
			snprintf(tracers[cookies[index]].reason, sizeof(tracers[0].reason), "it can't be attached to: %s",
				 strerror(-error));
	}
}

static int find_function(struct tracer *tracer, const struct btf *types)
{
	const struct btf_type *function, *prototype;

	int type = btf__find_by_name_kind(types, tracer->kfunc, BTF_KIND_FUNC);

	if (type < 0)
		return 0;
	function = btf__type_by_id(types, type);
	prototype = btf__type_by_id(types, function->type);
	tracer->arg_count = btf_vlen(prototype);
	return 1;
}

/* Looks through the types of loaded modules. */
static int find_in_modules(struct tracer *tracer, struct btf *kernel)
{
	__u32 id = 0;

	while (!bpf_btf_get_next_id(id, &id)) {
		struct btf *module = btf__load_from_kernel_by_id_split(id, kernel);
		int is_there = module && btf__type_cnt(module) > btf__type_cnt(kernel) && find_function(tracer, module);

		btf__free(module);
		if (is_there)
			return 1;
	}
	return 0;
}

static int is_same(const struct tracer *tracer, const struct traced *traced)
{
	return !strcmp(tracer->kfunc, traced->kfunc) && tracer->pointee_count == traced->pointee_count &&
	       !memcmp(tracer->pointees, traced->pointees, traced->pointee_count * sizeof(*traced->pointees));
}

static struct tracer *find_tracer(const struct traced *traced)
{
	for (unsigned int index = 0; index < tracer_count; index++)
		if (is_same(&tracers[index], traced))
			return &tracers[index];
	return NULL;
}

static int has_room(const struct tracer *tracer)
{
	for (unsigned int index = 0; index < tracer->pointee_count; index++)
		if (tracer->pointees[index].arg >= tracer->arg_count || !tracer->pointees[index].size ||
		    tracer->pointees[index].size > MOST_BYTES)
			return 0;
	return tracer->arg_count <= MOST_ARGS;
}

static void add_tracer(struct btf *kernel, const struct traced *traced)
{
	struct tracer *tracer = &tracers[tracer_count++];

	snprintf(tracer->kfunc, sizeof(tracer->kfunc), "%s", traced->kfunc);
	tracer->pointee_count = traced->pointee_count;
	memcpy(tracer->pointees, traced->pointees, sizeof(traced->pointees));
	if (!find_function(tracer, kernel) && !find_in_modules(tracer, kernel))
		snprintf(tracer->reason, sizeof(tracer->reason), "the kernel has no such function");
	else if (!has_room(tracer))
		snprintf(tracer->reason, sizeof(tracer->reason), "its arguments are not as the job says");
}

void collect_traced(struct btf *kernel, const struct job *job)
{
	for (unsigned int index = 0; kernel && index < job->traced_count; index++)
		if (!find_tracer(&job->traced[index]) && tracer_count < MOST_TRACERS)
			add_tracer(kernel, &job->traced[index]);
}

static int make_map(enum bpf_map_type type, const char *name, size_t value_size, unsigned int entries)
{
	LIBBPF_OPTS(bpf_map_create_opts, options);
	int is_ring = type == BPF_MAP_TYPE_RINGBUF;

	return bpf_map_create(type, name, is_ring ? 0 : sizeof(__u32), value_size, entries, &options);
}

static int make_maps(void)
{
	control = make_map(BPF_MAP_TYPE_ARRAY, "kfdoc_control", sizeof(struct control), 1);
	record = make_map(BPF_MAP_TYPE_ARRAY, "kfdoc_record", sizeof(struct call), 1);
	looks = make_map(BPF_MAP_TYPE_ARRAY, "kfdoc_looks", sizeof(struct look), tracer_count);
	ring = make_map(BPF_MAP_TYPE_RINGBUF, "kfdoc_calls", 0, RING_SIZE);
	return control < 0 || record < 0 || looks < 0 || ring < 0 ? -errno : 0;
}

void attach_tracers(void)
{
	static const char *names[MOST_TRACERS];
	static __u64 cookies[MOST_TRACERS];
	unsigned int count = 0;

	if (!tracer_count || make_maps())
		return;
	for (unsigned int index = 0; index < tracer_count; index++)
		names[index] = tracers[index].kfunc;
	find_traceable(names, tracer_count);
	for (__u32 index = 0; index < tracer_count; index++) {
		struct tracer *tracer = &tracers[index];
		struct look look = {};

		if (tracer->reason[0])
			continue;
		if (!is_traceable(tracer->kfunc)) {
			snprintf(tracer->reason, sizeof(tracer->reason), "the kernel is built without a place to trace it");
			continue;
		}
		memcpy(look.pointees, tracer->pointees, sizeof(look.pointees));
		bpf_map_update_elem(looks, &index, &look, BPF_ANY);
		names[count] = tracer->kfunc;
		cookies[count++] = index;
	}
	if (count && (attach_to(names, cookies, count, 0) || attach_to(names, cookies, count, 1)))
		attach_each(names, cookies, count);
}

static int ignore(void *context, void *bytes, size_t size)
{
	(void)context, (void)bytes, (void)size;
	return 0;
}

static void consume(ring_buffer_sample_fn each)
{
	struct ring_buffer *reader = ring_buffer__new(ring, each, NULL, NULL);

	if (reader)
		ring_buffer__consume(reader);
	ring_buffer__free(reader);
}

static void record_for(__u64 process)
{
	struct control value = { .process = process };
	__u32 key = 0;

	if (control >= 0)
		bpf_map_update_elem(control, &key, &value, BPF_ANY);
}

void start_recording(int of_all)
{
	if (ring < 0)
		return;
	consume(ignore);
	record_for(of_all ? (__u64)ANY_PROCESS : (__u64)getpid());
}

static __u64 lost;

void stop_recording(void)
{
	struct control value = {};
	__u32 key = 0;

	if (control >= 0 && !bpf_map_lookup_elem(control, &key, &value))
		lost = value.lost;
	record_for(0);
}

static void add_pointees(const struct tracer *tracer, const struct call *call)
{
	open_list("pointees");
	for (unsigned int index = 0; index < tracer->pointee_count; index++) {
		if (call->pointees[index].error)
			continue;
		open_object(NULL);
		add_number("arg", tracer->pointees[index].arg);
		add_hex("bytes", call->pointees[index].bytes, tracer->pointees[index].size);
		close_object();
	}
	close_list();
}

/* Entries and exits as they come: the host pairs them. */
static int add_event(void *context, void *bytes, size_t size)
{
	const struct call *call = bytes;
	const struct tracer *tracer = &tracers[call->tracer];

	(void)context, (void)size;
	open_object(NULL);
	add_number("tracer", call->tracer);
	add_text("kfunc", tracer->kfunc);
	add_number("isExit", call->is_exit);
	add_hex("returns", &call->returns, sizeof(call->returns));
	add_hex("args", call->args, tracer->arg_count * sizeof(*call->args));
	add_pointees(tracer, call);
	close_object();
	return 0;
}

void add_calls(const struct job *job)
{
	open_list("tracers");
	for (unsigned int index = 0; index < job->traced_count; index++) {
		const struct tracer *tracer = find_tracer(&job->traced[index]);

		open_object(NULL);
		add_text("kfunc", job->traced[index].kfunc);
		add_number("tracer", tracer ? tracer - tracers : -1);
		add_text("reason", tracer ? tracer->reason : "there are too many tracers");
		close_object();
	}
	close_list();
	add_number("lost", lost);
	open_list("events");
	if (ring >= 0 && job->traced_count)
		consume(add_event);
	close_list();
}
