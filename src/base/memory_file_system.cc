// SPDX-License-Identifier: MIT
#include "base/file_system.h"
#include "base/path.h"

namespace base {

namespace {

std::unexpected<Error> refuse(ErrorCode code, const std::string& path, const char* message) {
  return std::unexpected(Error{code, path, message});
}

std::unexpected<Error> not_found(const std::string& path) {
  return refuse(ErrorCode::not_found, path, "no such file or directory");
}

}  // namespace

Expected<void> FileSystem::copy_file(const std::string& from, const std::string& to) {
  auto bytes = read(from);
  if (!bytes) return std::unexpected(bytes.error());
  return write(to, *bytes);
}

Expected<void> FileSystem::copy_file_atomically(const std::string& from, const std::string& to) {
  auto bytes = read(from);
  if (!bytes) return std::unexpected(bytes.error());
  return write_atomically(to, *bytes);
}

Expected<std::vector<DirectoryEntry>> FileSystem::list_with_stats(const std::string& path) const {
  auto entries = list(path);
  if (!entries) return entries;
  for (DirectoryEntry& entry : *entries) {
    if (entry.type == FileType::regular) entry.stat = stat(path + "/" + entry.name).value_or(FileStat{});
  }
  return entries;
}

Expected<bool> FileSystem::same_bytes(const std::string& a, const std::string& b) const {
  auto bytes_a = read(a);
  if (!bytes_a) return std::unexpected(bytes_a.error());
  auto bytes_b = read(b);
  if (!bytes_b) return std::unexpected(bytes_b.error());
  return *bytes_a == *bytes_b;
}

Expected<std::string> MemoryFileSystem::read(const std::string& path, std::uint64_t most_bytes) const {
  std::lock_guard lock(mutex_);
  ++reads_;
  auto node = nodes_.find(normalize_path(path));
  if (node == nodes_.end()) return not_found(path);
  if (node->second.is_directory) return refuse(ErrorCode::is_a_directory, path, "is a directory");
  if (node->second.bytes.size() > most_bytes) return refuse(ErrorCode::too_large, path, "the file is too large");
  return node->second.bytes;
}

Expected<FileStat> MemoryFileSystem::stat(const std::string& path) const {
  std::lock_guard lock(mutex_);
  auto node = nodes_.find(normalize_path(path));
  if (node == nodes_.end()) return not_found(path);
  const Node& found = node->second;
  return FileStat{.type = found.is_directory ? FileType::directory : FileType::regular,
                  .size = found.bytes.size(),
                  .modified_ns = found.modified_ns,
                  .changed_ns = found.modified_ns,
                  .inode = found.inode};
}

Expected<std::vector<DirectoryEntry>> MemoryFileSystem::list(const std::string& path) const {
  std::lock_guard lock(mutex_);
  std::string folder = normalize_path(path);
  auto node = nodes_.find(folder);
  if (node == nodes_.end()) return not_found(path);
  if (!node->second.is_directory) return refuse(ErrorCode::not_a_directory, path, "is not a directory");
  std::vector<DirectoryEntry> entries;
  std::string prefix = folder == "/" ? "/" : folder + "/";
  for (auto child = nodes_.lower_bound(prefix); child != nodes_.end() && child->first.starts_with(prefix); ++child) {
    std::string name = child->first.substr(prefix.size());
    if (name.empty() || name.find('/') != name.npos) continue;
    FileType type = child->second.is_directory ? FileType::directory : FileType::regular;
    entries.push_back({std::move(name), type, {}});
  }
  return entries;
}

Expected<std::string> MemoryFileSystem::real_path(const std::string& path) const {
  if (!exists(path)) return not_found(path);
  return normalize_path(path);
}

Expected<void> MemoryFileSystem::write(const std::string& path, std::string_view bytes) {
  std::lock_guard lock(mutex_);
  if (writes_left_ == 0) return refuse(refusal_, path, "refused on demand");
  --writes_left_;
  std::string file = normalize_path(path);
  auto parent = nodes_.find(std::string(parent_path(file)));
  if (parent == nodes_.end()) return not_found(path);
  if (!parent->second.is_directory) return refuse(ErrorCode::not_a_directory, path, "is not a directory");
  Node& node = nodes_[file];
  if (node.is_directory) return refuse(ErrorCode::is_a_directory, path, "is a directory");
  node.bytes = bytes;
  node.modified_ns = static_cast<std::int64_t>(++writes_);
  node.inode = next_inode_++;
  return {};
}

Expected<void> MemoryFileSystem::write_atomically(const std::string& path, std::string_view bytes) {
  return write(path, bytes);
}

Expected<void> MemoryFileSystem::create_directories_locked(const std::string& path) {
  auto node = nodes_.find(path);
  if (node != nodes_.end()) {
    if (node->second.is_directory) return {};
    return refuse(ErrorCode::not_a_directory, path, "is not a directory");
  }
  if (auto made = create_directories_locked(std::string(parent_path(path))); !made) return made;
  nodes_[path] = {.is_directory = true};
  return {};
}

Expected<void> MemoryFileSystem::create_directories(const std::string& path) {
  std::lock_guard lock(mutex_);
  return create_directories_locked(normalize_path(path));
}

Expected<void> MemoryFileSystem::rename(const std::string& from, const std::string& to) {
  std::lock_guard lock(mutex_);
  std::string old_path = normalize_path(from), new_path = normalize_path(to);
  if (!nodes_.contains(old_path)) return not_found(from);
  std::map<std::string, Node> moved;
  for (auto node = nodes_.lower_bound(old_path); node != nodes_.end() && node->first.starts_with(old_path);) {
    if (is_inside(old_path, node->first)) {
      moved[new_path + node->first.substr(old_path.size())] = std::move(node->second);
      node = nodes_.erase(node);
    } else {
      ++node;
    }
  }
  for (auto& [path, node] : moved) nodes_[path] = std::move(node);
  return {};
}

Expected<void> MemoryFileSystem::remove_file(const std::string& path) {
  std::lock_guard lock(mutex_);
  auto node = nodes_.find(normalize_path(path));
  if (node == nodes_.end()) return not_found(path);
  if (node->second.is_directory) return refuse(ErrorCode::is_a_directory, path, "is a directory");
  nodes_.erase(node);
  return {};
}

Expected<void> MemoryFileSystem::remove_directory(const std::string& path) {
  auto entries = list(path);
  if (!entries) return std::unexpected(entries.error());
  if (!entries->empty()) return refuse(ErrorCode::exists, path, "the directory is not empty");
  std::lock_guard lock(mutex_);
  nodes_.erase(normalize_path(path));
  return {};
}

Expected<void> MemoryFileSystem::remove_tree(const std::string& path) {
  std::lock_guard lock(mutex_);
  std::string root = normalize_path(path);
  std::erase_if(nodes_, [&](const auto& node) { return is_inside(root, node.first) && node.first != "/"; });
  return {};
}

void MemoryFileSystem::add(const std::string& path, std::string_view bytes) {
  (void)create_directories(std::string(parent_path(normalize_path(path))));
  (void)write(path, bytes);
}

void MemoryFileSystem::refuse_writes_after(std::uint64_t writes, ErrorCode code) {
  std::lock_guard lock(mutex_);
  writes_left_ = writes;
  refusal_ = code;
}

std::map<std::string, std::string> MemoryFileSystem::files() const {
  std::lock_guard lock(mutex_);
  std::map<std::string, std::string> files;
  for (const auto& [path, node] : nodes_) {
    if (!node.is_directory) files[path] = node.bytes;
  }
  return files;
}

}  // namespace base
