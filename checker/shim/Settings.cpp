//===- Settings.cpp - What a user of the shim can set --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reader of the settings.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Settings.h"

#include "checker/shim/Lock.h"

#include <algorithm>
#include <atomic>
#include <cwchar>
#include <cwctype>
#include <new>

namespace tapi::shim {

std::string toUtf8(const std::wstring &S) {
  const int Size =
      WideCharToMultiByte(CP_UTF8, 0, S.data(), static_cast<int>(S.size()),
                          nullptr, 0, nullptr, nullptr);
  std::string Result(static_cast<size_t>(Size), '\0');
  WideCharToMultiByte(CP_UTF8, 0, S.data(), static_cast<int>(S.size()),
                      Result.data(), Size, nullptr, nullptr);
  return Result;
}

std::wstring toWide(const std::string &S) {
  const int Size = MultiByteToWideChar(CP_UTF8, 0, S.data(),
                                       static_cast<int>(S.size()), nullptr, 0);
  std::wstring Result(static_cast<size_t>(Size), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, S.data(), static_cast<int>(S.size()),
                      Result.data(), Size);
  return Result;
}

namespace {

std::wstring iniPath() {
  std::wstring Path(32768, L'\0');
  Path.resize(GetModuleFileNameW(nullptr, Path.data(), 32768));
  const size_t Slash = Path.find_last_of(L"\\/");
  return Path.substr(0, Slash + 1) + L"tapi-shim.ini";
}

const std::wstring Prefix = L"TAPI_SHIM_";

/// One setting as text, empty where it is not given.
std::wstring text(const wchar_t *Name) {
  std::wstring Buffer(32768, L'\0');
  const std::wstring Variable = Prefix + Name;
  DWORD Size = GetEnvironmentVariableW(Variable.c_str(), Buffer.data(), 32768);
  if (!Size || Size >= 32768)
    Size = GetPrivateProfileStringW(L"tapi-shim", Name, L"", Buffer.data(),
                                    32768, iniPath().c_str());
  Buffer.resize(Size);
  return Buffer;
}

/// Calls \p Visit with each of the strings of \p List, which an empty one ends.
template <typename F> void forEachString(const wchar_t *List, F Visit) {
  for (; *List; List += std::wcslen(List) + 1)
    Visit(std::wstring(List));
}

/// The names of all settings that are given.
std::vector<std::wstring> namesGiven() {
  std::vector<std::wstring> Result;
  if (wchar_t *All = GetEnvironmentStringsW()) {
    forEachString(All, [&Result](const std::wstring &Variable) {
      const std::wstring Name = Variable.substr(0, Variable.find(L'=', 1));
      if (!Name.compare(0, Prefix.size(), Prefix))
        Result.push_back(Name.substr(Prefix.size()));
    });
    FreeEnvironmentStringsW(All);
  }
  std::wstring Keys(32768, L'\0');
  GetPrivateProfileStringW(L"tapi-shim", nullptr, L"", Keys.data(), 32768,
                           iniPath().c_str());
  forEachString(Keys.c_str(), [&Result](const std::wstring &Name) {
    Result.push_back(Name);
  });
  return Result;
}

class Reader {
public:
  explicit Reader(Settings &S) : S(S) {}

  void string(const wchar_t *Name, std::wstring &Out) {
    const std::wstring Text = given(Name);
    if (!Text.empty())
      Out = Text;
  }

  void number(const wchar_t *Name, unsigned &Out, unsigned Low, unsigned High) {
    const std::wstring Text = given(Name);
    if (Text.empty())
      return;
    wchar_t *End = nullptr;
    const unsigned long Value = std::wcstoul(Text.c_str(), &End, 0);
    if (*End || !std::iswdigit(Text[0]) || Value < Low || Value > High)
      return complain(Name, Text,
                      "a number from " + std::to_string(Low) + " to " +
                          std::to_string(High));
    Out = static_cast<unsigned>(Value);
  }

  void flag(const wchar_t *Name, bool &Out) {
    const std::wstring Text = given(Name);
    if (Text == L"0" || Text == L"1")
      Out = Text == L"1";
    else if (!Text.empty())
      complain(Name, Text, "0 or 1");
  }

  /// "TAPI018=off,TAPI003=break,all=log"
  void rules() {
    const std::string Text = toUtf8(given(L"RULES"));
    for (size_t From = 0; From < Text.size();) {
      const size_t To = std::min(Text.find(',', From), Text.size());
      if (To != From)
        rule(Text.substr(From, To - From));
      From = To + 1;
    }
  }

  /// To be called when all settings were read.
  void unknown() {
    for (const std::wstring &Name : namesGiven())
      if (std::none_of(Known.begin(), Known.end(), [&Name](const wchar_t *K) {
            return !_wcsicmp(K, Name.c_str());
          }))
        S.Complaints.push_back("setting " + toUtf8(Name) +
                               " is ignored: there is none of this name");
  }

private:
  std::wstring given(const wchar_t *Name) {
    Known.push_back(Name);
    return text(Name);
  }

  void rule(const std::string &Part) {
    const std::pair<const char *, Action> Actions[] = {{"off", Action::Off},
                                                       {"log", Action::Log},
                                                       {"break", Action::Break},
                                                       {"exit", Action::Exit}};
    const size_t Equals = Part.find('=');
    const std::string Name = Part.substr(0, Equals);
    const Rule R = ruleByName(Name);
    for (auto &A : Actions) {
      if (Equals == std::string::npos || Part.substr(Equals + 1) != A.first)
        continue;
      if (Name == "all")
        return S.Rules.fill(A.second);
      if (R != Rule::None) {
        S.Rules[static_cast<unsigned>(R)] = A.second;
        return;
      }
    }
    complain(L"RULES", toWide(Part), "RULE=off, log, break or exit");
  }

  void complain(const wchar_t *Name, const std::wstring &Value,
                const std::string &Wanted) {
    S.Complaints.push_back("setting " + toUtf8(Name) + "=" + toUtf8(Value) +
                           " is ignored: " + Wanted + " is expected");
  }

  Settings &S;
  std::vector<const wchar_t *> Known;
};

/// For want of memory.
const Settings Fallback;

void read(Settings &S) {
  Reader R(S);
  R.string(L"REAL", S.Real);
  R.string(L"LOG", S.Log);
  R.string(L"JSON", S.Json);
  R.string(L"SARIF", S.Sarif);
  R.string(L"SUPPRESS", S.Suppressions);
  R.string(L"EVENT", S.LeakEvent);
  R.number(L"STACKS", S.StackDepth, 0, 60);
  R.number(L"HISTORY", S.History, 64, 1u << 24);
  R.number(L"EXITCODE", S.ExitCode, 0, 255);
  R.flag(L"DEBUGSTRING", S.DebugString);
  R.flag(L"DUPLICATES", S.Duplicates);
  R.flag(L"HOOKS", S.Hooks);
  R.flag(L"EXITLEAKS", S.ExitLeaks);
  R.rules();
  R.unknown();
}

} // namespace

const Settings &settings() {
  // Threads may race to read; the first one to publish wins. No lock, because
  // a first call may come from a DllMain.
  static std::atomic<const Settings *> Published{nullptr};
  if (const Settings *S = Published.load(std::memory_order_acquire))
    return *S;
  Settings *Fresh = new (std::nothrow) Settings;
  if (!Fresh)
    return Fallback;
  try {
    read(*Fresh);
  } catch (const std::bad_alloc &) {
    // What could be read is used.
  }
  const Settings *Nobody = nullptr;
  if (Published.compare_exchange_strong(Nobody, Fresh))
    return *Fresh;
  delete Fresh;
  return *Nobody;
}

} // namespace tapi::shim
