//===- WriteSarif.cpp - Reports as SARIF 2.1.0 ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A SARIF log that is complete after every report: each one replaces the
/// file's closing brackets. Locations are addresses in modules, since a running
/// program has no source; stand-alone symbolizers turn them into lines.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Report.h"

namespace tapi::shim {
namespace {

std::string text(const std::string &S) { return "{\"text\":" + quote(S) + "}"; }

std::string fileUri(const std::string &Path) {
  static const char Plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV"
                              "WXYZ0123456789-._~/:";
  std::string Out = "file:///";
  for (const char C : Path) {
    const char Slash = C == '\\' ? '/' : C;
    if (std::string_view(Plain).find(Slash) != std::string_view::npos)
      Out += Slash;
    else
      Out += "%" + hex(static_cast<unsigned char>(C), 2).substr(2);
  }
  return Out;
}

std::string location(const FrameText &F) {
  std::string Out = "{\"physicalLocation\":{";
  if (!F.Module.empty())
    Out += "\"artifactLocation\":{\"uri\":" + quote(fileUri(F.Module)) + "},";
  Out += "\"address\":{\"absoluteAddress\":" + std::to_string(F.Address);
  if (!F.Module.empty())
    Out += ",\"relativeAddress\":" + std::to_string(F.Offset) +
           ",\"name\":" + quote(baseName(F.Module) + "+" + hex(F.Offset, 1));
  return Out + "}}";
}

std::string stack(const std::string &Message,
                  const std::vector<FrameText> &Frames) {
  std::string Out = "{\"message\":" + text(Message) + ",\"frames\":[";
  for (const FrameText &F : Frames)
    Out +=
        (&F == &Frames.front() ? "" : ",") +
        ("{\"location\":" + location(F) + "}") +
        (F.Module.empty() ? "}"
                          : ",\"module\":" + quote(baseName(F.Module)) + "}");
  return Out + "]}";
}

std::string fingerprint(const Written &W) {
  std::uint64_t Hash = 0xcbf29ce484222325;
  auto Mix = [&Hash](const std::string &S) {
    for (const char C : S)
      Hash = (Hash ^ static_cast<unsigned char>(C)) * 0x100000001b3;
  };
  Mix(std::string(row(W.R.Id).Name));
  for (const FrameText &F : W.Here)
    Mix(baseName(F.Module) + "+" + hex(F.Offset, 1));
  return hex(Hash, 16).substr(2);
}

std::string ruleObject(const RuleRow &R) {
  return "{\"id\":" + quote(std::string(R.Name)) +
         ",\"name\":" + quote(std::string(R.Check)) +
         ",\"shortDescription\":" + text(std::string(R.Title)) +
         ",\"fullDescription\":" + text(std::string(R.Fact)) +
         ",\"helpUri\":" + quote(std::string(R.FactPage)) +
         ",\"properties\":{\"tags\":[\"external/cwe/cwe-" +
         std::to_string(R.Cwe) + "\"]}}";
}

} // namespace

std::string sarifHead() {
  std::string Out =
      "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
      "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":"
      "\"tapi-shim\",\"rules\":[";
  for (const RuleRow &R : rules())
    Out += (R.Id == rules().front().Id ? "" : ",") + ruleObject(R);
  return Out + "]}},\"columnKind\":\"utf16CodeUnits\",\"results\":[";
}

std::string_view sarifTail() { return "]}]}\n"; }

std::string sarifOf(const Written &W) {
  const RuleRow &Row = row(W.R.Id);
  std::string Out =
      "{\"ruleId\":" + quote(std::string(Row.Name)) +
      ",\"ruleIndex\":" + std::to_string(static_cast<unsigned>(W.R.Id) - 1) +
      ",\"level\":" + (W.R.Minor ? "\"note\"" : "\"warning\"") +
      ",\"message\":" + text(W.R.Text) + ",\"locations\":[";
  if (!W.Here.empty())
    Out += location(W.Here.front()) + "}";
  Out += "],\"stacks\":[" + stack(std::string(W.R.Here.By), W.Here);
  for (size_t I = 0; I != W.R.Story.size(); ++I)
    Out += "," + stack(W.R.Story[I].Text, W.Story[I]);
  return Out + "],\"partialFingerprints\":{\"tapiStack/v1\":" +
         quote(fingerprint(W)) + "}}";
}

} // namespace tapi::shim
