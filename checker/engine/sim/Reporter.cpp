//===- Reporter.cpp - Findings and their stories --------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A story begins where the handle was obtained, goes through the conditions
/// and jumps of the path to what ended the handle, and ends at the report.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Reporter.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

using namespace tapi;
using namespace tapi::engine;

/// More conditions than this make a story unreadable; the first and the last
/// ones are told.
static constexpr std::size_t MaxConditions = 8;

static std::string quoted(const std::string &Name) {
  return Name.empty() ? Name : "'" + Name + "'";
}

static std::string nameOf(const World &W, std::uint32_t Name) {
  return Name == NoId ? std::string() : quoted(W.text(Name));
}

/// The function or the message that does something.
static std::string actor(const FunctionRow *F, const MessageRow *M = nullptr) {
  return F ? std::string(F->Name) : M ? std::string(M->Name) : std::string();
}

static std::string obtainer(const World &W, const HandleInfo &H) {
  return H.Actor == NoId ? actor(H.ObtainedBy, H.DeliveredBy) : W.text(H.Actor);
}

static std::string ender(const World &W, const HandleInfo &H) {
  return H.EndActor == NoId ? actor(H.EndedBy, H.EndToldBy)
                            : W.text(H.EndActor);
}

/// The last reference to something that has to be released ends.
static bool tellsLoss(Text T) {
  switch (ruleOf(T)) {
  case Rule::TAPI001:
  case Rule::TAPI002:
  case Rule::TAPI007:
  case Rule::TAPI017:
    return true;
  default:
    return T == Text::MessageNotFreed || T == Text::ProxyNeverAnswered;
  }
}

TextArguments Reporter::arguments(const Violation &V) const {
  TextArguments A;
  A.Kind = std::string(
      description(V.Kind == HandleKind::None ? V.Handle.Kind : V.Kind));
  A.Handle = quoted(V.HandleName);
  if (A.Handle.empty())
    A.Handle = nameOf(W, V.Handle.Name);
  if (A.Handle.empty()) // Only an expression ever had it.
    A.Handle = "'" + std::string(typeName(V.Handle.Kind)) + "'";
  A.Function = V.Function ? actor(V.Function) : V.Actor;
  A.Ender = ender(W, V.Handle);
  A.Parent = nameOf(W, V.Parent == NoId ? V.Handle.Ended : V.Parent);
  A.Place = quoted(V.Place);
  A.Detail = V.Detail;
  return A;
}

Note Reporter::obtained(const Violation &V) const {
  TextArguments A = arguments(V);
  A.Kind = std::string(description(V.Handle.Kind));
  if (V.Handle.Name != NoId)
    A.Handle = nameOf(W, V.Handle.Name);
  A.Function = obtainer(W, V.Handle);
  bool Later = V.Handle.ObtainedBy &&
               V.Handle.ObtainedBy->Completes == Completion::Async;
  Text T = V.Handle.Kind == HandleKind::None      ? Text::NoteLateWrite
           : V.Handle.isAnswered()                ? Text::NoteTaken
           : V.Handle.DeliveredBy                 ? Text::NoteDelivered
           : V.Handle.Kind == HandleKind::Request ? Text::NoteAwaited
           : Later                                ? Text::NoteRequested
           : V.Handle.Count != NoId               ? Text::NoteListObtained
                                                  : Text::NoteObtained;
  return {V.Handle.ObtainedAt, render(T, A)};
}

/// What is said of a step with which a function begins, or lets others begin.
static Text beginning(StepKind K) {
  switch (K) {
  case StepKind::Waits:
    return Text::NoteWaits;
  case StepKind::Meanwhile:
    return Text::NoteMeanwhile;
  case StepKind::Constructed:
    return Text::NoteConstructed;
  default:
    return Text::NoteLater;
  }
}

/// The kind of what ended when \p H died: its own, or that of its parent.
static HandleKind endedKind(const HandleInfo &H) {
  if (H.EndToldBy)
    return kindOf(H.EndToldBy->Device);
  if (H.EndedBy)
    for (const Argument &A : H.EndedBy->Args)
      if (A.Role == ArgRole::Release)
        return A.Kind;
  return HandleKind::None;
}

Note Reporter::ended(const Violation &V) const {
  TextArguments A = arguments(V);
  A.Function = ender(W, V.Handle);
  Text T = Text::NoteEnded;
  bool EndsOthers = hasDependents(endedKind(V.Handle));
  if (V.Handle.Life == State::LineClosed)
    T = EndsOthers ? Text::NoteParentEnded : Text::NoteEndedAlone;
  else if (V.Handle.Life == State::AppShutDown)
    T = Text::NoteAppEnded;
  else if (V.Handle.Life == State::ForceClosed)
    T = EndsOthers ? Text::NoteForcedClose : Text::NoteForcedCloseAlone;
  return {V.Handle.EndedAt, render(T, A)};
}

/// Leaves the first and the last conditions.
static void shorten(std::vector<Note> &Notes,
                    const std::vector<std::size_t> &Conditions) {
  if (Conditions.size() <= MaxConditions)
    return;
  std::size_t From = MaxConditions / 2;
  std::size_t To = Conditions.size() - MaxConditions / 2;
  for (std::size_t I = To; I-- > From;)
    Notes.erase(Notes.begin() + static_cast<std::ptrdiff_t>(Conditions[I]));
}

/// The step at which a message brings \p H while something waits; 0 for other
/// handles.
static std::size_t deliveryInWait(llvm::ArrayRef<const TrailStep *> Steps,
                                  const HandleInfo &H) {
  bool Waits = false;
  for (std::size_t I = 0; I < Steps.size() && H.DeliveredBy; ++I) {
    Waits |= Steps[I]->Kind == StepKind::Waits;
    if (Waits && Steps[I]->Kind == StepKind::Branch &&
        Steps[I]->Where == H.ObtainedAt)
      return I;
  }
  return 0;
}

/// The last step before \p I at which something waits.
static std::size_t waitBefore(llvm::ArrayRef<const TrailStep *> Steps,
                              std::size_t I) {
  while (I && Steps[I]->Kind != StepKind::Waits)
    --I;
  return I;
}

std::vector<Note> Reporter::story(const Violation &V, const Trail &Past) const {
  std::vector<const TrailStep *> Steps = stepsSince(Past, nullptr);
  std::size_t First = 0;
  StepKind Beginning =
      V.Handle.isAnswered() ? StepKind::Taken : StepKind::Obtained;
  for (std::size_t I = 0; I < Steps.size(); ++I)
    if (Steps[I]->Kind == Beginning && Steps[I]->Where == V.Handle.ObtainedAt)
      First = I;
  // A message that came in a wait is told behind the wait.
  std::size_t Delivery = deliveryInWait(Steps, V.Handle);
  std::vector<Note> Notes;
  std::vector<std::size_t> Conditions;
  if (Delivery)
    First = waitBefore(Steps, Delivery);
  else if (V.Handle.Origin != V.Handle.ObtainedAt) {
    TextArguments A;
    A.Function = nameOf(W, V.Handle.OriginName);
    Notes.push_back({V.Handle.Origin, render(Text::NoteCalling, A)});
  }
  if (V.Handle.ObtainedAt && !Delivery)
    Notes.push_back(obtained(V));
  bool IsDead = isDead(V.Handle.Life) && V.Handle.EndedAt;
  bool ToldEnd = !IsDead;
  for (std::size_t I = First; I < Steps.size(); ++I) {
    const TrailStep &S = *Steps[I];
    if (Delivery && I == Delivery)
      Notes.push_back(obtained(V));
    switch (S.Kind) {
    case StepKind::Branch:
    case StepKind::Jump:
      // Both operands of an && in a macro are one condition to the reader.
      if (!Notes.empty() && Notes.back().Where == S.Where &&
          Notes.back().Text == S.Text)
        break;
      // What proves a call idle is no condition to leave out.
      if (V.Message != Text::StateBoundOnIdle || S.Where != V.Handle.IdleAt)
        Conditions.push_back(Notes.size());
      Notes.push_back({S.Where, S.Text});
      break;
    case StepKind::Enter: {
      // The call at hand needs no words unless steps in it follow.
      if (S.Where == V.Handle.Origin ||
          (S.Where == V.Where && I + 1 == Steps.size()))
        break;
      TextArguments A;
      A.Function = quoted(S.Text);
      Conditions.push_back(Notes.size());
      Notes.push_back({S.Where, render(Text::NoteCalling, A)});
      break;
    }
    case StepKind::Later:
    case StepKind::Waits:
    case StepKind::Meanwhile:
    case StepKind::Constructed: {
      TextArguments A;
      A.Function = quoted(S.Text);
      Notes.push_back({S.Where, render(beginning(S.Kind), A)});
      break;
    }
    case StepKind::Obtained:
    case StepKind::Taken:
      break;
    case StepKind::Ended:
      if (!ToldEnd && S.Where == V.Handle.EndedAt) {
        Notes.push_back(ended(V));
        ToldEnd = true;
      }
      break;
    }
  }
  if (!ToldEnd) {
    // It ended before this function began.
    std::size_t At = (V.Handle.ObtainedAt ? 1 : 0) +
                     (V.Handle.Origin != V.Handle.ObtainedAt ? 1 : 0);
    Notes.insert(Notes.begin() + static_cast<std::ptrdiff_t>(At), ended(V));
    for (std::size_t &C : Conditions)
      ++C;
  }
  auto IsTold = [&Steps](Position Where) {
    return llvm::any_of(Steps, [Where](const TrailStep *S) {
      return S->Kind == StepKind::Enter && S->Where == Where;
    });
  };
  shorten(Notes, Conditions);
  for (const auto &[Where, Name] : llvm::reverse(V.Calls)) {
    if (Where == V.Where || IsTold(Where))
      continue;
    TextArguments A;
    A.Function = quoted(Name);
    Notes.push_back({Where, render(Text::NoteCalling, A)});
  }
  if (V.Inner) {
    TextArguments A = arguments(V);
    // Of a request, the function is the one that made it.
    bool IsOfRequest = V.Message == Text::UsedBeforeReply ||
                       V.Message == Text::UsedAfterFailure;
    bool IsNamed = !A.Function.empty() && !IsOfRequest;
    Notes.push_back(
        {V.Inner, render(IsNamed ? Text::NoteHappens : Text::NoteUsed, A)});
  }
  return Notes;
}

/// What comes last in an expression: the field, or the variable.
static std::string memberName(llvm::StringRef Expression) {
  std::size_t End = Expression.find_last_of(".>");
  return Expression.substr(End == llvm::StringRef::npos ? 0 : End + 1).str();
}

void Reporter::report(const Violation &V, const Trail &Past) {
  if (Muted && !V.Handle.has(LeftBehind) && V.Message != Text::UsedUnset)
    return;
  Rule R = ruleOf(V.Message);
  // A leak's root cause is where the handle came from; of a use, the use.
  bool IsLoss = tellsLoss(V.Message);
  Position Key = IsLoss && V.Handle.Origin ? V.Handle.Origin : V.Where;
  bool IsOfOrigin = R == Rule::TAPI018 || R == Rule::TAPI010;
  Position Second = IsOfOrigin ? V.Handle.Origin : V.Inner;
  if (V.Handle.ObtainedAt) {
    Reported.insert(V.Handle.ObtainedAt);
  } else {
    Accused.emplace(V.Handle.Kind, memberName(V.HandleName));
    if (V.Handle.Name != NoId)
      Accused.emplace(V.Handle.Kind, memberName(W.text(V.Handle.Name)));
  }
  if (IsLoss)
    R = R == Rule::TAPI002 ? Rule::TAPI001 : R;
  if (!Seen.emplace(R, Key, Second).second)
    return;
  Finding F;
  F.Id = ruleOf(V.Message);
  F.Where = V.Where;
  F.Text = render(V.Message, arguments(V));
  F.Story = story(V, Past);
  Position End = V.Inner ? V.Inner : V.Where;
  Causes.push_back(
      {V.Handle.Origin, F.Id == Rule::TAPI018 ? End : V.Handle.EndedAt,
       IsLoss && V.Handle.DeliveredBy && V.Handle.Kind == HandleKind::Call,
       IsLoss && V.Handle.isAnswered(), IsLoss && V.Handle.Count != NoId,
       V.OfEarlierRound, V.Root, storedRank(V),
       V.Message == Text::AsyncResultTestedAsSync});
  Findings.push_back(std::move(F));
}

unsigned Reporter::storedRank(const Violation &V) const {
  if (!V.Handle.has(DeadAtStart))
    return 0;
  return W.function(V.Root).Role == ir::MemberRole::Destructor ? 1 : 2;
}

/// A handle that stays set after its end is one mistake, wherever it is used:
/// the most convincing place is told.
bool Reporter::isOutranked(std::size_t I) const {
  if (!Causes[I].StoredRank)
    return false;
  for (std::size_t J = 0; J < Findings.size(); ++J) {
    if (J == I || !Causes[J].StoredRank ||
        Causes[J].EndedAt != Causes[I].EndedAt)
      continue;
    if (Causes[J].StoredRank < Causes[I].StoredRank ||
        (Causes[J].StoredRank == Causes[I].StoredRank && J < I))
      return true;
  }
  return false;
}

/// What is lost is released elsewhere, under another name, or told already.
bool Reporter::isExcused(const Cause &C) const {
  // The call was brought by a message before it was offered, and what became of
  // that is told there.
  auto IsToldThere = [](const Cause &O) {
    return O.IsMessageLoss && !O.IsAnsweredLoss;
  };
  return (C.IsMessageLoss && Releasing.count(C.Root)) ||
         (C.IsListLoss && ReleasesAll) ||
         (C.IsAnsweredLoss && (ReleasesForeignCall || LinesAreClosed ||
                               llvm::any_of(Causes, IsToldThere)));
}

/// A call that is used after its line was closed did reach what comes too late:
/// that it should have come earlier is one mistake, not two.
void Reporter::dropSubsumed() {
  auto IsUsedLater = [&](std::size_t I) {
    for (std::size_t J = 0; J < Findings.size(); ++J)
      if (Findings[J].Id == Rule::TAPI005 &&
          Causes[J].Origin == Causes[I].Origin &&
          Causes[J].EndedAt == Causes[I].EndedAt)
        return true;
    return false;
  };
  // Where a later round's request failed, the variable may still hold the call
  // of the round before, but that the request failed is the mistake.
  auto FailsAnyway = [&](std::size_t I) {
    for (std::size_t J = 0; J < Findings.size(); ++J)
      if (Findings[J].Id == Rule::TAPI009 &&
          Findings[J].Where == Findings[I].Where &&
          Causes[J].Origin == Causes[I].Origin)
        return true;
    return false;
  };
  std::vector<Finding> Kept;
  for (std::size_t I = 0; I < Findings.size(); ++I)
    if (!(Findings[I].Id == Rule::TAPI018 && IsUsedLater(I)) &&
        !(Causes[I].OfEarlierRound && FailsAnyway(I)) && !isOutranked(I) &&
        !isExcused(Causes[I]) &&
        !(Causes[I].IsTest && Deciding.count(Findings[I].Where)))
      Kept.push_back(std::move(Findings[I]));
  Findings = std::move(Kept);
}

Result Reporter::finish() {
  for (const HeldViolation &H : Held)
    if (!H.Refuted &&
        (H.V.Handle.isAnswered() || (H.Confirmed && Cleared.count(H.V.Where))))
      report(H.V, H.Past);
  dropSubsumed();
  auto KeyOf = [](const Finding &F) { return std::tie(F.Where, F.Id, F.Text); };
  auto BeginsAt = [](const Finding &F) {
    return F.Story.empty() ? 0 : F.Story.front().Where;
  };
  llvm::sort(Findings, [&](const Finding &A, const Finding &B) {
    return std::make_tuple(KeyOf(A), BeginsAt(A)) <
           std::make_tuple(KeyOf(B), BeginsAt(B));
  });
  // Two handles of one name that meet the same fate at one place.
  auto Last = std::unique(
      Findings.begin(), Findings.end(),
      [&](const Finding &A, const Finding &B) { return KeyOf(A) == KeyOf(B); });
  Findings.erase(Last, Findings.end());
  for (const auto &[Name, Where] : Kept)
    if (Accused.count(Name))
      Reported.insert(Where);
  Result R;
  R.Stats.Sites = static_cast<unsigned>(Sites.size());
  R.Stats.Reported = static_cast<unsigned>(
      llvm::count_if(Sites, [&](Position P) { return Reported.count(P); }));
  // One reason a site.
  for (const auto &[Where, Reason] : Unknown)
    if (Sites.count(Where) && !Reported.count(Where) &&
        (R.Stats.Unknown.empty() || R.Stats.Unknown.back().Where != Where))
      R.Stats.Unknown.push_back({Where, Reason});
  R.Findings = std::move(Findings);
  return R;
}
