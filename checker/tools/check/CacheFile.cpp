//===- CacheFile.cpp - Files of the cache --------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See CacheFile.h. A file is written beside its place and then renamed.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/CacheFile.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace tapi::check;
using llvm::StringRef;

/// Changes with the form of entries.
static constexpr StringRef Magic = "tapi-check cache 1\n";

void tapi::check::put(std::string &Out, std::uint64_t Number) {
  char Bytes[8];
  llvm::support::endian::write64le(Bytes, Number);
  Out.append(Bytes, 8);
}

void tapi::check::put(std::string &Out, StringRef Text) {
  put(Out, Text.size());
  Out += Text;
}

bool tapi::check::take(StringRef &In, std::uint64_t &Number) {
  if (In.size() < 8)
    return false;
  Number = llvm::support::endian::read64le(In.data());
  In = In.drop_front(8);
  return true;
}

bool tapi::check::take(StringRef &In, std::string &Text) {
  std::uint64_t Size = 0;
  if (!take(In, Size) || Size > In.size())
    return false;
  Text = In.take_front(Size).str();
  In = In.drop_front(Size);
  return true;
}

std::uint64_t tapi::check::programSum() {
  static int Here; // An address in this program.
  static const std::uint64_t Sum = [] {
    std::string Program = llvm::sys::fs::getMainExecutable("tapi-check", &Here);
    llvm::sys::fs::file_status Status;
    if (llvm::sys::fs::status(Program, Status))
      return std::uint64_t(0);
    auto Time = Status.getLastModificationTime().time_since_epoch().count();
    std::string Parts =
        std::to_string(Status.getSize()) + ":" + std::to_string(Time);
    // What clang reads beside its command.
    for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"})
      Parts += ":" + llvm::sys::Process::GetEnv(Name).value_or("");
    return llvm::xxHash64(Parts);
  }();
  return Sum;
}

std::string tapi::check::entryPath(StringRef Folder, StringRef Key) {
  llvm::SmallString<256> Path(Folder);
  llvm::sys::path::append(
      Path, llvm::utohexstr(llvm::xxHash64(Key), /*LowerCase=*/true, 16));
  return std::string(Path);
}

std::optional<std::string> tapi::check::readEntry(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return std::nullopt;
  StringRef In = (*Buffer)->getBuffer();
  std::uint64_t Sum = 0;
  if (!In.consume_front(Magic) || !take(In, Sum) || Sum != llvm::xxHash64(In))
    return std::nullopt;
  return In.str();
}

void tapi::check::writeEntry(StringRef Path, StringRef Content) {
  std::string Head = Magic.str();
  put(Head, llvm::xxHash64(Content));
  llvm::consumeError(llvm::writeToOutput(Path, [&](llvm::raw_ostream &Out) {
    Out << Head << Content;
    return llvm::Error::success();
  }));
}

std::uint64_t FileSums::of(StringRef File) {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (auto It = Known.find(File); It != Known.end())
      return It->second;
  }
  std::uint64_t Sum = 0;
  if (auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                                /*NullTerminator=*/false))
    Sum = llvm::xxHash64((*Buffer)->getBuffer()) | 1;
  std::lock_guard<std::mutex> Lock(Mutex);
  return Known[File] = Sum;
}

bool FileSums::put(std::string &Out, const std::vector<std::string> &Files) {
  check::put(Out, Files.size());
  for (const std::string &File : Files) {
    std::uint64_t Sum = of(File);
    if (!Sum)
      return false;
    check::put(Out, File);
    check::put(Out, Sum);
  }
  return true;
}

bool FileSums::take(StringRef &In, std::vector<std::string> &Files) {
  std::uint64_t Count = 0;
  if (!check::take(In, Count))
    return false;
  for (std::uint64_t I = 0; I < Count; ++I) {
    std::string File;
    std::uint64_t Sum = 0;
    if (!check::take(In, File) || !check::take(In, Sum) || of(File) != Sum)
      return false;
    Files.push_back(std::move(File));
  }
  return true;
}
