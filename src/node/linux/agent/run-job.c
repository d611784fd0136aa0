// SPDX-License-Identifier: BSD-2-Clause
#include "run-job.h"

#include <bpf/libbpf.h>
#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "actions.h"
#include "answer.h"
#include "cgroups.h"
#include "driving.h"
#include "load.h"
#include "maps.h"
#include "memory.h"
#include "print-lines.h"
#include "records.h"
#include "sections.h"
#include "set-up.h"
#include "streams.h"
#include "trace.h"
#include "watch.h"

/* A step is an action of the agent's, or a command. The exit code, or 1 and the error's name among the messages. */
static int do_step(const char *const *words)
{
	const struct action *action = find_action(words[0]);
	long result;

	if (!action)
		return run_command(words);
	result = action->act(words + 1);
	if (result >= 0)
		return 0;
	keep_command_error(words[0], -result);
	return 1;
}

static int set_up(unsigned int number, const struct job *job)
{
	int error = enter_fresh_namespaces();
	long kills = count_memory_kills();

	if (error) {
		start_result(number, "no-namespace");
		add_number("errno", -error);
		send_line();
		return error;
	}
	for (unsigned int index = 0; index < job->command_count; index++) {
		int code = do_step(job->commands[index]);

		if (count_memory_kills() > kills) {
			start_result(number, "out-of-memory");
		} else if (code) {
			start_result(number, "set-up-failed");
			add_number("command", index);
			add_number("exitCode", code);
			add_text("stderr", command_errors());
		} else {
			continue;
		}
		send_line();
		return -ECANCELED;
	}
	return 0;
}

static void tell_refusal(unsigned int number, int error)
{
	int is_verdict = verifier_log()[0] || strstr(kept_messages(), "BPF program load failed");

	start_result(number, is_verdict ? "rejected" : "not-loadable");
	add_number("errno", -error);
	add_text("log", verifier_log());
	add_text("messages", kept_messages());
	send_line();
}

static void tell_error(unsigned int number, const char *kind, int error)
{
	start_result(number, kind);
	add_number("errno", -error);
	add_text("messages", kept_messages());
	send_line();
}

static long act(struct driving *driving, const char *const *words)
{
	const struct action *action = find_action(words[0]);

	if (action)
		return action->act(words + 1);
	if (!strcmp(words[0], "iterate"))
		return iterate(driving);
	if (!strcmp(words[0], "test-run")) {
		int error = test_run(driving);

		return error ? error : (long)driving->run.retval;
	}
	return -EOPNOTSUPP;
}

/* Nothing is said to the host meanwhile: that would be an event, too. */
static int drive(struct driving *driving)
{
	const struct job *job = driving->job;
	int error = 0;

	if (job->attachment[0])
		error = attach(driving);
	if (error)
		return error;
	start_recording(job->traces_all);
	if (job->run && !job->action_count)
		error = test_run(driving);
	for (unsigned int index = 0; index < job->action_count; index++)
		driving->results[driving->result_count++] = act(driving, job->actions[index]);
	detach(driving);
	stop_recording();
	return error;
}

static void add_identities(const struct job *job)
{
	char folder[512] = JOB_CGROUP;
	struct stat status;

	if (job->attachment[0] && !strcmp(job->attachment[0], "cgroup") && job->attachment[1][0])
		cgroup_folder(folder, sizeof(folder), job->attachment[1]);
	add_number("pid", getpid());
	add_number("childPid", last_child());
	if (!stat(folder, &status))
		add_number("cgroupId", status.st_ino);
}

static void add_trigger(const struct driving *driving)
{
	open_list("results");
	for (unsigned int index = 0; index < driving->result_count; index++)
		add_number(NULL, driving->results[index]);
	close_list();
	if (driving->has_output)
		add_hex("output", driving->output, driving->output_size);
	add_identities(driving->job);
}

static void add_test_run(const struct driving *driving)
{
	const struct bpf_test_run_opts *run = &driving->run;

	if (!driving->job->attachment[0])
		add_number("returns", run->retval);
	if (run->data_out)
		add_hex("packet", run->data_out, run->data_size_out);
	if (run->ctx_out)
		add_hex("context", run->ctx_out, run->ctx_size_out);
}

static void tell_run(unsigned int number, struct driving *driving)
{
	const struct job *job = driving->job;

	start_result(number, "ran");
	add_text("log", verifier_log());
	if (driving->has_run)
		add_test_run(driving);
	if (job->attachment[0])
		add_watched(driving->program);
	if (job->action_count)
		add_trigger(driving);
	add_globals(driving->object);
	add_maps(driving->object);
	if (job->prints)
		add_printed();
	add_streams(bpf_program__fd(driving->program));
	add_calls(job);
	send_line();
}

/* The programs that leave something in maps for the one that is looked at. */
static int run_before(const struct driving *driving)
{
	for (const char *const *name = driving->job->before; *name; name++) {
		LIBBPF_OPTS(bpf_test_run_opts, options);
		struct bpf_program *program = bpf_object__find_program_by_name(driving->object, *name);

		if (!program)
			return -ENOENT;
		if (bpf_prog_test_run_opts(bpf_program__fd(program), &options))
			return -errno;
	}
	return 0;
}

static void run_loaded(unsigned int number, struct driving *driving, const struct bpf_object *replacing)
{
	const struct job *job = driving->job;
	int error = replacing ? attach_replacements(job, replacing) : 0;

	if (error) {
		tell_error(number, "not-attached", error);
		return;
	}
	error = fill_maps(driving->object, job);
	if (error) {
		tell_error(number, "maps-refused", error);
		return;
	}
	error = run_before(driving);
	if (error) {
		tell_error(number, "run-refused", error);
		return;
	}
	open_perf_events(driving->object);
	if (job->prints)
		forget_printed();
	if (job->attachment[0])
		start_watching(driving->program);
	set_action_packet(job->packet);
	set_action_object(driving->object);
	if (job->run || job->action_count) {
		tell_phase(number, "run");
		error = drive(driving);
		tell_phase(number, "report");
	}
	if (!error)
		tell_run(number, driving);
	else
		tell_error(number, job->attachment[0] ? "not-attached" : "run-refused", error);
}

void run_job(unsigned int number, const struct job *job)
{
	static struct driving driving;
	struct bpf_object *replacing = NULL;
	int error;

	driving.job = job;
	prctl(PR_SET_NAME, "trigger");
	keep_messages();
	tell_phase(number, "set-up");
	if (set_up(number, job))
		return;
	tell_phase(number, "load");
	error = load(job, &driving.object, &driving.program);
	if (!error && job->replaced_by[0])
		error = load_replacements(job, driving.object, driving.program, &replacing);
	if (error)
		tell_refusal(number, error);
	else
		run_loaded(number, &driving, replacing);
}
