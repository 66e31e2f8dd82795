//===- EngineOptions.cpp - Options of the engine as CheckOptions ----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The table of options, how each is read and written, and what is said about a
/// value or key that is wrong.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/EngineOptions.h"

#include "checker/tidy/AnnotationFile.h"

#include "tapi_model/Rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <iterator>

using llvm::StringRef;

namespace tapi::tidy {
namespace {

struct OptionRow {
  StringRef Name;
  StringRef Expects; ///< Ends the sentence "expected ...".
  /// Sets the option; false if the value is not valid. What \p Why says then
  /// stands for "expected ...".
  bool (*Read)(StringRef Value, engine::Options &Opts, std::string &Why);
  std::string (*Write)(const engine::Options &Opts);
};

bool readStepBudget(StringRef Value, engine::Options &Opts, std::string &) {
  std::uint64_t Steps = 0;
  if (Value.getAsInteger(10, Steps) || Steps == 0)
    return false;
  Opts.StepBudget = Steps;
  return true;
}

/// The versions that were ever published (page: linenegotiateapiversion).
bool readApiVersion(StringRef Value, engine::Options &Opts, std::string &) {
  static constexpr std::uint32_t Published[] = {
      0x00010003, 0x00010004, 0x00020000, 0x00020001,
      0x00020002, 0x00030000, 0x00030001};
  std::uint32_t Version = 0;
  if (Value.getAsInteger(0, Version) || !llvm::is_contained(Published, Version))
    return false;
  Opts.AssumeApiVersion = Version;
  return true;
}

/// Names of C or C++, separated by semicolons.
bool readWaitFunctions(StringRef Value, engine::Options &Opts, std::string &) {
  llvm::SmallVector<StringRef, 8> Names;
  Value.split(Names, ';', -1, false);
  std::vector<std::string> Result;
  for (StringRef Name : Names) {
    Name = Name.trim();
    bool IsName = !Name.empty() && !llvm::isDigit(Name.front()) &&
                  llvm::all_of(Name, [](char C) {
                    return llvm::isAlnum(C) || C == '_' || C == ':';
                  });
    if (!IsName)
      return false;
    Result.push_back(Name.str());
  }
  Opts.WaitFunctions = std::move(Result);
  return true;
}

bool readAnnotationFile(StringRef Value, engine::Options &Opts,
                        std::string &Why) {
  if (Value.empty())
    return true;
  Opts.Annotations = Value.str();
  Why = readAnnotations(Value, Opts.Described);
  return Why.empty();
}

bool readLedger(StringRef Value, engine::Options &Opts, std::string &) {
  if (Value != "true" && Value != "false")
    return false;
  Opts.Ledger = Value == "true";
  return true;
}

const OptionRow Rows[] = {
    {"StepBudget", "a whole number above 0", readStepBudget,
     [](const engine::Options &Opts) {
       return std::to_string(Opts.StepBudget);
     }},
    {"AssumeApiVersion",
     "a published version such as 0x00010004, 0x00020000 or 0x00030001",
     readApiVersion,
     [](const engine::Options &Opts) {
       return "0x" + llvm::utohexstr(Opts.AssumeApiVersion, false, 8);
     }},
    {"WaitFunctions", "names of functions, separated by ';'", readWaitFunctions,
     [](const engine::Options &Opts) {
       return llvm::join(Opts.WaitFunctions, ";");
     }},
    {"Annotations", "a YAML file with descriptions of functions",
     readAnnotationFile,
     [](const engine::Options &Opts) { return Opts.Annotations; }},
    {"Ledger", "true or false", readLedger,
     [](const engine::Options &Opts) {
       return std::string(Opts.Ledger ? "true" : "false");
     }},
};

constexpr StringRef CommonPrefix = "tapi";

std::string key(StringRef Prefix, StringRef Name) {
  return (Prefix + "." + Name).str();
}

/// What is wrong with one key of ours, or nothing.
std::string mistake(StringRef Key, StringRef Value) {
  StringRef Name = Key.split('.').second;
  const auto *Row = llvm::find_if(
      Rows, [&](const OptionRow &Row) { return Row.Name == Name; });
  if (Row == std::end(Rows))
    return "unknown option '" + Key.str() + "'";
  engine::Options Ignored;
  std::string Why;
  if (Row->Read(Value, Ignored, Why))
    return "";
  if (Why.empty())
    Why = "expected " + Row->Expects.str();
  return "invalid value '" + Value.str() + "' for option '" + Key.str() +
         "': " + Why;
}

/// The mistakes in the keys whose part before the dot \p IsMine.
std::vector<std::string> mistakes(const OptionMap &Given,
                                  llvm::function_ref<bool(StringRef)> IsMine) {
  std::vector<std::string> Found;
  for (const auto &Entry : Given)
    if (IsMine(Entry.getKey().split('.').first))
      if (std::string Text = mistake(Entry.getKey(), Entry.getValue().Value);
          !Text.empty())
        Found.push_back(std::move(Text));
  llvm::sort(Found); // The map has no order.
  return Found;
}

bool isCheck(StringRef Name) {
  return llvm::any_of(rules(), [&](const RuleRow &Row) {
    return Row.Check == std::string_view(Name);
  });
}

} // namespace

engine::Options readOptions(const OptionMap &Given, StringRef Check) {
  engine::Options Opts;
  std::string Ignored; // mistake() tells it.
  for (StringRef Prefix : {CommonPrefix, Check})
    for (const OptionRow &Row : Rows)
      if (auto It = Given.find(key(Prefix, Row.Name)); It != Given.end())
        Row.Read(It->getValue().Value, Opts, Ignored);
  return Opts;
}

std::vector<std::string> mistakesOfCheck(const OptionMap &Given,
                                         StringRef Check) {
  return mistakes(Given, [&](StringRef Owner) { return Owner == Check; });
}

std::vector<std::string> mistakesInCommon(const OptionMap &Given) {
  std::vector<std::string> Found =
      mistakes(Given, [](StringRef Owner) { return Owner == CommonPrefix; });
  // A misspelt name of a check would change nothing, silently.
  for (const auto &Entry : Given) {
    StringRef Owner = Entry.getKey().split('.').first;
    if (Owner.starts_with("tapi-") && !isCheck(Owner))
      Found.push_back("unknown check in option '" + Entry.getKey().str() + "'");
  }
  llvm::sort(Found);
  return Found;
}

void writeOptions(const engine::Options &Opts, StringRef Check,
                  OptionMap &Out) {
  for (StringRef Prefix : {CommonPrefix, Check})
    for (const OptionRow &Row : Rows)
      Out[key(Prefix, Row.Name)] = StringRef(Row.Write(Opts));
}

std::string fingerprint(const engine::Options &Opts) {
  std::string Text;
  for (const OptionRow &Row : Rows)
    Text += key(Row.Name, Row.Write(Opts)) + '\n';
  return Text;
}

} // namespace tapi::tidy
