//===- WindowsFiles.cpp - Files as Windows finds them --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A name that is there is itself; one that is not is looked up in the list of
/// its folder, which is read once. This costs less than an overlay that lists
/// every folder beforehand, and it covers the project's own headers.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/WindowsFiles.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <mutex>

using namespace tapi::check;
namespace path = llvm::sys::path;
namespace vfs = llvm::vfs;
using llvm::StringRef;

namespace {

/// How folders and files are really spelt; shared by all threads.
class Spellings {
public:
  static Spellings &instance() {
    static Spellings TheSpellings;
    return TheSpellings;
  }

  /// The existing file or folder that Windows would find at \p Path, which is
  /// absolute and without dots; empty if there is none.
  std::string find(StringRef Path) {
    std::lock_guard<std::mutex> Lock(Mutex);
    return spelling(Path);
  }

private:
  /// Names by their lower-case spelling.
  using List = llvm::StringMap<std::string>;

  std::string spelling(StringRef Path) {
    StringRef Name = path::filename(Path), Parent = path::parent_path(Path);
    if (Parent.empty() || Parent == Path)
      return Path.str();
    std::string Folder = folder(Parent);
    if (Folder.empty())
      return {};
    auto [It, New] = Lists.try_emplace(Folder);
    if (New)
      read(Folder, It->second);
    auto Found = It->second.find(Name.lower());
    if (Found == It->second.end())
      return {};
    llvm::SmallString<256> Result(Folder);
    path::append(Result, Found->second);
    return std::string(Result);
  }

  /// The same for folders, which are asked for again and again.
  std::string folder(StringRef Path) {
    if (auto Known = Folders.find(Path); Known != Folders.end())
      return Known->second;
    std::string Found =
        llvm::sys::fs::is_directory(Path) ? Path.str() : spelling(Path);
    return Folders[Path] = Found;
  }

  static void read(StringRef Folder, List &Out) {
    std::error_code Error;
    for (llvm::sys::fs::directory_iterator It(Folder, Error), End;
         !Error && It != End; It.increment(Error)) {
      StringRef Name = path::filename(It->path());
      // Of several that differ in case only, the same one in every run.
      std::string &Kept = Out[Name.lower()];
      if (Kept.empty() || Name < Kept)
        Kept = Name.str();
    }
  }

  std::mutex Mutex;
  llvm::StringMap<List> Lists;
  llvm::StringMap<std::string> Folders;
};

class WindowsFileSystem : public vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    auto Found = ProxyFileSystem::status(Path);
    if (Found)
      return Found;
    std::string Real = spelling(Path);
    return Real.empty() ? Found : ProxyFileSystem::status(Real);
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Found = ProxyFileSystem::openFileForRead(Path);
    if (Found)
      return Found;
    std::string Real = spelling(Path);
    return Real.empty() ? std::move(Found)
                        : ProxyFileSystem::openFileForRead(Real);
  }

private:
  std::string spelling(const llvm::Twine &Path) const {
    llvm::SmallString<256> Wanted;
    Path.toVector(Wanted);
    std::replace(Wanted.begin(), Wanted.end(), '\\', '/');
    if (makeAbsolute(Wanted))
      return {};
    path::remove_dots(Wanted, /*remove_dot_dot=*/true);
    return Spellings::instance().find(Wanted);
  }
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem> tapi::check::filesFor(const Job &J) {
  llvm::IntrusiveRefCntPtr<vfs::FileSystem> Real(
      vfs::createPhysicalFileSystem().release());
  if (!J.IsWindows)
    return Real;
  return llvm::IntrusiveRefCntPtr<vfs::FileSystem>(
      new WindowsFileSystem(std::move(Real)));
}

std::string tapi::check::realSpelling(const Job &J, StringRef Path) {
  if (!J.IsWindows || llvm::sys::fs::exists(Path))
    return Path.str();
  std::string Real = Spellings::instance().find(Path);
  return Real.empty() ? Path.str() : Real;
}
