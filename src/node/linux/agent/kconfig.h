/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_KCONFIG_H
#define KFDOC_KCONFIG_H

/* Makes a text the kernel's configuration, as libbpf finds it, or takes it away for NULL. 0, or a negative errno. */
int put_kconfig(const char *text);

#endif
