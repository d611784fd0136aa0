/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_PROBE_H
#define KFDOC_PROBE_H

/* Whether the host wants programs loaded in many forms rather than jobs done. */
int has_probe(void);

/* Loads each program in each form and sends what the verifier made of them; how many programs were answered. */
unsigned int do_probe(unsigned int seconds);

#endif
