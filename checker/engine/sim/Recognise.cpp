//===- Recognise.cpp - What a condition tells of messages -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A message is recognised where a condition compares its identifier: its parts
/// get their meaning by messages.def, handles are delivered or ended, and a
/// reply is matched with the request that waits for it.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/CallLists.h"
#include "checker/engine/sim/Evaluate.h"
#include "checker/engine/sim/Requests.h"

using namespace tapi;
using namespace tapi::engine;
using ir::BinaryOp;

/// \p Id has the value \p Number: if it is the identifier of a message, its
/// parts get their meaning; if it is the state of a call, the call is in that
/// state. False if the message cannot be about the handle that it names.
bool Evaluator::recognise(SymId Id, std::int64_t Number) {
  for (MessageInHand &M : S.Messages) {
    if (M.part(MessagePart::MessageId) == Id && !M.Row) {
      M.Row = findMessage(static_cast<std::uint32_t>(Number));
      if (M.Row && !receive(M))
        return false;
    } else if (M.Row && M.Row->Effect == MessageEffect::CallState &&
               M.part(MessagePart::Param1) == Id && Number == CallStateIdle) {
      HandleInfo *H = S.Handles.find(M.part(MessagePart::Device));
      if (!H || H->has(Settled))
        continue;
      H->Life = step(H->Kind, H->Life, Event::GoIdle).Next;
      H->IdleAt = S.At;
      H->Flags &= static_cast<std::uint32_t>(~AskedIdle);
      H->Flags |= M.IsAnswer ? AskedIdle : 0;
    }
  }
  return true;
}

/// How the program writes \p Y: the parameter or field that it came in.
std::string Evaluator::nameOf(SymId Y) const {
  const Symbol &Origin = N.symbol(Y);
  if (Origin.Kind == SymKind::Initial)
    return W.describe(Origin.A);
  for (const auto &[L, V] : S.Store)
    if (V == Value::symbol(Y))
      return W.describe(L);
  return {};
}

/// Two symbols are known to be different values.
bool Evaluator::areDifferent(SymId A, SymId B) const {
  Value V =
      compare(BinaryOp::EQ, {32, false}, Value::symbol(A), Value::symbol(B));
  RangeSet R = range(V);
  return R.isSingle() && R.lowest() == 0;
}

/// Where the program keeps its only handle of kind \p K; NoId if there is no
/// such place.
LocId Evaluator::solePlace(HandleKind K) const {
  const SoleHolder &Sole = W.soles().of(K);
  if (!Sole.isKnown())
    return NoId;
  LocId L = N.global(Sole.Global);
  return Sole.Field == ir::None ? L : N.field(L, Sole.Field);
}

SymId Evaluator::soleHandle(HandleKind K) const {
  LocId L = solePlace(K);
  Value V = L == NoId ? Value::unknown() : load(L);
  return V.isSym() ? V.Id : NoId;
}

/// \p A and \p B are found to be different. If one is the device whose end a
/// message told, and the other the only one of the program, that has not ended.
void Evaluator::distinguish(SymId A, SymId B) {
  if (!S.Family.Told)
    return;
  SymId Sole = soleHandle(S.Family.Of);
  for (const MessageInHand &M : S.Messages) {
    SymId Device = M.part(MessagePart::Device);
    bool IsOther = (Device == A && Sole == B) || (Device == B && Sole == A);
    if (M.Row != S.Family.Told || Device == NoId || Sole == NoId || !IsOther)
      continue;
    S.reviveFamily(Device);
    return;
  }
}

/// The application has ended while messages were waited for without limit:
/// nothing comes any more, and nothing of it can be released.
void Evaluator::loseMessages() {
  for (auto &[Y, H] : S.Handles) {
    if (H.has(Incoming))
      continue;
    if (H.Life == State::Pending)
      H.Life = step(H.Kind, H.Life, Event::ParentShutDown).Next;
    else if (isAlive(H.Life))
      H.Flags |= Doubtful;
  }
}

void Evaluator::doubtOthers(SymId Y, HandleKind K, bool WithCalls) {
  for (auto &[Other, H] : S.Handles) {
    if (Other == Y || H.Kind != K || !isAlive(H.Life) || H.has(Incoming) ||
        (Y != NoId && areDifferent(Y, Other)))
      continue;
    H.Flags |= Doubtful;
    for (auto &[Child, C] : S.Handles)
      if (WithCalls && C.Parent == Other && isAlive(C.Life))
        C.Flags |= Doubtful;
  }
}

/// Message \p Row tells that line \p Line, which is called \p Name, is dead.
void Evaluator::endCallsOf(SymId Line, const MessageRow *Row, Position Where,
                           std::uint32_t Name) {
  for (auto &[Y, Call] : S.Handles)
    if (Call.Parent == Line && isAlive(Call.Life)) {
      Call.Life = step(Call.Kind, Call.Life, Event::ForcedClose).Next;
      Call.EndedAt = Where;
      Call.EndToldBy = Row;
      Call.Ended = Name;
    }
}

/// What message \p M says of the handles in it; false if it contradicts what
/// is known of them.
bool Evaluator::receive(const MessageInHand &M) {
  const std::pair<Field, MessagePart> Fields[] = {
      {M.Row->Device, MessagePart::Device},
      {M.Row->Param1, MessagePart::Param1},
      {M.Row->Param2, MessagePart::Param2},
      {M.Row->Param3, MessagePart::Param3}};
  SymId Device = M.part(MessagePart::Device);
  const HandleInfo *About = Device == NoId ? nullptr : S.Handles.find(Device);
  if (About && About->has(LeftBehind) && M.Row->Device == Field::Unused)
    return false;
  // The states of a call are bits of a DWORD, and never the highest.
  if (SymId CallState = M.part(MessagePart::Param1);
      M.Row->Effect == MessageEffect::CallState && CallState != NoId &&
      !assumeRange(CallState, RangeSet(0, INT32_MAX)))
    return false;
  // The number of a request is positive (page: line-reply).
  if (SymId Request = M.part(MessagePart::Param1);
      M.Row->Effect == MessageEffect::Reply && Request != NoId &&
      !assumeRange(Request, RangeSet(1, INT32_MAX)))
    return false;
  if (M.NamesNothing && M.Row->Device != Field::Unused)
    return false;
  for (auto [F, Part] : Fields) {
    SymId Y = M.part(Part);
    HandleKind K = kindOf(F);
    bool IsEnd = M.Row->Effect == MessageEffect::ForcedClose &&
                 Part == MessagePart::Device;
    if (Y == NoId && IsEnd)
      doubtOthers(Y, K);
    if (Y == NoId || !hasReleaseDuty(K) || F == Field::ConferenceCall)
      continue;
    HandleInfo *Known = S.Handles.find(Y);
    if (Known && Known->Kind != K && Known->has(LeftBehind))
      return false;
    // A message about a call comes after the reply that made it valid.
    if (Known && Known->Life == State::Pending)
      PathState::answer(*Known, true);
    HandleInfo H = Known ? *Known : HandleInfo();
    H.Kind = K;
    LocId Sole = IsEnd ? solePlace(K) : NoId;
    if (H.Name == NoId) {
      std::string Name = nameOf(Y);
      H.Name = W.text(Name.empty() && Sole != NoId ? W.describe(Sole) : Name);
    }
    if (!Known)
      H.Flags = Incoming;
    H.Flags |= KindKnown;
    if (M.Row->Effect == MessageEffect::ForcedClose) {
      H.Life = State::ForceClosed;
      H.EndedAt = S.At;
      H.EndToldBy = M.Row;
      H.Ended = H.Name;
      S.Past = append(std::move(S.Past), {StepKind::Ended, S.At, {}});
    } else if (F == Field::ProxyRequest && !Known) {
      H.Flags = KindKnown;
      H.ObtainedAt = H.Origin = S.At;
      H.DeliveredBy = M.Row;
    } else if (F == Field::NewCall && !Known) {
      H.Flags = Answered | Offered | KindKnown;
      H.Parent = Device;
      H.ObtainedAt = H.Origin = S.At;
      H.DeliveredBy = M.Row;
    }
    S.Handles.set(Y, H);
    if (F == Field::DeadLine)
      endCallsOf(Y, M.Row, S.At, H.Name);
    SymId Kept = Sole == NoId ? NoId : soleHandle(K);
    bool IsOther = Kept != NoId && areDifferent(Y, Kept);
    if (Sole != NoId && !IsOther)
      S.endFamily({K, State::ForceClosed, S.At, nullptr, M.Row, H.Name});
    // Of a device that is not known it may be any one that is.
    if (IsEnd && H.has(Incoming))
      doubtOthers(Y, K);
  }
  return true;
}

/// What waits for the reply to \p Request may be a request of its own or a
/// handle that was requested. If \p P is the first parameter of a message, that
/// is the reply; false if it has come already.
bool Evaluator::matchReply(SymId P, SymId Request) {
  auto Waits = [&](const auto &E) {
    const HandleInfo &H = E.second;
    if (H.Kind == HandleKind::Request)
      return E.first == Request && isAlive(H.Life);
    return H.Request == Request;
  };
  if (llvm::none_of(S.Handles, Waits))
    return true;
  auto Tell = [&](SymId Result) {
    for (auto &E : S.Handles) {
      HandleInfo &H = E.second;
      if (!Waits(E))
        continue;
      if (H.Kind == HandleKind::Request || H.awaitsReply())
        H.Reply = Result;
      else if (H.has(Replied) && H.Reply != NoId && H.Reply != Result)
        return false;
    }
    return true;
  };
  for (const MessageInHand &M : S.Messages)
    if (M.part(MessagePart::Param1) == P && M.part(MessagePart::Param2) != NoId)
      return Tell(M.part(MessagePart::Param2));
  auto PartOf = [&](LocId L) {
    const Location &Y = N.location(L);
    return Y.Kind == LocKind::Field ? W.module().Fields[Y.B].Part
                                    : MessagePart::NotAMessage;
  };
  LocId Message = NoId;
  for (const auto &[L, V] : S.Store)
    if (V == Value::symbol(P) && PartOf(L) == MessagePart::Param1)
      Message = N.location(L).A;
  if (Message == NoId)
    return true;
  for (const auto &[L, V] : S.Store)
    if (V.isSym() && PartOf(L) == MessagePart::Param2 &&
        N.location(L).A == Message)
      if (!Tell(V.Id))
        return false;
  return true;
}
