// SPDX-License-Identifier: BSD-2-Clause
// Calls of kfuncs are seen by programs of our own at the entry and the exit of the kernel's function. They stay attached
// for all jobs, for each attaching takes the kernel a while; only calls by the process that records are kept.
#include "trace.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"
#include "code.h"

enum { MOST_TRACERS = 256, MOST_ARGS = 12, RING_SIZE = 1 << 20, LOG_SIZE = 64 << 10 };

/* What both programs write; the pointees follow, each after what bpf_probe_read_kernel returned. */
struct call {
	__u32 tracer;
	__u32 is_exit;
	__u64 returns;
	__u64 args[MOST_ARGS];
};

/* The one value of the map that the programs look at: who records, and how many calls found no room. */
struct control {
	__u64 process;
	__u64 lost;
};

struct tracer {
	char kfunc[128];
	unsigned int arg_count;
	unsigned int is_void;
	unsigned int pointee_count;
	struct pointee pointees[MOST_POINTEES];
	int module_types; /* 0 for the kernel's own */
	int type;
	char reason[512]; /* why it is not attached; empty where it is */
};

static struct tracer tracers[MOST_TRACERS];
static unsigned int tracer_count;
static int ring = -1, control = -1;

static unsigned int whole_words(unsigned int size)
{
	return (size + 7) & ~7u;
}

static unsigned int record_size(const struct tracer *tracer)
{
	unsigned int size = sizeof(struct call);

	for (unsigned int index = 0; index < tracer->pointee_count; index++)
		size += 8 + whole_words(tracer->pointees[index].size);
	return size;
}

/* R6 is the context, R7 the record; the word below the frame pointer takes what helpers hand out. */
static void emit_args(struct code *code, const struct tracer *tracer)
{
	int at = sizeof(struct call);

	for (unsigned int arg = 0; arg < tracer->arg_count; arg++) {
		STORE_IMM(BPF_REG_10, -8, 0);
		MOVE(BPF_REG_1, BPF_REG_6);
		SET(BPF_REG_2, arg);
		MOVE(BPF_REG_3, BPF_REG_10);
		ADD(BPF_REG_3, -8);
		CALL(BPF_FUNC_get_func_arg);
		LOAD(BPF_REG_1, BPF_REG_10, -8);
		STORE(BPF_REG_7, offsetof(struct call, args) + 8 * arg, BPF_REG_1);
	}
	for (unsigned int index = 0; index < tracer->pointee_count; index++) {
		const struct pointee *pointee = &tracer->pointees[index];

		LOAD(BPF_REG_3, BPF_REG_7, offsetof(struct call, args) + 8 * pointee->arg);
		MOVE(BPF_REG_1, BPF_REG_7);
		ADD(BPF_REG_1, at + 8);
		SET(BPF_REG_2, pointee->size);
		CALL(BPF_FUNC_probe_read_kernel);
		STORE(BPF_REG_7, at, BPF_REG_0);
		at += 8 + whole_words(pointee->size);
	}
}

static void emit_result(struct code *code)
{
	STORE_IMM(BPF_REG_10, -8, 0);
	MOVE(BPF_REG_1, BPF_REG_6);
	MOVE(BPF_REG_2, BPF_REG_10);
	ADD(BPF_REG_2, -8);
	CALL(BPF_FUNC_get_func_ret);
	LOAD(BPF_REG_1, BPF_REG_10, -8);
	STORE(BPF_REG_7, offsetof(struct call, returns), BPF_REG_1);
}

static void write_program(struct code *code, const struct tracer *tracer, int is_exit)
{
	unsigned int to_end[2], to_record;

	code->length = 0;
	MOVE(BPF_REG_6, BPF_REG_1);
	CALL(BPF_FUNC_get_current_pid_tgid);
	emit(code, BPF_ALU64 | BPF_RSH | BPF_K, BPF_REG_0, 0, 0, 32);
	emit_map(code, BPF_REG_8, BPF_PSEUDO_MAP_VALUE, control, 0);
	LOAD(BPF_REG_1, BPF_REG_8, offsetof(struct control, process));
	to_end[0] = code->length;
	emit(code, BPF_JMP | BPF_JNE | BPF_X, BPF_REG_0, BPF_REG_1, 0, 0);
	emit_map(code, BPF_REG_1, BPF_PSEUDO_MAP_FD, ring, 0);
	SET(BPF_REG_2, record_size(tracer));
	SET(BPF_REG_3, 0);
	CALL(BPF_FUNC_ringbuf_reserve);
	to_record = code->length;
	emit(code, BPF_JMP | BPF_JNE | BPF_K, BPF_REG_0, 0, 0, 0);
	SET(BPF_REG_1, 1);
	emit(code, BPF_STX | BPF_ATOMIC | BPF_DW, BPF_REG_8, BPF_REG_1, offsetof(struct control, lost), BPF_ADD);
	to_end[1] = code->length;
	emit(code, BPF_JMP | BPF_JA, 0, 0, 0, 0);
	land(code, to_record);
	MOVE(BPF_REG_7, BPF_REG_0);
	STORE_WORD(BPF_REG_7, offsetof(struct call, tracer), tracer - tracers);
	STORE_WORD(BPF_REG_7, offsetof(struct call, is_exit), is_exit);
	STORE_IMM(BPF_REG_7, offsetof(struct call, returns), 0);
	emit_args(code, tracer);
	if (is_exit && !tracer->is_void)
		emit_result(code);
	MOVE(BPF_REG_1, BPF_REG_7);
	SET(BPF_REG_2, 0);
	CALL(BPF_FUNC_ringbuf_submit);
	land(code, to_end[0]);
	land(code, to_end[1]);
	SET(BPF_REG_0, 0);
	emit(code, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

/* The last line that says something: not the verifier's statistics. */
static void keep_reason(struct tracer *tracer, const char *what, char *log, int error)
{
	const char *last = NULL;

	for (char *line = strtok(log, "\n"); line; line = strtok(NULL, "\n"))
		if (strncmp(line, "processed ", strlen("processed ")))
			last = line;
	snprintf(tracer->reason, sizeof(tracer->reason), "%s: %s%s%.300s", what, strerror(error), last ? ": " : "",
		 last ? last : "");
}

static int attach(struct tracer *tracer, int is_exit)
{
	static struct code code;
	static char log[LOG_SIZE];
	LIBBPF_OPTS(bpf_prog_load_opts, options, .attach_btf_id = tracer->type, .log_level = 1, .log_buf = log,
		    .log_size = sizeof(log), .attach_btf_obj_fd = tracer->module_types,
		    .expected_attach_type = is_exit ? BPF_TRACE_FEXIT : BPF_TRACE_FENTRY);
	int program, link;

	log[0] = 0;
	write_program(&code, tracer, is_exit);
	program = bpf_prog_load(BPF_PROG_TYPE_TRACING, "kfdoc_tracer", "GPL", code.slots, code.length, &options);
	if (program < 0) {
		keep_reason(tracer, "a tracing program can't be loaded", log, errno);
		return -1;
	}
	link = bpf_raw_tracepoint_open(NULL, program);
	if (link < 0)
		keep_reason(tracer, "it can't be attached to", log, errno);
	close(program);
	return link;
}

static int find_function(struct tracer *tracer, const struct btf *types)
{
	const struct btf_type *function, *prototype;

	tracer->type = btf__find_by_name_kind(types, tracer->kfunc, BTF_KIND_FUNC);
	if (tracer->type < 0)
		return 0;
	function = btf__type_by_id(types, tracer->type);
	prototype = btf__type_by_id(types, function->type);
	tracer->arg_count = btf_vlen(prototype);
	tracer->is_void = prototype->type == 0;
	return 1;
}

/* Looks through the types of loaded modules; keeps the descriptor of those that hold the function. */
static int find_in_modules(struct tracer *tracer, struct btf *kernel)
{
	__u32 id = 0;

	while (!bpf_btf_get_next_id(id, &id)) {
		struct btf *module = btf__load_from_kernel_by_id_split(id, kernel);
		int is_there = module && btf__type_cnt(module) > btf__type_cnt(kernel) && find_function(tracer, module);

		btf__free(module);
		if (!is_there)
			continue;
		tracer->module_types = bpf_btf_get_fd_by_id(id);
		return tracer->module_types > 0;
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
		    tracer->pointees[index].size > 256)
			return 0;
	return tracer->arg_count <= MOST_ARGS;
}

static void add_tracer(struct btf *kernel, const struct traced *traced)
{
	struct tracer *tracer = &tracers[tracer_count];
	int entry;

	snprintf(tracer->kfunc, sizeof(tracer->kfunc), "%s", traced->kfunc);
	tracer->pointee_count = traced->pointee_count;
	memcpy(tracer->pointees, traced->pointees, sizeof(traced->pointees));
	tracer_count++;
	if (!find_function(tracer, kernel) && !find_in_modules(tracer, kernel)) {
		snprintf(tracer->reason, sizeof(tracer->reason), "the kernel has no such function");
		return;
	}
	if (!has_room(tracer)) {
		snprintf(tracer->reason, sizeof(tracer->reason), "its arguments are not as the job says");
		return;
	}
	entry = attach(tracer, 0);
	if (entry >= 0 && attach(tracer, 1) < 0)
		close(entry);
}

static int make_maps(void)
{
	LIBBPF_OPTS(bpf_map_create_opts, options);

	if (ring >= 0)
		return 0;
	control = bpf_map_create(BPF_MAP_TYPE_ARRAY, "kfdoc_control", sizeof(__u32), sizeof(struct control), 1, &options);
	ring = bpf_map_create(BPF_MAP_TYPE_RINGBUF, "kfdoc_calls", 0, 0, RING_SIZE, &options);
	return control < 0 || ring < 0 ? -errno : 0;
}

void attach_tracers(struct btf *kernel, const struct job *job)
{
	if (!job->traced_count || !kernel || make_maps())
		return;
	for (unsigned int index = 0; index < job->traced_count; index++)
		if (!find_tracer(&job->traced[index]) && tracer_count < MOST_TRACERS)
			add_tracer(kernel, &job->traced[index]);
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

void start_recording(void)
{
	if (ring < 0)
		return;
	consume(ignore);
	record_for(getpid());
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
	const unsigned char *at = (const unsigned char *)(call + 1);

	open_list("pointees");
	for (unsigned int index = 0; index < tracer->pointee_count; index++) {
		__s64 error;

		memcpy(&error, at, sizeof(error));
		if (!error) {
			open_object(NULL);
			add_number("arg", tracer->pointees[index].arg);
			add_hex("bytes", at + 8, tracer->pointees[index].size);
			close_object();
		}
		at += 8 + whole_words(tracer->pointees[index].size);
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
