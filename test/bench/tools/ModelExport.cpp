//===- ModelExport.cpp - The model's functions as JSON --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Prints what the model knows about every judged function, for the adapters
/// that explain TAPI to other tools. Leaves out messages, rules and pages: no
/// rival could be told about those.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Functions.h"

#include <cstdio>

using namespace tapi;

namespace {

const char *roleName(ArgRole R) {
  switch (R) {
  case ArgRole::Use:
    return "use";
  case ArgRole::Release:
    return "release";
  case ArgRole::Create:
    return "create";
  case ArgRole::CreateList:
    return "list";
  case ArgRole::LateBuffer:
    return "late";
  case ArgRole::Message:
    return "message";
  }
  return "";
}

const char *completionName(Completion C) {
  switch (C) {
  case Completion::Sync:
    return "sync";
  case Completion::Async:
    return "async";
  case Completion::Mixed:
    return "mixed";
  case Completion::Blocking:
    return "blocking";
  case Completion::Unknown:
    return "unknown";
  }
  return "";
}

const char *jsonBool(bool B) { return B ? "true" : "false"; }

void print(const Argument &A, bool First) {
  std::string_view Kind = typeName(A.Kind);
  std::printf("%s\n    {\"index\": %u, \"kind\": \"%.*s\", \"role\": \"%s\", "
              "\"optional\": %s, \"gated\": %s}",
              First ? "" : ",", A.Index, static_cast<int>(Kind.size()),
              Kind.data(), roleName(A.Role), jsonBool(A.Flags & Optional),
              jsonBool(A.Gate.Kind != ArgGate::Always));
}

void print(const FunctionRow &F, bool First) {
  std::printf("%s\n {\"name\": \"%.*s\", \"completes\": \"%s\", \"plain\": %s, "
              "\"ansi\": %s, \"wide\": %s, \"args\": [",
              First ? "" : ",", static_cast<int>(F.Name.size()), F.Name.data(),
              completionName(F.Completes), jsonBool(F.Spellings & Plain),
              jsonBool(F.Spellings & Ansi), jsonBool(F.Spellings & Wide));
  for (unsigned I = 0; I < F.Args.Size; ++I)
    print(F.Args[I], I == 0);
  std::printf("]}");
}

} // namespace

int main() {
  std::printf("[");
  bool First = true;
  for (const FunctionRow &F : functions()) {
    if (!F.Judged)
      continue;
    print(F, First);
    First = false;
  }
  std::printf("\n]\n");
  return std::ferror(stdout) ? 1 : 0;
}
