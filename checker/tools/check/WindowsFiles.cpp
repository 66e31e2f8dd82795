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
/// Programs that are built elsewhere than on Windows may bring bridges: a file
/// Windows.h that holds `#include <windows.h>`. A bridge is not what it leads
/// to.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/WindowsFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <mutex>

using namespace tapi::check;
namespace path = llvm::sys::path;
namespace vfs = llvm::vfs;
using llvm::StringRef;

namespace {

/// The file name in an #include of \p Line; empty if it is none.
StringRef includedName(StringRef Line) {
  Line = Line.trim();
  if (!Line.consume_front("#"))
    return {};
  Line = Line.ltrim();
  if (!Line.consume_front("include"))
    return {};
  Line = Line.ltrim();
  if (!Line.consume_front("<") && !Line.consume_front("\""))
    return {};
  return path::filename(
      Line.take_until([](char C) { return C == '>' || C == '"'; }));
}

/// \p File leads from its own spelling to \p Name.
bool isBridge(const llvm::Twine &File, StringRef Name) {
  constexpr std::uint64_t MaxSize = 4096;
  std::uint64_t Size = 0;
  if (llvm::sys::fs::file_size(File, Size) || Size > MaxSize)
    return false;
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text)
    return false;
  llvm::SmallVector<StringRef, 16> Lines;
  (*Text)->getBuffer().split(Lines, '\n');
  return llvm::any_of(
      Lines, [&](StringRef Line) { return includedName(Line) == Name; });
}

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
    bool IsOther = Found->second != Name && isBridge(Result, Name);
    return IsOther ? std::string() : std::string(Result);
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

/// A file whose text is already here.
class TextFile : public vfs::File {
public:
  TextFile(vfs::Status Known, std::unique_ptr<llvm::MemoryBuffer> Text)
      : Known(std::move(Known)), Text(std::move(Text)) {}

  llvm::ErrorOr<vfs::Status> status() override { return Known; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, std::int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBufferCopy(Text->getBuffer(), Name);
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status Known;
  std::unique_ptr<llvm::MemoryBuffer> Text;
};

/// What clang cannot read, in UTF-8: UTF-16, and text in a code page, which is
/// taken for that of western Europe. Empty if \p Text is UTF-8 already, or the
/// precompiled header of a clang.
std::string inUtf8(StringRef Text) {
  std::string Result;
  if (Text.starts_with("CPCH"))
    return Result;
  llvm::ArrayRef<char> Bytes(Text.data(), Text.size());
  if (llvm::hasUTF16ByteOrderMark(Bytes)) {
    llvm::convertUTF16ToUTF8String(Bytes, Result);
    return Result;
  }
  const auto *First = reinterpret_cast<const llvm::UTF8 *>(Text.begin());
  const auto *Last = reinterpret_cast<const llvm::UTF8 *>(Text.end());
  if (llvm::isLegalUTF8String(&First, Last))
    return Result;
  for (unsigned char C : Text) {
    if (C < 0x80)
      Result += static_cast<char>(C);
    else
      Result += {static_cast<char>(0xC0 | C >> 6),
                 static_cast<char>(0x80 | (C & 0x3F))};
  }
  return Result;
}

/// cl reads more encodings than clang does.
std::unique_ptr<vfs::File> decoded(std::unique_ptr<vfs::File> File) {
  auto Known = File->status();
  if (!Known || Known->isDirectory())
    return File;
  auto Text = File->getBuffer(Known->getName(), Known->getSize());
  if (!Text)
    return File;
  std::string Utf8 = inUtf8((*Text)->getBuffer());
  if (Utf8.empty())
    return File;
  return std::make_unique<TextFile>(
      vfs::Status::copyWithNewSize(*Known, Utf8.size()),
      llvm::MemoryBuffer::getMemBufferCopy(Utf8));
}

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
    std::string Real = Found ? std::string() : spelling(Path);
    if (!Real.empty())
      Found = ProxyFileSystem::openFileForRead(Real);
    if (!Found)
      return Found;
    return decoded(std::move(*Found));
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

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
tapi::check::filesFor(bool IsWindows) {
  llvm::IntrusiveRefCntPtr<vfs::FileSystem> Real(
      vfs::createPhysicalFileSystem().release());
  if (!IsWindows)
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
