// SPDX-License-Identifier: MIT
// The only file that knows the command line library.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <span>
#include <string_view>

#include "cli/commands.h"
#include "cli/version.h"
#include "diagnostics/diagnostic.h"

namespace cli {

namespace {

constexpr const char* k_footer =
    "Exit codes: 0 good, 2 command line, 3 config, 4 template, 5 content, 6 files could not be read or written.\n"
    "With several kinds of error the smallest of these is returned; --strict lets warnings count as errors.";

void add_site_options(CLI::App& command, SiteOptions& site) {
  command.add_option("-s,--source", site.source, "Folder of the site (default: the current one)")->type_name("DIR");
  command
      .add_option("-e,--environment", site.environment,
                  "Settings of config/environments/ to use: local, preview, production, ...")
      ->type_name("E");
  command.add_option("-p,--profile", site.profile, "Settings of config/profiles/ to use")->type_name("P");
}

void add_same_build_options(CLI::App& command, SameBuildOptions& build) {
  command.add_option("-o,--output", build.output, "Output folder, when builds use another than the config's")
      ->type_name("DIR");
  command.add_option("-b,--baseurl", build.baseurl, "Base URL, when builds are given one")->type_name("U");
  command.add_flag("--drafts", build.drafts, "Builds have drafts too");
}

std::string help_text(const CLI::App& command, const std::string& full_name);
const CLI::App* find_command(const CLI::App& app, const std::string& name);
Message no_command(const CLI::App& command, const std::string& name, const std::string& word);

/// How to ask for the help of "bengal new site".
std::string help_of(const std::string& name) { return "bengal help" + name.substr(6); }

/// Every command with its options bound to where they are kept. Made once a run.
struct Grammar {
  CLI::App app{"Bengal: a static site generator whose rebuilds cost what the change costs", "bengal"};
  bool version = false;
  bool quiet = false, verbose = false;
  BuildOptions build;
  NewSiteOptions new_site;
  NewPageOptions new_page;
  CleanOptions clean;
  ConfigOptions config;
  WhyOptions why;
  CacheOptions cache;
  CheckOptions check;
  RenderOptions render;
  MarkdownOptions markdown;
  std::vector<std::string> help_topic;
  CLI::App* build_command = nullptr;
  CLI::App* new_command = nullptr;
  CLI::App* new_site_command = nullptr;
  CLI::App* new_page_command = nullptr;
  CLI::App* clean_command = nullptr;
  CLI::App* config_command = nullptr;
  CLI::App* show_command = nullptr;
  CLI::App* why_command = nullptr;
  CLI::App* cache_command = nullptr;
  CLI::App* check_command = nullptr;
  CLI::App* check_assets_command = nullptr;
  CLI::App* render_command = nullptr;
  CLI::App* markdown_command = nullptr;
  CLI::App* help_command = nullptr;

  /// Only commands whose name occurs among `words` get their options: making those of all would cost more than the rest
  /// of the program's start.
  explicit Grammar(std::span<const char* const> words) : words_(words) {
    app.footer(k_footer);
    app.set_help_flag("-h,--help", "Print this text");
    app.add_flag("--version", version, "Print the version");
    app.require_subcommand(0, 1);
    add_build();
    add_new();
    add_clean();
    add_config();
    add_why();
    add_cache();
    add_check();
    add_render();
    add_markdown();
    help_command = app.add_subcommand("help", "Print the help of a command");
    help_command->add_option("command", help_topic, "The command, such as build or new site");
  }

  bool is_named(std::string_view command) const {
    return std::find(words_.begin(), words_.end(), command) != words_.end();
  }

  void add_build() {
    build_command = app.add_subcommand("build", "Build the site into its output folder");
    if (!is_named("build")) return;
    add_site_options(*build_command, build.site);
    build_command->add_option("-o,--output", build.output, "Folder to write to (default: public/ in the site)")
        ->type_name("DIR");
    build_command->add_option("-b,--baseurl", build.baseurl, "Base URL, such as https://example.org/docs")
        ->type_name("U");
    build_command->add_flag("--drafts", build.drafts, "Build drafts too");
    build_command->add_flag("--strict", build.strict, "Undefined variables are errors, and warnings fail the build");
    auto* quiet_flag = build_command->add_flag("-q,--quiet", quiet, "Print nothing but problems");
    build_command->add_flag("-v,--verbose", verbose, "Print more")->excludes(quiet_flag);
    build_command->add_flag("--json", build.json, "Print problems and the summary as JSON, one object a line");
    build_command->add_option("-j,--jobs", build.jobs, "Threads (default: one a processor)")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
    auto* no_incremental =
        build_command->add_flag("--no-incremental", build.no_incremental, "Make everything again, and remember it");
    build_command->add_flag("--no-cache", build.no_cache, "Make everything again; neither use the cache nor change it")
        ->excludes(no_incremental);
    build_command->add_flag("--timings", build.timings, "Print what each pass took");
    build_command->add_flag("--profile-templates", build.profile_templates,
                            "Print where the time of templates went: by template, include, block and macro");
    build_command
        ->add_option("--explain", build.explain,
                     "Say why outputs were made again: all that were, or the one at this path or URL")
        ->type_name("PATH|URL")
        ->expected(0, 1)
        ->default_str("");
    auto* dry_run = build_command->add_flag("--dry-run", build.dry_run, "Say what would be done, and change nothing");
    build_command
        ->add_flag("--verify", build.verify, "Compare with a clean build afterwards; exit code 6 when it differs")
        ->excludes(dry_run);
  }

  void add_new() {
    new_command = app.add_subcommand("new", "Create a site or a page");
    if (!is_named("new")) return;
    new_command->require_subcommand(1);
    new_site_command = new_command->add_subcommand("site", "Create a site in a new folder");
    new_site_command->add_option("name", new_site.name, "Folder to create; its name becomes the title")->required();
    new_site_command->add_option("-t,--template", new_site.kind, "What to begin with: default, docs or blog")
        ->check(CLI::IsMember({"default", "docs", "blog"}))
        ->type_name("KIND");
    new_page_command = new_command->add_subcommand("page", "Create a page with its front matter");
    new_page_command->add_option("path", new_page.path, "File below the content folder, such as blog/first-post")
        ->required();
    new_page_command->add_option("--title", new_page.title, "Title (default: from the file name)");
    new_page_command->add_option("--tag", new_page.tags, "A tag; may be repeated");
    new_page_command->add_flag("--draft", new_page.draft, "Mark the page as a draft");
    new_page_command->add_option("-s,--source", new_page.source, "Folder of the site")->type_name("DIR");
  }

  void add_clean() {
    clean_command = app.add_subcommand("clean", "Remove what builds have written");
    if (!is_named("clean")) return;
    add_site_options(*clean_command, clean.site);
    clean_command->add_option("-o,--output", clean.output, "Output folder, when builds used another than the config's")
        ->type_name("DIR");
    clean_command->add_flag("--all", clean.everything,
                            "Remove the whole output folder and .bengal/, other files included");
  }

  void add_config() {
    config_command = app.add_subcommand("config", "Look at the settings");
    if (!is_named("config")) return;
    config_command->require_subcommand(1);
    show_command = config_command->add_subcommand("show", "Print the settings that a build would use");
    add_site_options(*show_command, config.site);
    show_command->add_flag("--origin", config.origin, "Say where each value was set");
    show_command->add_flag("--json", config.json, "As JSON");
  }

  void add_why() {
    why_command = app.add_subcommand("why", "Say why an output was made, and what it depends on");
    if (!is_named("why")) return;
    auto* name = why_command->add_option("output", why.name, "Path or URL of an output, or the source file of a page")
                     ->type_name("PATH|URL");
    why_command->add_option("--uses", why.uses, "Say instead what an edit of this file would reach")
        ->type_name("FILE")
        ->excludes(name);
    add_site_options(*why_command, why.site);
    why_command->add_flag("--json", why.json, "As JSON");
  }

  /// Commands below `cache` set the action when they are met.
  CLI::App* add_cache_action(const char* name, CacheOptions::Action action, const char* what) {
    CLI::App* command = cache_command->add_subcommand(name, what);
    command->callback([this, action] { cache.action = action; });
    add_site_options(*command, cache.site);
    command->add_flag("--json", cache.json, "As JSON");
    return command;
  }

  void add_cache() {
    using Action = CacheOptions::Action;
    cache_command = app.add_subcommand("cache", "Look at what builds remember, fill it, check it, clear it");
    if (!is_named("cache")) return;
    cache_command->require_subcommand(1);
    CLI::App* inspect =
        add_cache_action("inspect", Action::inspect, "Print what is known of pages, queries, outputs, ...");
    inspect->add_option("kind", cache.kind, "page, section, term, menu, asset, query, template, data or output")
        ->check(CLI::IsMember({"page", "section", "term", "menu", "asset", "query", "template", "data", "output"}))
        ->type_name("KIND");
    inspect->add_option("name", cache.name, "What it is called, or a part of that")->type_name("NAME");
    add_cache_action("stats", Action::stats, "Print sizes, and what the last builds did");
    CLI::App* verify = add_cache_action("verify", Action::verify,
                                        "Compare the output with a clean build; exit code 6 when it differs");
    add_same_build_options(*verify, cache.build);
    CLI::App* warm =
        add_cache_action("warm", Action::warm, "Fill the cache as a build does; the output folder is left alone");
    add_same_build_options(*warm, cache.build);
    warm->add_flag("--strict", cache.strict, "Undefined variables are errors, and warnings count as errors");
    warm->add_option("-j,--jobs", cache.jobs, "Threads (default: one a processor)")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
    add_cache_action("doctor", Action::doctor, "Check every record; a cache with a fault is cleared");
    CLI::App* clear = add_cache_action("clear", Action::clear, "Forget everything, or one part");
    clear->add_option("part", cache.part, "pages, outputs or statistics (default: everything)")
        ->check(CLI::IsMember({"pages", "outputs", "statistics"}))
        ->type_name("PART");
    add_cache_action("compact", Action::compact, "Give back free space in the cache's file");
  }

  void add_check() {
    check_command = app.add_subcommand("check", "Look for mistakes without building");
    if (!is_named("check")) return;
    check_command->require_subcommand(1);
    check_assets_command = check_command->add_subcommand(
        "assets", "Find assets that nobody uses and references to files that are missing");
    add_site_options(*check_assets_command, check.site);
    add_same_build_options(*check_assets_command, check.build);
    check_assets_command->add_flag("--themes", check.themes, "Name unused assets of themes too");
    check_assets_command->add_flag("--strict", check.strict, "Unused assets fail the check");
    check_assets_command->add_flag("--json", check.json, "Print problems and the summary as JSON, one object a line");
  }

  void add_render() {
    render_command = app.add_subcommand("render", "Render one Jinja2 template to standard output");
    if (!is_named("render")) return;
    render_command->add_option("template", render.template_name, "Name of the template below the templates folder")
        ->required();
    render_command->add_option("--data", render.data, "JSON object to use as context; - reads standard input")
        ->type_name("FILE");
    render_command->add_option("--templates", render.templates, "Folder of the templates (default: the current one)")
        ->type_name("DIR");
    render_command->add_flag("--trim-blocks,!--no-trim-blocks", render.trim_blocks,
                             "Drop the line break after a block tag (default: no)");
    render_command->add_flag("--lstrip-blocks,!--no-lstrip-blocks", render.lstrip_blocks,
                             "Drop white space before a block tag (default: no)");
    render_command->add_flag("--keep-trailing-newline,!--no-keep-trailing-newline", render.keep_trailing_newline,
                             "Keep the last line break of a template (default: no)");
    render_command->add_flag("--autoescape,!--no-autoescape", render.autoescape,
                             "Escape values for HTML (default: no)");
    render_command->add_flag("--strict,!--no-strict", render.strict, "Undefined variables are errors (default: no)");
    render_command->add_flag("--json", render.json, "Print problems as JSON, one object a line");
  }

  void add_markdown() {
    markdown_command = app.add_subcommand("markdown", "Convert Markdown to HTML on standard output");
    if (!is_named("markdown")) return;
    markdown_command->add_option("file", markdown.file, "Markdown file (default: standard input)");
    auto* commonmark =
        markdown_command->add_flag("--commonmark", markdown.commonmark, "CommonMark only, every extension off");
    markdown_command->add_flag("--gfm", markdown.gfm, "CommonMark and what GitHub adds to it")->excludes(commonmark);
  }

  Command chosen() const {
    if (version) return Message{"bengal " BENGAL_VERSION "\n", 0};
    if (*build_command) {
      BuildOptions options = build;
      options.verbosity = quiet ? Verbosity::quiet : verbose ? Verbosity::verbose : Verbosity::normal;
      return options;
    }
    if (new_site_command != nullptr && *new_site_command) return new_site;
    if (new_page_command != nullptr && *new_page_command) return new_page;
    if (*clean_command) return clean;
    if (show_command != nullptr && *show_command) return config;
    if (*why_command) return why;
    if (*cache_command) return cache;
    if (check_assets_command != nullptr && *check_assets_command) return check;
    if (*render_command) return render;
    if (*markdown_command) return markdown;
    return help();
  }

  Message help() const {
    const CLI::App* command = &app;
    std::string name = "bengal";
    for (const std::string& word : help_topic) {
      const CLI::App* below = find_command(*command, word);
      if (below == nullptr) return no_command(*command, name, word);
      command = below;
      name += " " + word;
    }
    return {help_text(*command, name), 0};
  }

  std::span<const char* const> words_;
};

std::string help_text(const CLI::App& command, const std::string& full_name) {
  return command.get_formatter()->make_help(&command, full_name, CLI::AppFormatMode::Normal);
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

const CLI::App* find_command(const CLI::App& app, const std::string& name) {
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_name() == name) return command;
  }
  return nullptr;
}

std::string hint_line(const std::string& hint) { return hint.empty() ? "" : "  hint: " + hint + "\n"; }

Message mistake(const std::string& message, const std::string& hint, const std::string& help) {
  return {"bengal: " + message + "\n" + hint_line(hint) + "  Run `" + help + "` for what there is.\n", 2};
}

/// `command` is called `name` and has no command `word` below it.
Message no_command(const CLI::App& command, const std::string& name, const std::string& word) {
  std::string wanted = name == "bengal" ? word : name.substr(7) + " " + word;
  return mistake("there is no command '" + wanted + "'", diagnostics::did_you_mean(word, command_names(command)),
                 help_of(name));
}

/// The innermost command that was understood.
struct Understood {
  const CLI::App* command;
  std::string name;  ///< "bengal new site"
};

Understood understood(const CLI::App& app) {
  Understood found{&app, "bengal"};
  while (!found.command->get_subcommands().empty()) {
    found.command = found.command->get_subcommands().front();
    found.name += " " + found.command->get_name();
  }
  return found;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// The first of the words that was not understood, options before others; "" when all were.
std::string first_not_understood(const CLI::App& app, std::span<const char* const> words) {
  std::vector<std::string> left = app.remaining(true);
  for (bool options : {true, false}) {
    for (std::string word : words) {
      if (word.starts_with('-') == options && std::find(left.begin(), left.end(), word) != left.end()) return word;
    }
  }
  return "";
}

/// What is wrong with words that no command expects.
Message unexpected(const Understood& at, const std::string& word) {
  if (word.starts_with('-')) {
    std::string option = word.substr(0, word.find('='));
    return mistake("`" + at.name + "` has no option '" + option + "'",
                   diagnostics::did_you_mean(option, option_names(*at.command)), help_of(at.name));
  }
  if (!at.command->get_subcommands({}).empty()) return no_command(*at.command, at.name, word);
  return mistake("`" + at.name + "` takes no '" + word + "'", "", help_of(at.name));
}

/// What is missing: a command below another one, or an argument.
Message missing(const Understood& at, const std::string& library_message) {
  std::vector<std::string> below = command_names(*at.command);
  if (!below.empty()) return mistake("`" + at.name + "` needs a command: " + joined(below), "", help_of(at.name));
  return mistake("`" + at.name + "`: " + library_message, "", help_of(at.name));
}

/// The option of the command that a message of the library begins with.
std::string option_without_value(const CLI::App& command, const std::string& library_message) {
  for (const std::string& name : option_names(command)) {
    if (library_message.starts_with(name + ":")) return name;
  }
  return "";
}

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  Grammar grammar(std::span(argv, static_cast<std::size_t>(argc)));
  try {
    grammar.app.parse(argc, argv);
    return grammar.chosen();
  } catch (const CLI::CallForHelp&) {
    Understood at = understood(grammar.app);
    return Message{help_text(*at.command, at.name), 0};
  } catch (const CLI::ParseError& error) {
    Understood at = understood(grammar.app);
    std::string word = first_not_understood(grammar.app, std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
    if (!word.empty()) return unexpected(at, word);
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return missing(at, error.what());
    std::string option = option_without_value(*at.command, error.what());
    bool lacks_value = dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && !option.empty();
    return mistake(lacks_value ? option + " needs a value" : error.what(), "", help_of(at.name));
  }
}

}  // namespace cli
