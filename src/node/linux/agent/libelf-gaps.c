// SPDX-License-Identifier: BSD-2-Clause
// elfutils 0.192 as Debian 13 packs it calls these functions in libelf.a, but leaves them out of it. They keep what
// elf_getdata_rawchunk() handed out, which nothing here calls: a tree that is always empty needs no work.

__attribute__((weak)) void eu_search_tree_init(void *tree)
{
	(void)tree;
}

__attribute__((weak)) void eu_search_tree_fini(void *tree, void (*free_node)(void *))
{
	(void)tree;
	(void)free_node;
}
