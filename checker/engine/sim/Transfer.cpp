//===- Transfer.cpp - What instructions do to a state ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Loads, stores, scopes and calls other than of TAPI and of followed
/// functions.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Transfer.h"
#include "checker/engine/sim/EndNotes.h"
#include "checker/engine/sim/Meanwhile.h"
#include "checker/engine/sim/Ownership.h"
#include "checker/engine/sim/Requests.h"

using namespace tapi;
using namespace tapi::engine;
using ir::Opcode;

void Transfer::load(const ir::Instr &I, SiteId Site, PathState &S) {
  Evaluator Eval(W, F, S);
  LocId L = Eval.place(I.P);
  touchMemory(Sim, F, S, L, I.Where);
  Value V = Eval.load(L);
  if (V.K == Value::Undef)
    V = nameUnset(Site, L, S);
  askOthers(S, L, V);
  readNote(Sim, F, S, L, V);
  // A device's handle is the first member of what lies in a VARSTRING.
  if (LocId Data = deviceString(W, L); V.K == Value::Unknown && Data != L)
    if (Value Whole = Eval.load(Data); S.handle(Whole))
      V = Whole;
  bool IsUncertain = L != NoId && W.names().isUncertain(L);
  if (L != NoId && (IsUncertain || V.K == Value::Unknown))
    Effects(Sim, F, S).giveUpAliases(L);
  if (V.K == Value::Unknown) {
    // From here on it has a name, so that two tests of it agree.
    V = Value::symbol(Effects(Sim, F, S).fresh(Site, 0));
    // The way there may have got other names thereby.
    L = Eval.place(I.P);
    if (L != NoId && !IsUncertain)
      S.Store.set(L, V);
  }
  S.Temps.set(I.Dest, V);
  noteFamily(S, L, V);
  Effects(Sim, F, S).readObject(L, V);
  noteWin32Handle(Sim, F, S, L, V);
  noteMessage(S, L);
}

/// A variable for a handle that was never set has a value all the same, so that
/// its use is told once, and to whom it belongs.
Value Transfer::nameUnset(SiteId Site, LocId L, PathState &S) {
  if (L == NoId || !W.names().isLocal(L))
    return Value::undef();
  const Location Y = W.names().location(L);
  HandleKind K = HandleKind::None;
  if (Y.Kind == LocKind::Local)
    K = W.function(Y.A).Vars[Y.B].Kind;
  else if (Y.Kind == LocKind::Field)
    K = W.module().Fields[Y.B].Kind;
  if (!hasReleaseDuty(K))
    return Value::undef();
  HandleInfo H;
  H.Kind = K;
  H.Life = State::Unset;
  H.Name = W.text(W.describe(L));
  SymId Id = Effects(Sim, F, S).fresh(Site, 1);
  S.Handles.set(Id, H);
  S.Store.set(L, Value::symbol(Id));
  return Value::symbol(Id);
}

/// Memory is read for the first time since a family ended whose handle it may
/// hold.
void Transfer::noteFamily(PathState &S, LocId L, const Value &V) {
  if (!S.Family.isKnown() || !V.isSym() || S.Handles.find(V.Id) ||
      !Sim.storages().isPrivate(L) || Effects(Sim, F, S).mayBeWritten(L))
    return;
  const Location Y = W.names().location(L);
  HandleKind K = Y.Kind == LocKind::Field ? W.module().Fields[Y.B].Kind
                                          : W.module().Globals[Y.A].Kind;
  SymKind Made = W.names().symbol(V.Id).Kind;
  if (!S.Family.covers(K) ||
      (Made != SymKind::Initial && Made != SymKind::Conjured))
    return;
  // Nothing was opened before main began.
  if (Made == SymKind::Initial && Y.Kind == LocKind::Global &&
      W.function(F).IsMain && Sim.isOutermost())
    return;
  HandleInfo H = S.endedWithFamily(K);
  if (S.Family.ByCaller)
    H.Flags |= AtEntry | DeadAtEntry;
  H.Name = W.text(W.describe(L));
  S.Handles.set(V.Id, H);
  S.Store.set(L, V);
}

/// A number that callbacks set is read, which this path has not set itself:
/// what the program does then depends on what they have seen.
void Transfer::askOthers(PathState &S, LocId L, const Value &V) {
  const Names &N = W.names();
  if (L == NoId || N.location(L).Kind != LocKind::Global)
    return;
  ir::VarId G = N.location(L).A;
  if (!V.isSym() || N.symbol(V.Id).Kind != SymKind::Initial)
    return;
  if (W.module().Globals[G].Kind == HandleKind::None &&
      Sim.callbacks().GlobalsWritten.count(G))
    Effects(Sim, F, S).mayBeAnswered();
}

/// Reading a part of a LINEMESSAGE that came by a completion port, or from a
/// caller, puts that message in hand.
void Transfer::noteMessage(PathState &S, LocId L) {
  const Names &N = W.names();
  if (L == NoId || N.location(L).Kind != LocKind::Field)
    return;
  const auto &Fields = W.module().Fields;
  const Location Y = N.location(L);
  if (Fields[Y.B].Part == MessagePart::NotAMessage)
    return;
  Evaluator Eval(W, F, S);
  MessageInHand M;
  for (ir::FieldId Field = 0; Field < Fields.size(); ++Field) {
    if (Fields[Field].Part == MessagePart::NotAMessage ||
        Fields[Field].Record != Fields[Y.B].Record)
      continue;
    Value V = Eval.load(W.names().field(Y.A, Field));
    if (V.isSym())
      M.part(Fields[Field].Part) = V.Id;
  }
  SymId Id = M.part(MessagePart::MessageId);
  bool Known = llvm::any_of(S.Messages, [&](const MessageInHand &O) {
    return O.part(MessagePart::MessageId) == Id;
  });
  if (Id != NoId && !Known)
    S.Messages.push_back(M);
}

void Transfer::apply(ir::BlockId B, unsigned Index, PathState S, States &Out) {
  const ir::Instr &I = Fn.Blocks[B].Code[Index];
  SiteId Site = W.site(F, B, Index);
  Evaluator Eval(W, F, S);
  Effects Do(Sim, F, S);
  switch (I.Op) {
  case Opcode::Load:
    load(I, Site, S);
    break;
  case Opcode::Store: {
    Value V = Eval.value(I.A);
    LossBy By = V.isInt(0) ? LossBy::Clear : LossBy::Overwrite;
    tellStoredTest(Sim, F, I.A, V, I.Where, S);
    LocId L = Eval.place(I.P);
    touchMemory(Sim, F, S, L, I.Where);
    Do.assign(L, V, {By, I.Where});
    Do.writeMember(Fn.Places[I.P], L);
    if (L != NoId)
      nameDevice(W, S, V, L);
    break;
  }
  case Opcode::Copy:
    touchMemory(Sim, F, S, Eval.place(I.Q), I.Where);
    Do.copy(Eval.place(I.P), Eval.place(I.Q), {LossBy::Overwrite, I.Where});
    break;
  case Opcode::Zero:
    Do.zero(Eval.place(I.P), {LossBy::Clear, I.Where});
    break;
  case Opcode::Assign: {
    Value V = Eval.value(I.A);
    tellStoredTest(Sim, F, I.A, V, I.Where, S);
    S.Temps.set(I.Dest, V);
    break;
  }
  case Opcode::New: {
    SymId Y = Do.fresh(Site, 0);
    S.Facts.set(Y, RangeSet::single(0).complement());
    S.Temps.set(I.Dest, Value::symbol(Y));
    break;
  }
  case Opcode::Delete:
    freeMemory(S, Eval.value(I.A), I.Where);
    break;
  case Opcode::ScopeEnd:
    Do.end(W.names().local(F, I.A), {LossBy::End, I.Where});
    break;
  case Opcode::Jump:
    Do.pastStep(StepKind::Jump, I.Where,
                "'" + W.module().Strings[I.A] + "' is taken here");
    break;
  case Opcode::Call:
    if (call(I, Site, S, Out))
      return;
    break;
  }
  Out.push_back(std::move(S));
}

void Transfer::freeMemory(PathState &S, const Value &Pointer, Position Where) {
  Evaluator Eval(W, F, S);
  if (Pointer.K == Value::Int)
    return;
  LocId L = Eval.pointee(Pointer);
  if (L == NoId)
    return;
  LocId Root = W.names().root(L);
  Effects(Sim, F, S).end(Root, {LossBy::End, Where});
  // It no longer holds what it held when the function began.
  if (W.names().location(Root).Kind == LocKind::Region)
    S.Store.set(Root, Value::unknown());
}

void Transfer::setResult(const ir::Instr &I, SiteId Site, PathState &S) {
  if (I.Dest != ir::None)
    S.Temps.set(I.Dest, Value::symbol(Effects(Sim, F, S).fresh(Site, 0)));
}

/// The method that the virtual call \p C runs, if the class of its object is
/// known. While an object is made or ended, it is of another class.
ir::FuncId Transfer::overrider(const ir::CallSite &C, PathState &S) const {
  if (Fn.Role == ir::MemberRole::Constructor ||
      Fn.Role == ir::MemberRole::Destructor)
    return ir::None;
  Evaluator Eval(W, F, S);
  LocId Object = Eval.pointee(Eval.value(C.Args.front().Value));
  ir::StringId Class = Object == NoId ? ir::None : W.classOf(Object);
  for (const ir::Overrider &O : C.Overriders)
    if (O.Record == Class)
      return O.Method;
  return ir::None;
}

/// Handles \p I; true if all resulting states are in \p Out already.
bool Transfer::call(const ir::Instr &I, SiteId Site, PathState &S,
                    States &Out) {
  const ir::CallSite &C = Fn.Calls[I.A];
  if (C.NoReturn && !(Sim.threads().isThread(F) && endsThread(C)))
    return true;
  for (const ir::CallArg &A : C.Args)
    tellStoredTest(Sim, F, A.Value, Evaluator(W, F, S).value(A.Value), I.Where,
                   S);
  if (C.Tapi && C.Tapi->Judged) {
    Sim.reach(Site);
    tapiCall(Sim, F, I, Site, *C.Tapi, std::move(S), Out);
    return true;
  }
  if (Sim.meanwhile() != ir::None)
    runMeanwhile({Sim, F, I, Site, C}, S, Out);
  if (C.Annotated) {
    annotatedCall({Sim, F, I, Site, C}, std::move(S), Out);
    return true;
  }
  if (C.Environment) {
    passNotes(Sim, F, S, C);
    environmentCall(I, Site, C, S, Out);
    return true;
  }
  ir::FuncId Callee = C.Callee;
  if (Callee == ir::None && C.Pointer != ir::None) {
    Value V = Evaluator(W, F, S).value(C.Pointer);
    if (V.K == Value::Func)
      Callee = V.Id;
  }
  if (Callee == ir::None && !C.Overriders.empty())
    Callee = overrider(C, S);
  if (Callee == ir::None)
    Callee = Sim.onlyOverrider(C.Virtual);
  const FunctionRow *Tapi =
      Callee == ir::None ? nullptr : W.function(Callee).Tapi;
  if (Tapi && Tapi->Judged) {
    tapiCall(Sim, F, I, Site, *Tapi, std::move(S), Out);
    return true;
  }
  // Whatever it waits for, others run meanwhile.
  if (Callee != ir::None && Sim.footprint(Callee).Pumps)
    Sim.yield(S, Site, I.Where, Sim.footprint(Callee).Obtains);
  if (Callee != ir::None && Sim.canFollow(Callee) &&
      followCall(Sim, F, Callee, I, Site, S, Out))
    return true;
  passNotes(Sim, F, S, C);
  if (!C.SystemCallee)
    Sim.endNotes().tell(S, ByUnseenCode);
  unknownCall(I, Site, C, S);
  return false;
}

/// \p V leads to the object whose constructor is an entry point. That of a base
/// does not know what the class adds.
bool Transfer::isFresh(const Value &V, PathState &S) const {
  LocId L = Evaluator(W, F, S).pointee(V);
  return L != NoId && W.names().root(L) == L &&
         W.names().location(L).Kind == LocKind::Region &&
         W.names().location(L).A == Sim.fresh();
}

/// The callee knows nothing of handles, but may store an address.
void Transfer::escapeToOwnCode(const Value &V, const ir::CallSite &C,
                               PathState &S) {
  Effects Do(Sim, F, S);
  Do.escape(V, Reader::OwnCode);
  const Footprint &Print = Sim.footprint(C.Callee);
  if (V.K == Value::Addr &&
      (Print.CallsUnknown || !Print.GlobalsWritten.empty()))
    Do.expose(V.Id);
}

void Transfer::unknownCall(const ir::Instr &I, SiteId Site,
                           const ir::CallSite &C, PathState &S) {
  Effects Do(Sim, F, S);
  llvm::SmallVector<Value, 4> Args;
  for (const ir::CallArg &A : C.Args)
    Args.push_back(Evaluator(W, F, S).value(A.Value));
  bool HasBody = C.Callee != ir::None && W.function(C.Callee).HasBody;
  bool KnowsHandles = HasBody && !Sim.footprint(C.Callee).ReachesTapi &&
                      !Sim.footprint(C.Callee).TouchesHandles;
  for (unsigned N = 0; N < Args.size(); ++N) {
    // Formatting a value keeps nothing; neither does the system's library.
    if (C.Args[N].Variadic && !C.Args[N].IsPointer)
      continue;
    if (C.Args[N].Constructed && !C.Args[N].OfBase)
      Do.construct(Args[N]);
    else if (C.Args[N].OfBase && isFresh(Args[N], S))
      continue;
    else if (KnowsHandles)
      escapeToOwnCode(Args[N], C, S);
    else if (!C.SystemCallee || (C.MayKeep && !C.Args[N].OnlyReads))
      Do.escape(Args[N], C.SystemCallee ? Reader::Library : Reader::Anybody);
    else if (C.Args[N].IsPointer && !C.Args[N].PointeeConst)
      Do.forgetPointee(Args[N]);
  }
  if (!C.SystemCallee) {
    S.IsNoted = true;
    Do.mayBeAnswered();
    Do.forgetShared(!HasBody || Sim.footprint(C.Callee).CallsUnknown);
  }
  setResult(I, Site, S);
  const Value *Result = I.Dest == ir::None ? nullptr : S.Temps.find(I.Dest);
  for (const Value &Arg : Args)
    Do.askObject(Arg, Result ? *Result : Value::unknown());
}

void Transfer::endTemps(llvm::ArrayRef<ir::TempId> Temps, PathState &S,
                        Position Where) {
  llvm::SmallVector<SymId, 4> Dropped;
  for (ir::TempId T : Temps) {
    const Value *V = S.Temps.find(T);
    if (!V)
      continue;
    if (S.handle(*V))
      Dropped.push_back(V->Id);
    S.Temps.erase(T);
  }
  if (!Dropped.empty())
    Effects(Sim, F, S).checkLoss(Dropped, {LossBy::End, Where, nullptr, true});
}

void Transfer::endFunction(PathState &S, Position Where) {
  S.Temps.clear();
  Names &N = W.names();
  LocId Result = Fn.ReturnVar == ir::None ? NoId : N.local(F, Fn.ReturnVar);
  llvm::SmallVector<LocId, 8> Roots;
  llvm::SmallVector<SymId, 4> Lost;
  S.Store.eraseIf([&](const auto &E) {
    const Location &Root = N.location(N.variable(E.first));
    if (Root.Kind != LocKind::Local || Root.A != F || N.root(E.first) == Result)
      return false;
    if (HandleInfo *H = S.handle(E.second)) {
      if (Fn.Vars[Root.B].EndsUnseen)
        Effects(Sim, F, S).letGo(*H, "is in an object whose destructor is not "
                                     "followed");
      Lost.push_back(E.second.Id);
    }
    return true;
  });
  if (Fn.IsMain)
    return;
  Effects(Sim, F, S).checkLateWrites(Where, [&](LocId R) {
    const Location &Root = N.location(R);
    return Root.Kind == LocKind::Local && Root.A == F;
  });
  Effects(Sim, F, S).checkLoss(Lost, {LossBy::End, Where});
}
