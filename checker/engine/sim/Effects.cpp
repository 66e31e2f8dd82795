//===- Effects.cpp - What happens to memory and to the handles in it
//------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Effects.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Effects.h"

#include <functional>

using namespace tapi;
using namespace tapi::engine;

SymId Effects::fresh(SiteId Site, unsigned Index) {
  SymId Y = N.conjured(Site, Index);
  S.retire(N, Y);
  return Y;
}

void Effects::pastStep(StepKind Kind, Position Where, std::string Text) {
  S.Past = append(std::move(S.Past), {Kind, Where, std::move(Text)});
}

void Effects::collectHandles(LocId Within,
                             llvm::SmallVectorImpl<SymId> &Out) const {
  for (const auto &[L, V] : S.Store)
    if (V.isSym() && S.Handles.find(V.Id) && N.isWithin(L, Within))
      Out.push_back(V.Id);
}

void Effects::assign(LocId L, const Value &V, const LossCause &Why) {
  if (L == NoId) {
    escape(V);
    return;
  }
  if (N.isUncertain(L)) {
    // Which element is written is not known: from now on none is.
    escape(V);
    while (N.location(L).Kind != LocKind::Any)
      L = N.location(L).A;
    for (auto &[E, Old] : S.Store)
      if (E != L && N.isWithin(E, N.location(L).A))
        forget(Old);
    S.Store.set(L, Value::unknown());
    return;
  }
  llvm::SmallVector<SymId, 4> Lost;
  collectHandles(L, Lost);
  S.Store.eraseIf(
      [&](const auto &E) { return E.first != L && N.isWithin(E.first, L); });
  S.Store.set(L, V);
  checkLoss(Lost, Why);
}

void Effects::zero(LocId L, const LossCause &Why) {
  if (L != NoId)
    assign(L, Value::integer(0), {LossBy::Clear, Why.Where, Why.Function});
}

void Effects::copy(LocId To, LocId From, const LossCause &Why) {
  if (To == NoId) {
    if (From != NoId)
      escape(Value::address(From));
    return;
  }
  if (From == NoId || N.isWithin(From, To) || N.isWithin(To, From)) {
    assign(To, Value::unknown(), Why);
    return;
  }
  std::vector<std::pair<LocId, Value>> Parts;
  std::function<LocId(LocId)> Moved = [&](LocId L) -> LocId {
    if (L == From)
      return To;
    const Location Y = N.location(L);
    LocId Parent = Moved(Y.A);
    switch (Y.Kind) {
    case LocKind::Field:
      return N.field(Parent, Y.B);
    case LocKind::Element:
      return N.element(Parent, Y.B);
    default:
      return N.anyElement(Parent);
    }
  };
  for (const auto &[L, V] : S.Store)
    if (N.isWithin(L, From))
      Parts.emplace_back(L, V);
  Value Whole = Eval.load(From);
  llvm::SmallVector<SymId, 4> Lost;
  collectHandles(To, Lost);
  S.Store.eraseIf([&](const auto &E) { return N.isWithin(E.first, To); });
  S.Store.set(To, Whole.isSym() ? Value::unknown() : Whole);
  for (auto &[L, V] : Parts)
    S.Store.set(Moved(L), V);
  checkLoss(Lost, Why);
}

void Effects::end(llvm::ArrayRef<LocId> Roots, const LossCause &Why) {
  llvm::SmallVector<SymId, 4> Lost;
  for (LocId R : Roots) {
    std::size_t First = Lost.size();
    collectHandles(R, Lost);
    const Location &Y = N.location(R);
    if (Y.Kind == LocKind::Local && W.function(Y.A).Vars[Y.B].EndsUnseen)
      for (std::size_t I = First; I < Lost.size(); ++I)
        letGo(*S.Handles.find(Lost[I]),
              "is in an object whose destructor is not followed");
  }
  S.Store.eraseIf([&](const auto &E) {
    return llvm::is_contained(Roots, N.root(E.first));
  });
  checkLoss(Lost, Why);
}

void Effects::forget(Value &V) {
  if (HandleInfo *H = S.handle(V))
    letGo(*H, "is kept where code that is not seen can change it");
  V = Value::unknown();
}

void Effects::escape(const Value &V) {
  if (HandleInfo *H = S.handle(V))
    letGo(*H, "is passed to code that is not seen");
  forgetPointee(V);
}

void Effects::letGo(HandleInfo &H, const char *Why) {
  if (isAlive(H.Life) || H.Life == State::Pending)
    giveUp(H, Why);
  H.Flags |= Escaped;
}

void Effects::giveUp(const HandleInfo &H, const char *Why) {
  if (H.ObtainedAt && !(H.Flags & (Incoming | Settled | Escaped)))
    Sim.reporter().unknown(H.ObtainedAt, Why);
}

void Effects::forgetPointee(const Value &Pointer) {
  LocId L = Eval.pointee(Pointer);
  if (L == NoId)
    return;
  llvm::SmallVector<LocId, 4> Roots{N.root(L)};
  for (unsigned I = 0; I < Roots.size(); ++I)
    for (auto &[E, V] : S.Store) {
      if (N.root(E) != Roots[I])
        continue;
      LocId Next = S.handle(V) ? NoId : Eval.pointee(V);
      forget(V);
      if (Next != NoId && !llvm::is_contained(Roots, N.root(Next)))
        Roots.push_back(N.root(Next));
    }
  // Parts that were never stored may be set now, too.
  if (N.isLocal(L))
    S.Store.set(N.root(L), Value::unknown());
}

/// The object that \p Pointer points to can be reached by others: the pointer
/// did not come to this function as an argument.
bool Effects::isShared(SymId Pointer) const {
  const Symbol &Y = N.symbol(Pointer);
  if (Y.Kind == SymKind::Entry)
    return false;
  if (Y.Kind != SymKind::Initial)
    return true;
  const Location &Root = N.location(N.root(Y.A));
  if (Root.Kind == LocKind::Region)
    return isShared(Root.A);
  return Root.Kind == LocKind::Global;
}

void Effects::forgetShared(bool ByAnybody) {
  const Footprint &Others = Sim.others();
  for (auto &[L, V] : S.Store) {
    const Location &Root = N.location(N.root(L));
    bool MayChange = false;
    if (Root.Kind == LocKind::Global) {
      MayChange = Others.GlobalsWritten.count(Root.A) ||
                  (ByAnybody && !W.module().Globals[Root.A].Internal);
    } else if (Root.Kind == LocKind::Region) {
      const Location &Y = N.location(L);
      MayChange = ByAnybody ? isShared(Root.A)
                            : Y.Kind == LocKind::Field &&
                                  Others.FieldsWritten.count(Y.B);
    }
    if (MayChange)
      forget(V);
  }
}

void Effects::giveUpElements(LocId Any) {
  while (N.location(Any).Kind != LocKind::Any)
    Any = N.location(Any).A;
  LocId Array = N.location(Any).A;
  for (auto &[L, V] : S.Store)
    if (N.isWithin(L, Array))
      if (HandleInfo *H = S.handle(V))
        letGo(*H, "is in an array that is read by an index that is not known");
}

/// The function of the model that releases handles of kind \p K.
static const FunctionRow *releaseFunction(HandleKind K) {
  for (const FunctionRow &Row : functions())
    for (const Argument &A : Row.Args)
      if (A.Role == ArgRole::Release && A.Kind == K)
        return &Row;
  return nullptr;
}

void Effects::tellUndeallocated(SymId Call, const HandleInfo &End,
                                Position Where) {
  HandleInfo &H = *S.Handles.find(Call);
  if (H.Kind != HandleKind::Call || !isAlive(H.Life) || !H.ObtainedAt ||
      (H.Flags & (Incoming | Escaped | Settled)) || !H.has(Answered) ||
      H.Priv == Privilege::Monitor)
    return;
  static const FunctionRow *Release = releaseFunction(HandleKind::Call);
  Violation V;
  V.Message = Text::CallNotDeallocated;
  V.Where = Where;
  V.Inner = End.EndedAt != Where ? End.EndedAt : 0;
  V.Function = End.EndedBy;
  V.Detail = Release ? std::string(Release->Name) : std::string();
  std::uint16_t Flags = H.Flags;
  violate(Call, std::move(V));
  // It still dies here, and what follows still must not use it.
  S.Handles.find(Call)->Flags = Flags;
}

void Effects::endChildren(SymId Parent, const HandleInfo &End, Position Where) {
  Event E = End.Life == State::Released ? childEvent(End.Kind, Event::Release)
            : End.Life == State::ForceClosed ? Event::ForcedClose
                                             : Event::ParentShutDown;
  llvm::SmallVector<SymId, 4> Children;
  for (const auto &[Y, H] : S.Handles)
    if (H.Parent == Parent && Y != Parent)
      Children.push_back(Y);
  for (SymId Y : Children) {
    if (E != Event::ForcedClose)
      tellUndeallocated(Y, End, Where);
    HandleInfo &H = *S.Handles.find(Y);
    State Next = step(H.Kind, H.Life, E).Next;
    if (Next != H.Life && isDead(Next)) {
      H.EndedAt = End.EndedAt;
      H.EndedBy = End.EndedBy;
      H.Ended = End.Ended;
    }
    H.Life = Next;
    // Lines and phones carry the end of their app on to their calls.
    HandleInfo Copy = H;
    endChildren(Y, Copy, Where);
  }
}

void Effects::excuseChildren(SymId Parent) {
  for (auto &[Y, H] : S.Handles)
    if (H.Parent == Parent && (isAlive(H.Life) || H.Life == State::Pending))
      H.Flags |= Escaped;
}

/// \p Y is what an argument of the function was when it began.
static bool isArgument(const Names &N, SymId Y) {
  const Symbol &S = N.symbol(Y);
  return S.Kind == SymKind::Entry ||
         (S.Kind == SymKind::Initial && N.isLocal(S.A));
}

void Effects::excuseOrphans(SymId Parent, HandleKind K) {
  if (isArgument(N, Parent))
    return;
  for (auto &[Y, H] : S.Handles)
    if (parentKind(H.Kind) == K && isAlive(H.Life) && H.Parent != NoId &&
        !isArgument(N, H.Parent) && !S.isHeld(H.Parent)) {
      letGo(H, "may have ended with a handle of unknown origin");
      excuseChildren(Y);
    }
}

void Effects::mayBeAnswered() {
  S.Waited = true;
  for (auto &[Y, H] : S.Handles)
    if (H.Life == State::Pending)
      H.Flags |= MaybeAnswered;
}

/// The sentence for a loss, by kind and cause.
static Text lossText(HandleKind K, LossBy By) {
  static const Text CallTexts[] = {Text::CallLeaked, Text::CallCleared,
                                   Text::CallOverwritten, Text::CallOutReused};
  static const Text LineTexts[] = {Text::LineLeaked, Text::LineCleared,
                                   Text::LineOverwritten,
                                   Text::LineOverwritten};
  static const Text AppTexts[] = {Text::AppLeaked, Text::AppLeaked,
                                  Text::AppOverwritten, Text::AppOverwritten};
  unsigned I = static_cast<unsigned>(By);
  if (K == HandleKind::Call)
    return CallTexts[I];
  return parentKind(K) == HandleKind::None ? AppTexts[I] : LineTexts[I];
}

/// Somebody still has \p Y. What is left of the message that brought it does
/// not count once the program's own variable for it ends.
bool Effects::isHeldByProgram(SymId Y, const LossCause &Why) const {
  const HandleInfo &H = *S.Handles.find(Y);
  // An argument of the very call that writes over the variable is no reference.
  if (Why.By == LossBy::OutReuse)
    return llvm::any_of(
        S.Store, [Y](const auto &E) { return E.second == Value::symbol(Y); });
  if (!H.DeliveredBy || Why.By != LossBy::End || Why.OfExpression)
    return S.isHeld(Y);
  auto IsMessage = [&](LocId L) {
    const Location &P = N.location(L);
    if (P.Kind == LocKind::Field)
      return W.module().Fields[P.B].Part != MessagePart::NotAMessage;
    return P.Kind == LocKind::Local && W.function(P.A).IsCallback &&
           P.B < W.function(P.A).NumParams;
  };
  return llvm::any_of(S.Store, [&](const auto &E) {
    return E.second == Value::symbol(Y) && !IsMessage(E.first);
  });
}

/// TAPI010: TAPI will write the handle to a place that ends here.
void Effects::tellOutLocation(SymId Y, const LossCause &Why) {
  const HandleInfo &H = *S.Handles.find(Y);
  Violation V;
  V.Message = Text::OutLocationDies;
  V.Where = Why.Where;
  V.Function = H.ObtainedBy;
  V.Place = H.Name == NoId ? std::string() : W.text(H.Name);
  violate(Y, std::move(V));
}

void Effects::checkLoss(llvm::ArrayRef<SymId> Symbols, const LossCause &Why) {
  bool IsEnd = Why.By == LossBy::End || Why.By == LossBy::Clear;
  llvm::SmallVector<std::pair<SymId, Rule>, 4> Lost;
  for (SymId Y : Symbols) {
    HandleInfo *H = S.Handles.find(Y);
    if (!H || (H->Flags & (Incoming | Escaped | HeldOutside | Settled)) ||
        isHeldByProgram(Y, Why))
      continue;
    // A message that nobody looks into costs nothing: the next one names the
    // same call again.
    if (H->has(Offered))
      continue;
    // Whoever waited has seen what became of the request.
    if (H->Life == State::Pending && H->has(MaybeAnswered)) {
      giveUp(*H, "has its reply looked at where that cannot be followed");
      continue;
    }
    Transition T =
        step(H->Kind, H->Life, IsEnd ? Event::Lost : Event::Overwritten);
    if (H->Life == State::Pending && Why.By == LossBy::End &&
        !Why.OfExpression && !H->has(AtEntry))
      tellOutLocation(Y, Why);
    else if (T.Violated != Rule::None)
      Lost.emplace_back(Y, T.Violated);
  }
  for (auto [Y, R] : Lost) {
    HandleInfo *H = S.Handles.find(Y);
    if (!H || H->has(Settled))
      continue;
    // The loss of an app includes that of its lines: one release mends both.
    bool WithParent = llvm::any_of(Lost, [&, Rule = R](const auto &O) {
      return O.first == H->Parent && O.second == Rule;
    });
    if (WithParent) {
      H->Flags |= Settled;
      continue;
    }
    Violation V;
    V.Message = lossText(H->Kind, Why.By);
    V.Where = Why.Where;
    V.Function = Why.Function;
    violate(Y, std::move(V));
  }
}

void Effects::violate(SymId Id, Violation V) {
  HandleInfo &H = *S.Handles.find(Id);
  if (H.has(Settled))
    return;
  Rule R = ruleOf(V.Message);
  bool IsAboutDeath = isDead(H.Life);
  bool ByCaller = IsAboutDeath ? H.has(DeadAtEntry) : H.has(AtEntry);
  if (R == Rule::TAPI008 || R == Rule::TAPI012 || R == Rule::TAPI013)
    ByCaller = false;
  V.Handle = H;
  V.Root = Sim.root();
  H.Flags |= Settled;
  if (!ByCaller) {
    Sim.reporter().report(V, S.Past);
    return;
  }
  Latent L{V.Message, Id, V.Inner ? V.Inner : V.Where, V.Function, V.Calls};
  if (!llvm::is_contained(S.Latents, L))
    S.Latents.push_back(std::move(L));
}
