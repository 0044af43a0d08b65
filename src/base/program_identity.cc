// SPDX-License-Identifier: MIT
#include "base/program_identity.h"

#include <elf.h>
#include <link.h>
#include <sys/auxv.h>
#include <sys/stat.h>

#include <cstring>

namespace base {

namespace {

std::string to_hex_text(const unsigned char* bytes, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 15];
  }
  return text;
}

/// Looks through a segment of ELF notes: each is a header, a name and a description, both padded to four bytes.
std::string build_id_in(const unsigned char* notes, std::size_t size) {
  constexpr std::size_t k_padding = 4;
  auto padded = [](std::size_t length) { return (length + k_padding - 1) / k_padding * k_padding; };
  while (size >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) header;
    std::memcpy(&header, notes, sizeof header);
    std::size_t name = padded(header.n_namesz), whole = sizeof header + name + padded(header.n_descsz);
    if (whole > size) break;
    const unsigned char* text = notes + sizeof header;
    if (header.n_type == NT_GNU_BUILD_ID && header.n_namesz == sizeof "GNU" &&
        std::memcmp(text, "GNU", sizeof "GNU") == 0)
      return to_hex_text(text + name, header.n_descsz);
    notes += whole;
    size -= whole;
  }
  return "";
}

int look_at_object(dl_phdr_info* info, std::size_t, void* result) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    std::string id =
        build_id_in(reinterpret_cast<const unsigned char*>(info->dlpi_addr + segment.p_vaddr), segment.p_memsz);
    if (id.empty()) continue;
    *static_cast<std::string*>(result) = id;
    return 1;
  }
  return 1;  // The first object is the program; libraries are not asked.
}

}  // namespace

std::string program_identity() {
  std::string id;
  dl_iterate_phdr(look_at_object, &id);
  if (!id.empty()) return id;
  struct stat status;
  if (stat("/proc/self/exe", &status) != 0) return "unknown";
  return std::to_string(status.st_size) + "." + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace base
