// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "diagnostics/diagnostic.h"
#include "value/object.h"

/// The template language: Jinja2 3.1, our own engine. Text is lexed and parsed once, compiled to a compact program
/// whose local names are slots, and run by a small virtual machine. The engine knows nothing of sites: what templates
/// can reach are the values, objects, filters and functions that an `Environment` is given, and templates come from a
/// `Loader`.
namespace jinja {

/// What happens when a template uses a name that is not there. `lenient` is Jinja2's Undefined (prints nothing,
/// attribute access on it is an error), `chainable` its ChainableUndefined, `strict` its StrictUndefined.
enum class Undefined : std::uint8_t { lenient, chainable, strict };

/// `by_name`: on for templates whose name ends in .html, .htm, .xml, .xhtml or .svg.
enum class Autoescape : std::uint8_t { off, on, by_name };

/// Bounds that a runaway template meets, each an error of code "limit".
struct Limits {
  std::uint64_t recursion = 200;          ///< nested calls, includes and blocks; at most 1000
  std::uint64_t nesting = 200;            ///< expressions and statements in each other in one file; at most 1000
  std::uint64_t iterations = 20'000'000;  ///< loop passes of one render
  std::uint64_t output_bytes = std::uint64_t{256} << 20;
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  ///< values of one render
  std::uint64_t text_bytes = std::uint64_t{64} << 20;   ///< one text that a filter, method or operator makes
  std::uint64_t list_elements = 10'000'000;             ///< one list that these make
  /// What a regular expression may cost: for each match the rest of the text, times the size of the pattern.
  std::uint64_t pattern_steps = 100'000'000'000;
  /// Where users raise them, for hints: "[templates] of the settings", with `max_` before the names above.
  std::string_view raised_in = {};
};

/// The hint of an error at a limit: what else to do, and what raises `limit` ("iterations").
std::string limit_hint(const Limits& limits, std::string_view advice, std::string_view limit);

/// Defaults are Jinja2's own.
struct Options {
  bool trim_blocks = false;
  bool lstrip_blocks = false;
  bool keep_trailing_newline = false;
  Autoescape autoescape = Autoescape::off;
  Undefined undefined = Undefined::lenient;
  Limits limits;
};

/// A template's text with the path that messages name.
struct Source {
  std::string path;
  std::string text;
};

/// Where templates come from. Safe to call from several threads. A name never leaves the loader's folders: `..`,
/// absolute names and links that lead out are answered with nothing.
class Loader {
 public:
  virtual ~Loader() = default;
  virtual std::optional<Source> load(std::string_view name) const = 0;
  /// Every name there is, for "did you mean" and `check`.
  virtual std::vector<std::string> names() const = 0;
};

class Program;  // jinja/program.h
class Profile;  // jinja/profile.h

struct Request {
  std::string_view template_name;
  /// The names a template sees beside the globals: a map, or an object asked by attribute.
  value::Value context;
  /// How the render was reached (page); begins the chain of its diagnostics.
  std::vector<diagnostics::Frame> chain;
  std::uint32_t subject = ~std::uint32_t{0};  ///< becomes `value::Context::subject`
  Profile* profile = nullptr;                 ///< the thread's own, when time is to be tallied
  /// A value of another render asked for it, and what it shows depends on how that came about: what its includes print
  /// is not shared with other renders.
  bool is_nested = false;
};

struct Result {
  bool good = false;  ///< false: the output is worthless and `diagnostics` says why
  std::string output;
  std::vector<diagnostics::Diagnostic> diagnostics;  ///< errors and warnings
};

/// A set of templates with what they may use. Filled by one thread, then shared: `render` may be called from many
/// threads at once, each with its own arena and log. Programs are compiled when first asked for and kept.
class Environment {
 public:
  /// REQUIRES: `loader` and `names` outlive the environment.
  Environment(Options options, const Loader& loader, value::Names& names);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  /// Later additions replace earlier ones and the built-in ones. `name` and `self` outlive the environment.
  void add_global(std::string_view name, value::Value global);
  void add_function(std::string_view name, value::NativeFunction function, const void* self);
  void add_filter(std::string_view name, value::NativeFunction function, const void* self);
  /// A test is called as a filter is and answers a boolean value.
  void add_test(std::string_view name, value::NativeFunction function, const void* self);

  /// Says that an object outlives the environment, as globals do: what includes print that depends on its attributes
  /// may be printed again in another render when these are the same.
  void add_lasting(const value::Object& object);

  /// Renders `request.template_name`. Values of the context and the render's own lie in `arena`; every template asked
  /// for, found or not, and everything read through objects is noted in `reads`.
  /// The output begins its life in the memory of `buffer`.
  Result render(const Request& request, base::Arena& arena, value::ReadLog& reads, std::string buffer = {}) const;

  /// Renders `text` as a template that is in no loader (`bengal render -`, strings in the config). Not kept.
  Result render_text(const Source& source, const Request& request, base::Arena& arena, value::ReadLog& reads) const;

  /// One filter outside of any template, lenient and without autoescape: what the site's queries run. A failure is
  /// answered in `failure`.
  value::Value apply_filter(std::string_view name, const value::Arguments& arguments, base::Arena& arena,
                            value::ReadLog& reads, std::optional<value::Context::Failure>& failure) const;

  /// Whether a template of this name exists; noted.
  bool exists(std::string_view name, value::ReadLog& reads) const;

  /// What a template means, for telling whether an output made from it may still stand. `compiled` is equal for
  /// templates that print the same; `text` also covers where in the file everything stands, which shows in messages.
  /// Both are zero when there is no such template.
  struct Fingerprint {
    base::Fingerprint compiled;
    base::Fingerprint text;
  };
  Fingerprint fingerprint(std::string_view name) const;

  const Options& options() const;

  struct Tables;  // filters, tests, globals, programs: jinja/environment.cc
  const Tables& tables() const { return *tables_; }

 private:
  std::unique_ptr<Tables> tables_;
};

}  // namespace jinja
