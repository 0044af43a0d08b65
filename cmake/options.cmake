# SPDX-License-Identifier: MIT
# Warnings and sanitizers as interface targets; the presets choose among them.
set(BENGAL_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize=")
option(BENGAL_WERROR "Treat warnings as errors (developer preset)" OFF)
option(BENGAL_STATIC "Link the executable fully statically" ON)
option(BENGAL_FUZZ "Build the libFuzzer targets (needs clang)" OFF)

add_library(bengal_options INTERFACE)
target_compile_options(bengal_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # Of GCC 12, false where the text of a std::string is put together (GCC bug 105651).
  target_compile_options(bengal_options INTERFACE -Wno-restrict)
endif()
if(BENGAL_WERROR)
  target_compile_options(bengal_options INTERFACE -Werror)
endif()
if(BENGAL_STATIC)
  # Every page of the file that a start touches costs some microseconds: tables of addresses need no writable pages, and
  # what nobody calls is not between what everybody calls.
  target_compile_options(bengal_options INTERFACE -fno-pie -ffunction-sections -fdata-sections)
  target_link_options(bengal_options INTERFACE -no-pie -Wl,--gc-sections)
endif()
if(BENGAL_SANITIZE)
  target_compile_options(bengal_options INTERFACE -fsanitize=${BENGAL_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(bengal_options INTERFACE -fsanitize=${BENGAL_SANITIZE})
endif()
