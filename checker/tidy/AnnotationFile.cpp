//===- AnnotationFile.cpp - Descriptions of functions as a YAML file ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The grammar is LLVM's YAML traits; what they cannot say is checked after.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/AnnotationFile.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"

#include <optional>

using tapi::HandleKind;
using tapi::engine::ArgumentAnnotation;
using tapi::engine::ArgumentEffect;
using tapi::engine::FunctionAnnotation;
using tapi::engine::SuccessWhen;

namespace {
/// A handle's type as it is written in the file.
struct KindName {
  HandleKind Kind = HandleKind::None;
};

/// The whole file.
struct AnnotationDocument {
  std::vector<FunctionAnnotation> Functions;
};
} // namespace

LLVM_YAML_IS_SEQUENCE_VECTOR(ArgumentAnnotation)
LLVM_YAML_IS_SEQUENCE_VECTOR(FunctionAnnotation)

namespace llvm::yaml {

template <> struct ScalarTraits<KindName> {
  static void output(const KindName &K, void *, raw_ostream &Out) {
    Out << StringRef(tapi::typeName(K.Kind));
  }
  static StringRef input(StringRef Text, void *, KindName &K) {
    K.Kind = tapi::kindOfType(Text);
    // Only handles have types that a program can write.
    if (K.Kind == HandleKind::None || Text.contains(' '))
      return "no type of a TAPI handle";
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarEnumerationTraits<SuccessWhen> {
  static void enumeration(IO &Io, SuccessWhen &When) {
    Io.enumCase(When, "Always", SuccessWhen::Always);
    Io.enumCase(When, "Zero", SuccessWhen::Zero);
    Io.enumCase(When, "NonZero", SuccessWhen::NonZero);
    Io.enumCase(When, "Positive", SuccessWhen::Positive);
  }
};

template <> struct MappingTraits<ArgumentAnnotation> {
  static void mapping(IO &Io, ArgumentAnnotation &A) {
    Io.mapRequired("Index", A.Index);
    static constexpr struct {
      const char *Key;
      ArgumentEffect Effect;
    } Effects[] = {{"Acquires", ArgumentEffect::Acquires},
                   {"Releases", ArgumentEffect::Releases},
                   {"Uses", ArgumentEffect::Uses},
                   {"Borrows", ArgumentEffect::Borrows},
                   {"Keeps", ArgumentEffect::Keeps}};
    unsigned Count = 0;
    for (const auto &E : Effects) {
      std::optional<KindName> Kind;
      Io.mapOptional(E.Key, Kind);
      if (!Kind)
        continue;
      ++Count;
      A.Effect = E.Effect;
      A.Kind = Kind->Kind;
    }
    if (Count != 1)
      Io.setError("an argument needs one of Acquires, Releases, Uses, Borrows "
                  "and Keeps");
    if (A.Index > 255)
      Io.setError("no function has that many arguments");
  }
};

template <> struct MappingTraits<FunctionAnnotation> {
  static void mapping(IO &Io, FunctionAnnotation &F) {
    Io.mapRequired("Name", F.Name);
    Io.mapOptional("Arguments", F.Arguments);
    std::optional<KindName> Returns;
    Io.mapOptional("Returns", Returns);
    if (Returns)
      F.Returns = Returns->Kind;
    Io.mapOptional("Succeeds", F.Succeeds, SuccessWhen::ByType);
    Io.mapOptional("Waits", F.Waits, false);
    Io.mapOptional("NeverReturns", F.NeverReturns, false);
    if (F.Name.empty())
      Io.setError("a function needs a name");
  }
};

template <> struct MappingTraits<AnnotationDocument> {
  static void mapping(IO &Io, AnnotationDocument &D) {
    Io.mapRequired("Functions", D.Functions);
  }
};

} // namespace llvm::yaml

namespace tapi::tidy {

/// Keeps the first complaint: what follows is mostly its consequence.
static void keepFirst(const llvm::SMDiagnostic &Diagnostic, void *First) {
  std::string &Text = *static_cast<std::string *>(First);
  if (Text.empty())
    Text = Diagnostic.getFilename().str() + ":" +
           std::to_string(Diagnostic.getLineNo()) + ":" +
           std::to_string(Diagnostic.getColumnNo() + 1) + ": " +
           Diagnostic.getMessage().str();
}

std::string parseAnnotations(llvm::StringRef Text, llvm::StringRef Path,
                             std::vector<FunctionAnnotation> &Functions) {
  std::string Complaint;
  llvm::yaml::Input In(llvm::MemoryBufferRef(Text, Path), nullptr, keepFirst,
                       &Complaint);
  AnnotationDocument D;
  In >> D;
  if (!In.error()) {
    Functions = std::move(D.Functions);
    return {};
  }
  return Complaint.empty() ? Path.str() + ": " + In.error().message()
                           : Complaint;
}

std::string readAnnotations(llvm::StringRef Path,
                            std::vector<FunctionAnnotation> &Functions) {
  auto File = llvm::MemoryBuffer::getFile(Path);
  if (!File)
    return Path.str() + ": " + File.getError().message();
  return parseAnnotations((*File)->getBuffer(), Path, Functions);
}

} // namespace tapi::tidy
