import { kfdocCommand } from "../words/kfdoc-command.ts";

/**
 * Every diagnostic code, with what it means and what to do. Each has a case in `src/core/diagnostics/cases/<code>/`
 * and a page on the site. The part before the slash is the stage that finds it.
 */
export const diagnosticCodes = {
  "yaml/syntax": {
    title: "The file is not valid YAML",
    explanation: "The YAML parser could not read the file. Nothing else in it was checked.",
  },
  "yaml/alias": {
    title: "An anchor or alias stands where only plain YAML is allowed",
    explanation:
      "Specs and scenarios are plain data. Aliases make small files expand without bound and hide where a value stands. Tags, merge keys and directives are refused with them.",
  },
  "yaml/limit": {
    title: "A file that is too large or nested too deeply",
    explanation: "Files are read within bounds far above what any spec needs, so that no file can stall a build.",
  },
  "spec/unknown-key": {
    title: "A key that the format does not have",
    explanation: "The key is not part of the format at this place. It may be misspelt or belong to another level.",
  },
  "spec/missing-key": {
    title: "A required key is missing",
    explanation: "The format requires this key at this place.",
  },
  "spec/wrong-type": {
    title: "A value of the wrong type",
    explanation: "The value is not of the type, form or range that the format states for this key.",
  },
  "spec/unknown-name": {
    title: "A name that does not exist",
    explanation: "Flags, program types and errno names are spelt as the kernel spells them.",
  },
  "spec/unquoted-version": {
    title: "A version that YAML reads as a number",
    explanation: "Unquoted, 6.10 is the number 6.1. Versions are strings.",
  },
  "spec/duplicate": {
    title: "The same thing stated twice",
    explanation:
      "A key, a flag, a program type, a scenario or an error stands more than once, or two files state the same name.",
  },
  "spec/file-name": {
    title: "The file does not carry the name of what it states",
    explanation: "A kfunc's spec is named after the kfunc, an example's scenarios after its source.",
  },
  "spec/unknown-parameter": {
    title: "A text about a parameter that the signature does not have",
    explanation: "Each key of `params` is the name of a parameter in `signature.params`.",
  },
  "spec/undocumented-parameter": {
    title: "A parameter without a text",
    explanation: "Where `params` stands, every parameter of the signature has an entry in it that says what it means.",
  },
  "spec/unknown-member": {
    title: "An error that arrives by a member nobody documents",
    explanation:
      "`via` names a parameter and one of its `members`, such as opts.error, or a parameter that points to a number.",
  },
  "spec/unpaired-reference": {
    title: "A reference whose other half is not named",
    explanation:
      "A KF_ACQUIRE kfunc names the KF_RELEASE kfunc that takes its reference back (`released_by`), and that one names an acquirer (`acquired_by`).",
  },
  "spec/error-without-scenario": {
    title: "An error value that nothing shows",
    explanation: "Each error names the scenario that produces it (`shown_by`) or says why none can (`not_shown`).",
  },
  "spec/unknown-scenario": {
    title: "A scenario that does not exist",
    explanation: "`shown_by` names `<subsystem>/<example>#<scenario>`; both must be there.",
  },
  "spec/unknown-kfunc": {
    title: "A kfunc that has no spec",
    explanation:
      "Each kfunc that an example calls, that a scenario expects a call of or that `released_by` names has a spec.",
  },
  "spec/no-expectation": {
    title: "A scenario that checks nothing",
    explanation: "`expect` states at least one thing that the run is held to.",
  },
  "spec/unknown-namespace": {
    title: "A state in a network namespace that is not there",
    explanation:
      "The `netns_id` of a state is one of `netns_ids`, so that the scenario says every namespace that there is.",
  },
  "spec/missing-spec": {
    title: "A page without its spec",
    explanation: "A page about a kfunc is made of its YAML and the Markdown file beside it.",
  },
  "spec/missing-source": {
    title: "Scenarios without their example",
    explanation: "`source` names the C file beside the scenarios. Without it nothing can run.",
  },
  "spec/missing-scenarios": {
    title: "An example without scenarios",
    explanation: "Each example's C file has a YAML file of the same name beside it, with the runs that show it.",
  },
  "audit/unknown-kfunc": {
    title: "A kfunc that no kernel has",
    explanation:
      "No imported release has a kfunc of this name. `not_built` says of one that sources have why none was built with it.",
  },
  "audit/missing-spec": {
    title: "A kfunc of the kernel without a spec",
    explanation: `A content folder that has a baseline of its coverage (\`coverage.json\`) holds a spec of every kfunc that an imported release has. \`${kfdocCommand("check --fix")}\` writes the missing ones.`,
  },
  "audit/not-built": {
    title: "A kernel that was built with a kfunc said to be missing from it",
    explanation: "`not_built` names releases whose source has the kfunc, but whose imported kernel lacks it.",
  },
  "audit/release-range": {
    title: "Releases that can't be as they are stated",
    explanation:
      "A release is one that Linux had or may yet have. The signatures of a spec hold for ranges of releases, the newest first, which do not overlap and together cover every release that has the kfunc.",
  },
  "audit/return-type": {
    title: "A return type that is not the kernel's",
    explanation: "A stated signature is compared with the prototype of each imported release that it is stated for.",
  },
  "audit/parameter-count": {
    title: "More or fewer parameters than the kernel's prototype has",
    explanation: "A stated signature is compared with the prototype of each imported release that it is stated for.",
  },
  "audit/parameter-name": {
    title: "A parameter name that is not the kernel's",
    explanation: "Names carry meaning: suffixes such as `__sz` and `__nullable` are rules that the verifier applies.",
  },
  "audit/parameter-type": {
    title: "A parameter type that is not the kernel's",
    explanation: "A stated signature is compared with the prototype of each imported release that it is stated for.",
  },
  "audit/flags": {
    title: "Flags that are not the kernel's",
    explanation:
      "Stated flags are all those that the newest release registers the kfunc with. KF_TRUSTED_ARGS became the rule in 7.0 and is no flag from there on.",
  },
  "audit/program-type": {
    title: "Program types that are not those the kernel allows",
    explanation:
      "A program type is listed if, and only if, the verifier of the newest release let a program of some of its attach forms call the kfunc.",
  },
  "audit/unknown-parameter": {
    title: "A text about a parameter that the kernel does not have",
    explanation: "Each key of `params` is the name of a parameter in the newest release that has the kfunc.",
  },
  "audit/undocumented-parameter": {
    title: "A parameter without a text among others that have one",
    explanation: "Where `params` stands, every parameter of the newest release has an entry in it.",
  },
  "audit/return-text": {
    title: "A text about what a void kfunc returns",
    explanation: "The newest release declares the kfunc as void.",
  },
  "audit/unpaired-reference": {
    title: "A reference whose other half is not named, or is none",
    explanation:
      "By the flags that the kernels register, a KF_ACQUIRE kfunc names the KF_RELEASE kfunc that takes its reference back (`released_by`), and that one names an acquirer (`acquired_by`).",
  },
  "audit/unknown-member": {
    title: "A member that the kernel's struct does not have",
    explanation:
      "Members named under `params` are looked up in the struct that the parameter points to, by the kernel's BTF.",
  },
  "audit/unknown-value": {
    title: "A value's name that the kernel does not have",
    explanation: "Names under `values` are enumerators in the kernel's BTF or errno names. BTF knows no macros.",
  },
  "audit/since": {
    title: "A release since which the kfunc can't be there",
    explanation:
      "A kernel from before `since.version` already has the kfunc, or one from then on does not have it yet. What an imported release shows counts.",
  },
  "audit/unproduced-error": {
    title: "A scenario that does not produce the error it is named for",
    explanation: "The scenario that `shown_by` names ran, but the kfunc did not return or store the error value in it.",
  },
  "audit/unlisted-error": {
    title: "An error that a run gave and the spec does not list",
    explanation: "In a scenario the kfunc returned an errno, or stored it in a `via`, that stands in none of `errors`.",
  },
  "example/unreachable-include": {
    title: "An include that an example may not reach",
    explanation: "An example reads only its own folder, vmlinux.h and libbpf's headers under bpf/.",
  },
  "example/compile": {
    title: "clang refuses or warns about the example",
    explanation: "Examples compile as they stand with the flags shown on their page, without warnings.",
  },
  "example/self-contained": {
    title: "An example that can't do without its headers",
    explanation:
      "Of each example, C is made that holds just what it needs of vmlinux.h and libbpf's headers, to download and to open in Compiler Explorer. clang must make the same object of it, in every variant.",
  },
  "example/licence": {
    title: "An example without its licence, or under another",
    explanation:
      "Each C file begins with a line that says its licence in the words of SPDX, and it is that of all examples: who copies a program from a page knows what it may be used for.",
  },
  "example/unknown-program": {
    title: "A program that the object does not hold",
    explanation: "`program` names a function with a SEC() of its own in the compiled object.",
  },
  "example/unknown-variant": {
    title: "A variant that the C does not ask for",
    explanation:
      "`variant` compiles the example with -D and that name, which only says something where `#ifdef` asks for it.",
  },
  "example/unknown-global": {
    title: "A global variable that the object does not hold",
    explanation: "`globals` names variables in the object's .data, .bss or .rodata.",
  },
  "example/region": {
    title: "A region of an example that is marked wrongly",
    explanation:
      "The comments `/* region: name */` and `/* endregion: name */`, each alone on its line, mark lines that pages may quote. They come in pairs, and no name stands twice.",
  },
  "load/elf": {
    title: "Not an object that can be loaded",
    explanation: "The file is not a well-formed 64-bit little-endian ELF object for BPF.",
  },
  "load/btf": {
    title: "Type information that can't be read",
    explanation: "The .BTF or .BTF.ext data is malformed.",
  },
  "load/relocation": {
    title: "A relocation that can't be resolved",
    explanation: "A symbol, an extern kfunc or a CO-RE access has no match in the object or in the kernel's BTF.",
  },
  "load/map": {
    title: "A map that libbpf can't create",
    explanation:
      "A map is defined by a struct in the section .maps, whose fields are written with the macros of bpf_helpers.h. libbpf reads them from the type information and refuses the object where it can't.",
  },
  "load/unsupported": {
    title: "Something that this loader does not take yet",
    explanation: "The object is well-formed, but uses a feature that is not supported here.",
  },
  "run/scenario": {
    title: "A scenario that can't be set up",
    explanation: "The packet or the kernel state that the scenario describes is not possible.",
  },
  "run/fault": {
    title: "A run that ended in a fault",
    explanation: "The program broke a rule while it ran, and the scenario did not expect it.",
  },
  "run/expectation": {
    title: "An outcome other than the expected one",
    explanation: "The scenario ran, but what it did is not what `expect` says.",
  },
  "run/unvouched": {
    title: "A scenario that no engine vouches for",
    explanation:
      "The emulator has no model of something that the scenario needs, and no Linux on record ran the scenario as it is now. What it expects is checked by nothing.",
  },
  "verify/difference": {
    title: "Linux and the emulator do not do the same",
    explanation:
      "The scenario ran in a real Linux, now or when its record was written, and what it did there is not what the emulator does. Both are held to the same return value, globals, packet, kfunc calls and verdict of the verifier.",
  },
  "verify/failed": {
    title: "A scenario that did not come back from Linux",
    explanation:
      "The scenario could not be set up in the guest, or its run crashed the kernel, hung or used up its memory. The other scenarios still ran.",
  },
  "verify/record": {
    title: "A record of Linux runs that can't be read",
    explanation: "content/record holds what `npm run verify` wrote, one file for each release, byte for byte.",
  },
  "verify/orphan": {
    title: "A run on record whose scenario is not there",
    explanation:
      "A record holds a run for each scenario. This one is of a scenario that was taken out or renamed since, so it vouches for nothing.",
  },
  "page/unknown-kfunc": {
    title: "A link to a kfunc that has no spec",
    explanation: "`[[name]]` in Markdown links to the page of that kfunc.",
  },
  "page/unknown-name": {
    title: "A name of BPF that no kernel has",
    explanation:
      "Names that begin with bpf_, scx_, BPF_ or KF_ are kfuncs, helpers, types and constants of the imported kernels, names of libbpf, or names of the examples. Functions within the kernel are named in footnotes, with their file.",
  },
  "page/unknown-example": {
    title: "An example, scenario or region that does not exist",
    explanation:
      "`::example{name=…}` places an example that stands under content/examples, one of its scenarios, or lines that its source marks as a region.",
  },
  "page/directive": {
    title: "A directive, an attribute or a value that Markdown pages do not have",
    explanation:
      "Pages know a fixed set of directives: `::example` and `::kfuncs` on lines of their own, `:::note` and `:::caution` around lines, `:since` and `:until` within a sentence. Each has its attributes, whose values name what there is.",
  },
  "page/empty-table": {
    title: "A table of kfuncs that would be empty",
    explanation: "`::kfuncs` lists the kfuncs for which all of its attributes hold. None is all of this.",
  },
  "page/unclosed": {
    title: "A block of code or a note that does not end",
    explanation: "Without the line that ends it, the rest of the page would stand in the block.",
  },
  "page/front-matter": {
    title: "Front matter that is missing or wrong",
    explanation: "Pages about flags and program types carry their facts in front matter.",
  },
  "page/link": {
    title: "A link or image that a page may not have",
    explanation:
      "Pages link to the web, to a heading of their own or to a page of this site, and load nothing from anywhere.",
  },
  "page/size": {
    title: "A page too long or too deeply nested",
    explanation: "Pages are prose of reasonable length. What nests without end is not read.",
  },
  "page/length": {
    title: "A kfunc's page with too few or too many words",
    explanation: "A page about a kfunc is 80 to 300 words of prose. Code and footnotes are not counted.",
  },
  "page/heading": {
    title: "A heading of level 1, or one that stands twice",
    explanation:
      "The title of a page is its only heading of level 1, and links to a heading need it to be the only one.",
  },
  "page/footnote": {
    title: "A footnote without its definition or its reference",
    explanation: "`[^name]` in text and `[^name]:` on a line of its own make a footnote together.",
  },
  "page/raw-html": {
    title: "Raw HTML in a page",
    explanation: "Pages are Markdown. HTML of an author could carry script and is refused.",
  },
  "content/kernel-facts": {
    title: "Kernel facts that can't be read",
    explanation:
      "content/kernels holds, for each release, the files that `npm run import-kernel` and the measuring of availability wrote.",
  },
  "content/coverage": {
    title: "Less is documented than before",
    explanation: `content/coverage.json holds how much of each family of kfuncs is documented. No number in it may fall unnoticed; \`${kfdocCommand("coverage --update")}\` writes it anew where less is meant.`,
  },
  "content/settings": {
    title: "A setting that names what is not there",
    explanation:
      "content/site.yaml names families, an example for the front page and the guide for authors: they stand in the same folder.",
  },
  "content/unwritten": {
    title: "A place where something is left to be written",
    explanation: `\`${kfdocCommand("new")}\` marks with \`TODO:\` what no kernel can tell. No page is built while a marker stands in a spec, a page, an example or its scenarios.`,
  },
  "content/spelling": {
    title: "A word that no dictionary has",
    explanation:
      "Prose is held against a dictionary of British English, the words of the field, and `words.txt` of the content folder. Code is not spelt: names belong between backticks.",
  },
  "content/word-list": {
    title: "A list of words that is out of order",
    explanation:
      "`words.txt` of the content folder holds a word a line, sorted, each once, and none that no text needs any more.",
  },
  "content/rough-line": {
    title: "White space or line ends that only a diff shows",
    explanation: `Lines of specs, pages and examples end with a line feed, and with nothing before it that is not seen. \`${kfdocCommand("check --fix")}\` mends it.`,
  },
  "content/hidden-character": {
    title: "A character that hides what a file says",
    explanation:
      "Characters that are not seen, that turn the order of a line round, or that look like another letter show a reader something else than a compiler reads. Specs, pages and examples do without them.",
  },
  "content/unreadable": {
    title: "A file that may not be read",
    explanation:
      "Content is regular files in the content folder; links, devices and names that leave the folder are refused.",
  },
  "shard/missing": {
    title: "A shard whose report is not there",
    explanation: `\`${kfdocCommand("merge")}\` says of all what each shard says of its part, so it needs the report of every one.`,
  },
  "shard/doubled": {
    title: "A shard whose report is there twice",
    explanation: "Two reports of the same shard may be of two runs, of which one is old.",
  },
  "shard/unlike": {
    title: "A report of another run",
    explanation: "Shards make up one run where they are of the same commit, content, kfdoc and command line.",
  },
  "shard/unreadable": {
    title: "A file that is no report of a shard",
    explanation: `\`${kfdocCommand("merge")}\` reads what \`${kfdocCommand("check --shard")}\` and \`${kfdocCommand("run --shard")}\` of the same version wrote.`,
  },
  "site/link": {
    title: "A link of the written site that leads nowhere",
    explanation:
      "Once all pages are written, each link, each thing that is loaded and each address in a twin, a feed and `llms.txt` is looked up in the site, places on pages included. What leads nowhere keeps the last good pages where they are.",
  },
  "site/id": {
    title: "An id that stands twice on a page",
    explanation: "A link to a place leads to the first element with the id; the second can't be reached.",
  },
} as const satisfies Record<string, { title: string; explanation: string }>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
