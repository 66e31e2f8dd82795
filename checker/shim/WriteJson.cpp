//===- WriteJson.cpp - Reports as JSON lines -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One JSON object a line: "start", then "report" for each report, and "end" if
/// the process ended in an orderly way. The schema is in docs/shim.md; a field
/// may be added, none is renamed without a new "version".
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Report.h"
#include "checker/shim/Settings.h"

#include <windows.h>

namespace tapi::shim {

std::string quote(const std::string &S) {
  std::string Out = "\"";
  for (const char C : S) {
    const auto U = static_cast<unsigned char>(C);
    if (C == '"' || C == '\\')
      Out += '\\';
    if (U < 0x20)
      Out += "\\u00" + hex(U, 2).substr(2);
    else
      Out += C;
  }
  return Out + "\"";
}

static std::string field(const char *Name, std::string_view Value) {
  return quote(Name) + ":" + quote(std::string(Value));
}

static std::string number(const char *Name, std::uint64_t Value) {
  return quote(Name) + ":" + std::to_string(Value);
}

static std::string stack(const std::vector<FrameText> &Frames) {
  std::string Out = "\"stack\":[";
  for (const FrameText &F : Frames)
    Out += (&F == &Frames.front() ? "{" : ",{") + field("module", F.Module) +
           "," + field("offset", hex(F.Offset, 1)) + "," +
           field("address", hex(F.Address)) + "}";
  return Out + "]";
}

static std::string moment(const Moment &M) {
  return field("function", M.By) + "," + number("thread", M.Thread) + "," +
         number("milliseconds", M.Tick);
}

static std::string systemTime() {
  SYSTEMTIME T;
  GetSystemTime(&T);
  auto Two = [](unsigned V) { return std::to_string(100 + V % 100).substr(1); };
  return std::to_string(T.wYear) + "-" + Two(T.wMonth) + "-" + Two(T.wDay) +
         "T" + Two(T.wHour) + ":" + Two(T.wMinute) + ":" + Two(T.wSecond) + "Z";
}

std::string jsonStart() {
  wchar_t Path[1024];
  const DWORD Size = GetModuleFileNameW(nullptr, Path, 1024);
  return "{" + field("type", "start") + "," + number("version", 1) + "," +
         field("program", toUtf8(std::wstring(Path, Size))) + "," +
         number("process", GetCurrentProcessId()) + "," +
         field("time", systemTime()) + "}\n";
}

std::string jsonOf(const Written &W) {
  const RuleRow &Row = row(W.R.Id);
  std::string Out =
      "{" + field("type", "report") + "," + number("number", W.Number) + "," +
      field("rule", Row.Name) + "," + field("check", Row.Check) + "," +
      field("severity", W.R.Minor ? "note" : "warning") + "," +
      field("text", W.R.Text) + "," + field("handle", W.R.Handle) + "," +
      field("kind", typeName(W.R.Kind)) + "," + field("time", systemTime()) +
      "," + moment(W.R.Here) + "," + stack(W.Here) + ",\"story\":[";
  for (size_t I = 0; I != W.R.Story.size(); ++I) {
    const Step &S = W.R.Story[I];
    Out += (I ? ",{" : "{") + field("role", S.Role) + "," +
           field("text", S.Text) + "," + moment(S.When) + "," +
           stack(W.Story[I]) + "}";
  }
  return Out + "]," + field("fact", Row.Fact) + "," +
         field("url", Row.FactPage) + "}\n";
}

std::string jsonEnd(const Totals &T) {
  return "{" + field("type", "end") + "," + number("reports", T.Written) + "," +
         number("duplicates", T.Duplicates) + "," +
         number("suppressed", T.Suppressed) + "}\n";
}

} // namespace tapi::shim
