/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_ANSWER_H
#define KFDOC_ANSWER_H

#include <stddef.h>
#include <stdint.h>

/* Opens the port to the host; a negative errno where it does not come up. */
int open_port(void);

/* One JSON object a line. A line starts with a line break, so that one which was cut short does no harm. */
void start_line(void);
void add_number(const char *key, int64_t value);
void add_text(const char *key, const char *text);
void add_hex(const char *key, const void *bytes, size_t size);
/* Key and opening bracket of a list or object, and its end; a key of NULL is for an element of a list. */
void open_list(const char *key);
void close_list(void);
void open_object(const char *key);
void close_object(void);
void send_line(void);

/* Until the host says that it has read everything: a write returns before its bytes have left the machine. */
void wait_for_host(void);

/* What the job does now. */
void tell_phase(unsigned int job, const char *phase);
/* The line of a result, to be added to and sent. */
void start_result(unsigned int job, const char *kind);

#endif
