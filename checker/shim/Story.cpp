//===- Story.cpp - Reports about a handle --------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Sentences and stories.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Story.h"

#include "tapi_model/Functions.h"

namespace tapi::shim {
namespace {

TextArguments argumentsFor(HandleKind Kind, std::uint32_t Value) {
  TextArguments A;
  A.Kind = description(Kind);
  A.Handle = hex(Value);
  return A;
}

TextArguments argumentsFor(const Handle &H) {
  TextArguments A = argumentsFor(H.Key.Kind, H.Key.Value);
  A.Ender = H.Ended.By;
  return A;
}

Report reportFor(HandleKind Kind, std::uint32_t Value, Text T,
                 const TextArguments &A, const Moment &Here) {
  Report R;
  R.Id = ruleOf(T);
  R.Text = render(T, A);
  R.Handle = hex(Value);
  R.Kind = Kind;
  R.Here = Here;
  return R;
}

void tellBirth(Report &R, const Handle &H) {
  if (H.Created.By.empty())
    return;
  TextArguments A = argumentsFor(H);
  A.Function = H.Created.By;
  const Text T = H.ByRequest
                     ? (H.Key.Kind == HandleKind::Call ? Text::NoteRequested
                                                       : Text::NoteObtained)
                     : Text::NoteDelivered;
  R.Story.push_back({"created", render(T, A), H.Created});
}

void tellDeath(Report &R, const Handle &H) {
  if (H.Ended.By.empty())
    return;
  TextArguments A = argumentsFor(H);
  A.Function = H.Ended.By;
  Text T = Text::NoteEnded;
  if (H.EndedWith.Kind != HandleKind::None) {
    A.Parent = std::string(description(H.EndedWith.Kind)) + " " +
               hex(H.EndedWith.Value);
    const bool EndsOthers = hasDependents(H.EndedWith.Kind);
    if (H.St == State::ForceClosed)
      T = EndsOthers ? Text::NoteForcedClose : Text::NoteForcedCloseAlone;
    else if (H.St == State::AppShutDown)
      T = Text::NoteAppEnded;
    else
      T = EndsOthers ? Text::NoteParentEnded : Text::NoteEndedAlone;
  }
  R.Story.push_back({"ended", render(T, A), H.Ended});
}

/// "Others created at this place were released here."
void tellOthers(Report &R, const Handle &H) {
  const Stack *Birth = H.Created.At;
  const Stack *At = Birth ? Birth->ReleasedAt.load() : nullptr;
  const char *By = Birth ? Birth->ReleasedBy.load() : nullptr;
  if (!At || !By)
    return;
  Moment M;
  M.By = By;
  M.At = At;
  TextArguments A = argumentsFor(H);
  A.Function = By;
  R.Story.push_back({"others", render(Text::NoteOthersReleased, A), M});
}

Text useSentence(const Handle &H, Rule R) {
  switch (R) {
  case Rule::TAPI004:
    if (parentKind(H.Key.Kind) == HandleKind::None)
      return Text::UseAfterOwnShutdown;
    return H.St == State::ForceClosed   ? Text::UseAfterForcedClose
           : H.St == State::AppShutDown ? Text::UseAfterShutdown
                                        : Text::UseAfterClose;
  case Rule::TAPI005:
    return H.St == State::ForceClosed   ? Text::CallUsedAfterForcedClose
           : H.St == State::AppShutDown ? Text::CallUsedAfterShutdown
                                        : Text::CallUsedAfterLineClosed;
  case Rule::TAPI006:
    return Text::ReleasedTwice;
  case Rule::TAPI013:
    return Text::StateBoundOnIdle;
  default:
    return Text::UseAfterDeallocate;
  }
}

std::string releaserOf(HandleKind Kind) {
  for (const FunctionRow &F : functions())
    if (const Argument *A = argumentWithRole(F, ArgRole::Release))
      if (A->Kind == Kind)
        return std::string(F.Name);
  return {};
}

Text lossSentence(const Handle &H, Loss How) {
  const bool Call = H.Key.Kind == HandleKind::Call;
  if (H.IsOverwritten)
    return Call ? Text::CallOutReused : Text::LineOverwritten;
  if (!H.FailedRelease.By.empty())
    return Text::EarlyDeallocateFails;
  if (Call)
    return How == Loss::ClosedWithLine ? Text::CallNotDeallocated
                                       : Text::CallAlive;
  return Text::LineAlive;
}

} // namespace

void reportUse(const Handle &H, Rule R, const Moment &Here) {
  TextArguments A = argumentsFor(H);
  A.Function = Here.By;
  Report Out = reportFor(H.Key.Kind, H.Key.Value, useSentence(H, R), A, Here);
  Out.Id = R;
  tellBirth(Out, H);
  tellDeath(Out, H);
  submit(Out);
}

void reportTooEarly(HandleKind Kind, std::uint32_t Value, const Request &R,
                    const Moment &Here) {
  TextArguments A = argumentsFor(Kind, Value);
  A.Function = R.F->Name;
  Report Out = reportFor(Kind, Value, Text::UsedBeforeReply, A, Here);
  Out.Story.push_back({"created", render(Text::NoteRequested, A), R.Asked});
  submit(Out);
}

void reportNeverValid(HandleKind Kind, std::uint32_t Value,
                      const Moment *Failed, const Moment &Here) {
  TextArguments A = argumentsFor(Kind, Value);
  if (Failed)
    A.Function = Failed->By;
  Report Out = reportFor(
      Kind, Value, Failed ? Text::UsedAfterFailure : Text::UsedUnset, A, Here);
  if (Failed)
    Out.Story.push_back({"created", render(Text::NoteRequested, A), *Failed});
  submit(Out);
}

void reportWrongKind(HandleKind Needed, HandleKind Is, std::uint32_t Value,
                     const Moment &Here) {
  TextArguments A = argumentsFor(Needed, Value);
  A.Function = Here.By;
  A.Detail = "a " + std::string(description(Is));
  Report Out = reportFor(Needed, Value, Text::WrongKind, A, Here);
  Handle H;
  if (lookUp(Is, Value, H) == Know::Yes)
    tellBirth(Out, H);
  submit(Out);
}

void reportLocationGone(const Request &R, const void *Where,
                        const Moment &Reply) {
  TextArguments A;
  A.Function = R.F->Name;
  A.Place = "the location " + hex(reinterpret_cast<std::uintptr_t>(Where));
  Report Out =
      reportFor(HandleKind::None, 0, Text::OutLocationDies, A, R.Asked);
  Out.Handle = hex(reinterpret_cast<std::uintptr_t>(Where));
  TextArguments Late;
  Late.Function = Reply.By;
  Out.Story.push_back({"used", render(Text::NoteReplyArrives, Late), Reply});
  submit(Out);
}

void reportLocationReused(const Request &First, const Moment &Here) {
  TextArguments A;
  A.Kind = description(HandleKind::Call);
  A.Handle = "requested by " + std::string(First.F->Name);
  A.Function = Here.By;
  Report Out = reportFor(HandleKind::Call, 0, Text::CallOutReused, A, Here);
  A.Function = First.F->Name;
  Out.Story.push_back({"created", render(Text::NoteCalling, A), First.Asked});
  submit(Out);
}

void reportLoss(const Handle &H, Loss How, const Moment &Here) {
  if (H.LossTold)
    return;
  const Text T = lossSentence(H, How);
  TextArguments A = argumentsFor(H);
  Moment Place = Here;
  if (T == Text::CallOutReused || T == Text::LineOverwritten)
    Place = H.Overwritten;
  else if (T == Text::EarlyDeallocateFails)
    Place = H.FailedRelease;
  else if (How == Loss::ProcessEnds)
    Place = H.Created; // The end of the process has no place to fix.
  A.Function = Place.By;
  A.Place = Here.By;
  A.Detail = releaserOf(H.Key.Kind);
  Report Out = reportFor(H.Key.Kind, H.Key.Value, T, A, Place);
  Out.Minor = T == Text::LineAlive;
  tellBirth(Out, H);
  tellOthers(Out, H);
  submit(Out);
}

void reportOrphan(const Handle &H, const Moment &Here) {
  TextArguments A = argumentsFor(H);
  A.Function = Here.By;
  Report Out = reportFor(H.Key.Kind, H.Key.Value, Text::OrphanedCall, A, Here);
  tellBirth(Out, H);
  submit(Out);
}

void reportProxy(Text T, const void *Request, const Moment *Seen,
                 const Moment *Answered, const Moment &Here) {
  const auto Address = reinterpret_cast<std::uintptr_t>(Request);
  TextArguments A;
  A.Handle = hex(Address);
  if (Answered)
    A.Ender = Answered->By;
  Report Out = reportFor(HandleKind::None, 0, T, A, Here);
  Out.Handle = hex(Address);
  A.Kind = "proxy request";
  for (const Moment *M : {Seen, Answered})
    if (M) {
      A.Function = M->By;
      Out.Story.push_back(
          {M == Seen ? "created" : "ended",
           render(M == Seen ? Text::NoteDelivered : Text::NoteCalling, A), *M});
    }
  submit(Out);
}

void reportObject(Text T, const void *Object, std::string_view Function,
                  const Moment &Obtained, const Moment &Here) {
  const auto Address = reinterpret_cast<std::uintptr_t>(Object);
  TextArguments A;
  A.Handle = hex(Address);
  A.Function = Function;
  Report Out = reportFor(HandleKind::None, 0, T, A, Here);
  Out.Handle = hex(Address);
  A.Function = Obtained.By;
  A.Kind = "object";
  Out.Story.push_back({"created", render(Text::NoteObtained, A), Obtained});
  submit(Out);
}

} // namespace tapi::shim
