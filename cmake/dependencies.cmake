# SPDX-License-Identifier: MIT
# Every library comes from the system's packages; a line of reason each.
find_package(Threads REQUIRED)

function(bengal_dependency name header library)
  find_path(${name}_INCLUDE ${header} REQUIRED)
  add_library(dependency_${name} INTERFACE)
  target_include_directories(dependency_${name} SYSTEM INTERFACE ${${name}_INCLUDE})
  foreach(each ${library})
    find_library(${name}_${each} NAMES lib${each}.a ${each} REQUIRED)
    target_link_libraries(dependency_${name} INTERFACE ${${name}_${each}})
  endforeach()
endfunction()

bengal_dependency(zstd zstd.h "zstd")                  # bodies of pages in the store: half the bytes of LZ4, read at 1 GB/s
bengal_dependency(xxhash xxhash.h "")                  # XXH3-128 fingerprints, 9 to 18 GB/s, inlined
bengal_dependency(utf8proc utf8proc.h "utf8proc")      # Unicode case and categories without ICU's start-up
bengal_dependency(yaml yaml.h "yaml")                  # the library behind PyYAML: sites keep their meaning
bengal_dependency(tomlplusplus toml++/toml.h "")       # TOML with exact error positions
bengal_dependency(rapidjson rapidjson/reader.h "")     # JSON events, microseconds a document
bengal_dependency(re2 re2/re2.h "re2")                 # patterns that users give: linear time
bengal_dependency(pcre2 pcre2.h "pcre2-8")             # patterns of highlighting: those of JavaScript, to machine code
bengal_dependency(cli11 CLI/CLI.hpp "")                # the command line's grammar
bengal_dependency(fmt fmt/format.h "")                   # formatting of messages, header-only: Debian has no static archive
bengal_dependency(lmdb lmdb.h "lmdb")                  # the store: transactions in one mapped file, opened in microseconds
target_compile_definitions(dependency_fmt INTERFACE FMT_HEADER_ONLY)
target_link_libraries(dependency_lmdb INTERFACE Threads::Threads)
target_link_libraries(dependency_re2 INTERFACE Threads::Threads)

find_package(GTest QUIET) # tests only; the program builds without it
