//===- Report.cpp - From a violated rule to the people who want to know --===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Filter, numbering and output files of reports.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Report.h"

#include "checker/shim/Lock.h"
#include "checker/shim/Once.h"
#include "checker/shim/Settings.h"

#include <algorithm>
#include <unordered_map>

namespace tapi::shim {
namespace {

/// A file that is written piece by piece.
class Output {
public:
  /// Returns what went wrong. Another process may have the file: often one that
  /// this program has started, with the same settings.
  std::string open(std::wstring Path) {
    if (isOpen()) // By a thread that did not live to say so.
      return {};
    const std::wstring Pid = std::to_wstring(GetCurrentProcessId());
    for (size_t Mark; (Mark = Path.find(L"{pid}")) != std::wstring::npos;)
      Path.replace(Mark, 5, Pid);
    if (create(Path))
      return {};
    const DWORD Error = GetLastError();
    if (Error == ERROR_SHARING_VIOLATION && create(Path + L"." + Pid))
      return toUtf8(Path) + " is in use; writing to " + toUtf8(Path) + "." +
             toUtf8(Pid);
    return "cannot write to " + toUtf8(Path) + ", error " +
           std::to_string(Error);
  }
  void useStderr() { IsStderr = true; }
  bool isOpen() const {
    const HANDLE To = target();
    return To && To != INVALID_HANDLE_VALUE;
  }
  void write(std::string_view Text) {
    DWORD Done;
    if (isOpen())
      WriteFile(target(), Text.data(), static_cast<DWORD>(Text.size()), &Done,
                nullptr);
  }
  /// Writes \p Text over what stands \p Back bytes before the end.
  void replaceTail(size_t Back, std::string_view Text) {
    if (!isOpen())
      return;
    SetFilePointer(File, -static_cast<LONG>(Back), nullptr, FILE_END);
    write(Text);
  }
  DWORD size() const { return GetFileSize(File, nullptr); }

private:
  bool create(const std::wstring &Path) {
    File = CreateFileW(Path.c_str(), GENERIC_WRITE, FILE_SHARE_READ, nullptr,
                       CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    return File != INVALID_HANDLE_VALUE;
  }

  /// Asked anew each time: the program may close what it had as its stderr,
  /// and open a file of its own, which gets the same handle.
  HANDLE target() const {
    return IsStderr ? GetStdHandle(STD_ERROR_HANDLE) : File;
  }

  bool IsStderr = false;
  HANDLE File = INVALID_HANDLE_VALUE;
};

/// Number of reports by fingerprint.
using Fingerprints = std::unordered_map<std::uint64_t, unsigned>;

/// Everything but Seen is still good when a thread dies while it changes it.
struct Sinks {
  Lock L;
  bool Opened = false, Finished = false;
  Output Log, Json, Sarif;
  Totals Count;
  Fingerprints *Seen = nullptr;

  void open();
  void log(const std::string &Text);
};

/// A handle to the calling thread. While it is open, Windows gives the thread's
/// ID to no other one, and the lock can tell that its owner is dead.
class KeptId {
public:
  KeptId() : Self(OpenThread(SYNCHRONIZE, FALSE, GetCurrentThreadId())) {}
  ~KeptId() {
    if (Self)
      CloseHandle(Self);
  }
  KeptId(const KeptId &) = delete;
  KeptId &operator=(const KeptId &) = delete;

private:
  HANDLE Self;
};

/// The sinks, opened, for one thread at a time; false in a condition if they
/// cannot be had.
class Access {
public:
  Access() : S(theOnly<Sinks>()), G(S.L, Inherited) {
    if (!G)
      return;
    // What the dead one has left of it may be no map any more.
    if (Inherited)
      S.Seen = nullptr;
    if (!S.Seen)
      S.Seen = new Fingerprints;
    S.open();
  }
  explicit operator bool() const { return static_cast<bool>(G); }
  Sinks *operator->() { return &S; }

private:
  KeptId Id;
  Sinks &S;
  bool Inherited = false;
  Guard G;
};

void Sinks::log(const std::string &Text) {
  Log.write(Text);
  if (settings().DebugString)
    OutputDebugStringA(Text.c_str());
}

void Sinks::open() {
  if (Opened)
    return;
  const Settings &Set = settings();
  std::vector<std::string> Remarks;
  if (Set.Log == L"stderr")
    Log.useStderr();
  else if (Set.Log != L"none")
    Remarks.push_back(Log.open(Set.Log));
  if (Set.Log != L"none" && !Log.isOpen())
    Log.useStderr();
  if (!Set.Json.empty())
    Remarks.push_back(Json.open(Set.Json));
  if (!Set.Sarif.empty())
    Remarks.push_back(Sarif.open(Set.Sarif));
  Remarks.insert(Remarks.end(), Set.Complaints.begin(), Set.Complaints.end());
  Opened = true;
  for (const std::string &R : Remarks)
    if (!R.empty())
      log("tapi-shim: " + R + "\n");
  Json.write(jsonStart());
  if (Sarif.isOpen()) {
    Sarif.write(sarifHead());
    Sarif.write(sarifTail());
  }
}

/// Reports with the same fingerprint tell the same story.
std::uint64_t fingerprint(const Report &R) {
  std::uint64_t Hash = static_cast<unsigned>(R.Id);
  auto Mix = [&Hash](const void *P) {
    Hash = (Hash ^ reinterpret_cast<std::uintptr_t>(P)) * 0x100000001b3;
    Hash ^= Hash >> 31;
  };
  Mix(R.Here.At);
  Mix(R.Here.By.data());
  for (const Step &S : R.Story)
    if (S.Role == "created")
      Mix(S.When.At);
  return Hash;
}

/// Counts \p R; false if its like has been reported before.
bool isNew(const Report &R) {
  Access S;
  if (!S)
    return false;
  const unsigned Before = (*S->Seen)[fingerprint(R)]++;
  if (!Before || settings().Duplicates)
    return true;
  ++S->Count.Duplicates;
  return false;
}

void write(Written &W) {
  Access S;
  if (!S)
    return;
  W.Number = ++S->Count.Written;
  S->log(textOf(W));
  if (S->Json.isOpen())
    S->Json.write(jsonOf(W));
  if (S->Sarif.isOpen()) {
    const bool First =
        S->Sarif.size() == sarifHead().size() + sarifTail().size();
    std::string Text = First ? "" : ",";
    Text += sarifOf(W);
    Text += sarifTail();
    S->Sarif.replaceTail(sarifTail().size(), Text);
  }
}

} // namespace

std::string hex(std::uint64_t Value, unsigned Digits) {
  static const char Figures[] = "0123456789abcdef";
  std::string Result;
  for (; Value || Result.size() < Digits; Value >>= 4)
    Result.insert(Result.begin(), Figures[Value & 15]);
  return "0x" + Result;
}

std::string baseName(const std::string &Path) {
  return Path.substr(Path.find_last_of("\\/") + 1);
}

std::vector<FrameText> describe(const Stack *S) {
  std::vector<FrameText> Result;
  for (unsigned I = 0; S && I != S->Count; ++I) {
    FrameText F;
    F.Address = reinterpret_cast<std::uintptr_t>(S->Frames[I]);
    MEMORY_BASIC_INFORMATION Info;
    wchar_t Path[1024];
    if (VirtualQuery(S->Frames[I], &Info, sizeof(Info)) &&
        Info.Type == MEM_IMAGE) {
      const DWORD Size = GetModuleFileNameW(
          static_cast<HMODULE>(Info.AllocationBase), Path, 1024);
      F.Module = toUtf8(std::wstring(Path, Size));
      F.Offset =
          F.Address - reinterpret_cast<std::uintptr_t>(Info.AllocationBase);
    }
    Result.push_back(F);
  }
  return Result;
}

void submit(const Report &R) {
  const Action A = settings().Rules[static_cast<unsigned>(R.Id)];
  if (A == Action::Off || !isNew(R))
    return;
  Written W{R, 0, describe(R.Here.At), {}};
  for (const Step &S : R.Story)
    W.Story.push_back(describe(S.When.At));
  if (isSuppressed(W)) {
    if (Access S; S)
      ++S->Count.Suppressed;
    return;
  }
  write(W);
  if (A == Action::Break && IsDebuggerPresent())
    DebugBreak();
  if (A == Action::Exit) {
    finishReports();
    TerminateProcess(GetCurrentProcess(), settings().ExitCode);
  }
}

void logRemark(const std::string &Text) {
  if (Access S; S)
    S->log("tapi-shim: " + Text + "\n");
}

void finishReports() {
  Access S;
  if (!S || S->Finished)
    return;
  S->Finished = true;
  if (S->Count.Written || S->Count.Suppressed)
    S->log("tapi-shim: " + std::to_string(S->Count.Written) + " reports, " +
           std::to_string(S->Count.Duplicates) + " more of the same, " +
           std::to_string(S->Count.Suppressed) + " suppressed\n");
  S->Json.write(jsonEnd(S->Count));
}

} // namespace tapi::shim
