//===- Footprint.cpp - What a function and its callees touch --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Direct footprints, then a fixpoint over the strongly connected components of
/// the call graph, callees first.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Footprint.h"
#include "checker/engine/sim/Liveness.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace tapi;
using namespace tapi::engine;

namespace {
/// Fills in what one function does itself.
class DirectFootprint {
public:
  DirectFootprint(const ir::Module &M, const ir::Function &F, Footprint &Out,
                  bool HasMessages, bool HasEvents)
      : M(M), F(F), Out(Out), HasMessages(HasMessages), HasEvents(HasEvents) {}

  void run() {
    Out.ReachesTapi = (F.Tapi && F.Tapi->Judged) || F.IsCallback;
    for (const ir::Variable &V : F.Vars)
      Out.TouchesHandles |= V.Kind != HandleKind::None;
    for (const ir::Place &P : F.Places)
      use(P);
    for (const ir::Block &B : F.Blocks)
      for (const ir::Instr &I : B.Code)
        instruction(I);
    for (const ir::CallSite &C : F.Calls)
      call(C);
    if (Out.Pumps)
      Out.LoopsOnMessages = pumpsInLoop();
  }

private:
  bool pumpsInLoop() const {
    std::vector<bool> InLoop = blocksInLoops(F);
    for (ir::BlockId B = 0; B < F.Blocks.size(); ++B)
      for (const ir::Instr &I : F.Blocks[B].Code)
        if (InLoop[B] && I.Op == ir::Opcode::Call && F.Calls[I.A].Environment &&
            runsCallbacks(F.Calls[I.A].Environment->Role))
          return true;
    return false;
  }

  void use(const ir::Place &P) {
    if (P.Base == ir::BaseKind::Global) {
      Out.GlobalsUsed.insert(P.Id);
      Out.TouchesHandles |= M.Globals[P.Id].Kind != HandleKind::None;
    }
    for (const ir::Selector &S : P.Path)
      if (S.K == ir::Selector::Field) {
        Out.FieldsUsed.insert(S.Id);
        const ir::Field &Field = M.Fields[S.Id];
        Out.TouchesHandles |= Field.Kind != HandleKind::None ||
                              Field.Part != MessagePart::NotAMessage ||
                              Field.Carries != SharedField::None;
      }
  }

  void write(ir::PlaceId Id) {
    const ir::Place &P = F.Places[Id];
    if (P.Base == ir::BaseKind::Global)
      Out.GlobalsWritten.insert(P.Id);
    for (const ir::Selector &S : P.Path)
      if (S.K == ir::Selector::Field)
        Out.FieldsWritten.insert(S.Id);
  }

  void instruction(const ir::Instr &I) {
    ++Out.Size;
    if (I.P != ir::None && I.Op != ir::Opcode::Load)
      write(I.P);
  }

  void call(const ir::CallSite &C) {
    if (C.Tapi && C.Tapi->Judged)
      Out.ReachesTapi = true;
    Out.Waits |= C.argumentOfTapi(ArgRole::Message) != nullptr;
    const Argument *Ended = C.argumentOfTapi(ArgRole::Release);
    Out.Releases |= Ended != nullptr;
    Out.ReleasesCalls |= Ended && Ended->Kind == HandleKind::Call;
    Out.Obtains |= C.argumentOfTapi(ArgRole::Create) != nullptr;
    // TAPI reads these fields of what it is passed.
    if (C.Tapi &&
        parameterIndex(C.Tapi->Name, ParameterMeaning::DeliveryOptions) >= 0)
      for (ir::FieldId F = 0; F < M.Fields.size(); ++F)
        if (M.Fields[F].Carries != SharedField::None)
          Out.FieldsUsed.insert(F);
    if (C.Annotated)
      Out.ReachesTapi = true;
    if (C.Environment)
      environment(C.Environment->Role);
    bool Unknown = !C.Tapi && !C.Environment && !C.SystemCallee &&
                   (C.Callee == ir::None || !M.Functions[C.Callee].HasBody);
    Out.CallsUnknown |= Unknown;
    // Through a pointer argument, the callee may write.
    for (const ir::CallArg &A : C.Args)
      if (A.Value != ir::None &&
          F.Nodes[A.Value].Kind == ir::NodeKind::Address && !A.PointeeConst)
        write(F.Nodes[A.Value].A);
  }

  /// What is done to messages and to handles of Win32 counts like handles.
  void environment(EnvironmentRole Role) {
    switch (Role) {
    case EnvironmentRole::Dequeue:
      Out.ReachesTapi |= HasMessages;
      break;
    case EnvironmentRole::CloseHandle:
    case EnvironmentRole::SignalEvent:
    case EnvironmentRole::TouchEvent:
      Out.ReachesTapi |= HasEvents;
      Out.TouchesHandles = true;
      break;
    case EnvironmentRole::Pump:
    case EnvironmentRole::Dialog:
    case EnvironmentRole::Fetch:
    case EnvironmentRole::Sends:
      Out.Pumps = Out.Waits = true;
      break;
    case EnvironmentRole::Wait:
    case EnvironmentRole::WaitObject:
      Out.Waits = true;
      break;
    case EnvironmentRole::FreeMessage:
      Out.TouchesHandles = true;
      break;
    default:
      break;
    }
  }

  const ir::Module &M;
  const ir::Function &F;
  Footprint &Out;
  bool HasMessages, HasEvents;
};

/// Whom each function calls, or names to call it through a pointer.
using CallGraph = std::vector<std::vector<ir::FuncId>>;

/// Who calls or names whom.
CallGraph namedFunctions(const ir::Module &M) {
  CallGraph Result(M.Functions.size());
  for (ir::FuncId F = 0; F < M.Functions.size(); ++F) {
    for (const ir::CallSite &C : M.Functions[F].Calls)
      if (C.Callee != ir::None)
        Result[F].push_back(C.Callee);
    for (const ir::Node &N : M.Functions[F].Nodes)
      if (N.Kind == ir::NodeKind::Function)
        Result[F].push_back(N.A);
  }
  return Result;
}

/// Who may run whom, at once: what TAPI is given to call back, or what is only
/// put somewhere, runs later.
CallGraph runFunctions(const ir::Module &M) {
  CallGraph Result(M.Functions.size());
  for (ir::FuncId F = 0; F < M.Functions.size(); ++F) {
    const ir::Function &Fn = M.Functions[F];
    for (const ir::CallSite &C : Fn.Calls) {
      if (C.Callee != ir::None)
        Result[F].push_back(C.Callee);
      for (const ir::CallArg &A : C.Args)
        if (!C.Tapi && A.Value != ir::None)
          if (const ir::Node &N = Fn.withoutCasts(A.Value);
              N.Kind == ir::NodeKind::Function)
            Result[F].push_back(N.A);
    }
  }
  return Result;
}

/// Tarjan's algorithm; components come callees first.
class Components {
public:
  explicit Components(const std::vector<std::vector<ir::FuncId>> &Callees)
      : Callees(Callees), Index(Callees.size(), 0), Low(Index),
        OnStack(Index.size()) {
    for (ir::FuncId F = 0; F < Callees.size(); ++F)
      if (!Index[F])
        visit(F);
  }
  std::vector<std::vector<ir::FuncId>> List;

private:
  struct Frame {
    ir::FuncId F;
    unsigned NextCall;
  };

  void visit(ir::FuncId Root) {
    std::vector<Frame> Work{{Root, 0}};
    enter(Root);
    while (!Work.empty()) {
      Frame &Top = Work.back();
      const auto &Calls = Callees[Top.F];
      if (Top.NextCall < Calls.size()) {
        ir::FuncId C = Calls[Top.NextCall++];
        if (!Index[C]) {
          enter(C);
          Work.push_back({C, 0});
        } else if (OnStack[C]) {
          Low[Top.F] = std::min(Low[Top.F], Index[C]);
        }
        continue;
      }
      ir::FuncId Done = Top.F;
      Work.pop_back();
      if (!Work.empty())
        Low[Work.back().F] = std::min(Low[Work.back().F], Low[Done]);
      if (Low[Done] == Index[Done])
        close(Done);
    }
  }
  void enter(ir::FuncId F) {
    Index[F] = Low[F] = ++Next;
    Stack.push_back(F);
    OnStack[F] = true;
  }
  void close(ir::FuncId Head) {
    std::vector<ir::FuncId> Members;
    ir::FuncId F;
    do {
      F = Stack.back();
      Stack.pop_back();
      OnStack[F] = false;
      Members.push_back(F);
    } while (F != Head);
    List.push_back(std::move(Members));
  }

  const std::vector<std::vector<ir::FuncId>> &Callees;
  std::vector<unsigned> Index, Low;
  std::vector<bool> OnStack;
  std::vector<ir::FuncId> Stack;
  unsigned Next = 0;
};
} // namespace

/// What running \p From touches.
static void addTouched(Footprint &To, const Footprint &From) {
  To.GlobalsUsed.insert(From.GlobalsUsed.begin(), From.GlobalsUsed.end());
  To.GlobalsWritten.insert(From.GlobalsWritten.begin(),
                           From.GlobalsWritten.end());
  To.FieldsUsed.insert(From.FieldsUsed.begin(), From.FieldsUsed.end());
  To.FieldsWritten.insert(From.FieldsWritten.begin(), From.FieldsWritten.end());
}

/// What \p From, or a function that it names, can do.
static void addAbilities(Footprint &To, const Footprint &From) {
  To.ReachesTapi |= From.ReachesTapi;
  To.TouchesHandles |= From.TouchesHandles;
  To.CallsUnknown |= From.CallsUnknown;
  To.Releases |= From.Releases;
  To.ReleasesCalls |= From.ReleasesCalls;
  To.Obtains |= From.Obtains;
  To.Pumps |= From.Pumps;
  To.LoopsOnMessages |= From.LoopsOnMessages;
  To.Waits |= From.Waits;
  To.Size = std::min(To.Size + From.Size, 1000000u);
}

static void add(Footprint &To, const Footprint &From) {
  addTouched(To, From);
  addAbilities(To, From);
}

/// What each function and those that it reaches by \p Calls have, by \p Add.
static std::vector<Footprint>
closure(const std::vector<Footprint> &All, const CallGraph &Calls,
        void (*Add)(Footprint &, const Footprint &)) {
  std::vector<Footprint> Result(All.size());
  for (const auto &Members : Components(Calls).List) {
    Footprint Sum;
    bool Recursive = Members.size() > 1;
    for (ir::FuncId F : Members) {
      Add(Sum, All[F]);
      for (ir::FuncId C : Calls[F]) {
        if (llvm::is_contained(Members, C))
          Recursive |= C == F;
        else
          Add(Sum, Result[C]);
      }
    }
    Sum.Recursive = Recursive;
    for (ir::FuncId F : Members)
      Result[F] = Sum;
  }
  return Result;
}

std::vector<Footprint> tapi::engine::footprints(const ir::Module &M) {
  std::vector<Footprint> Own(M.Functions.size());
  bool HasMessages = llvm::any_of(M.Fields, [](const ir::Field &X) {
    return X.Part != MessagePart::NotAMessage;
  });
  bool HasEvents = llvm::any_of(M.Fields, [](const ir::Field &X) {
    return X.Carries == SharedField::EventHandle;
  });
  for (ir::FuncId F = 0; F < M.Functions.size(); ++F)
    DirectFootprint(M, M.Functions[F], Own[F], HasMessages, HasEvents).run();
  std::vector<Footprint> All = closure(Own, namedFunctions(M), addAbilities);
  std::vector<Footprint> Touched = closure(Own, runFunctions(M), addTouched);
  for (ir::FuncId F = 0; F < M.Functions.size(); ++F)
    addTouched(All[F], Touched[F]);
  return All;
}

std::vector<bool> tapi::engine::calledFunctions(const ir::Module &M) {
  std::vector<bool> Result(M.Functions.size());
  for (const ir::Function &F : M.Functions)
    for (const ir::CallSite &C : F.Calls)
      if (C.Callee != ir::None)
        Result[C.Callee] = true;
  return Result;
}

std::vector<ir::FuncId> tapi::engine::onlyOverriders(const ir::Module &M) {
  std::vector<ir::FuncId> Only(M.Functions.size(), ir::None);
  if (!M.Closed)
    return Only;
  std::vector<bool> Several(M.Functions.size());
  for (ir::FuncId G = 0; G < M.Functions.size(); ++G) {
    if (M.Functions[G].IsPure)
      continue;
    llvm::SmallVector<ir::FuncId, 4> Above{G};
    for (std::size_t I = 0; I < Above.size(); ++I) {
      ir::FuncId Base = Above[I];
      Several[Base] = Several[Base] || Only[Base] != ir::None;
      Only[Base] = G;
      for (ir::FuncId Next : M.Functions[Base].Overrides)
        if (!llvm::is_contained(Above, Next))
          Above.push_back(Next);
    }
  }
  for (ir::FuncId G = 0; G < M.Functions.size(); ++G)
    if (Several[G] || (Only[G] != ir::None && !M.Functions[Only[G]].HasBody))
      Only[G] = ir::None;
  return Only;
}

Footprint tapi::engine::footprintOfOthers(const ir::Module &M,
                                          const std::vector<Footprint> &All,
                                          bool WithMain) {
  std::vector<bool> IsCalled = calledFunctions(M);
  // Of a whole program it is known who calls a function.
  Footprint Sum;
  for (ir::FuncId F = 0; F < M.Functions.size(); ++F) {
    const ir::Function &Fn = M.Functions[F];
    bool SeenOutside = !Fn.Internal && !(M.Closed && IsCalled[F]);
    // Nothing runs the program from its start again.
    if ((WithMain || !Fn.IsMain) && (SeenOutside || Fn.AddressTaken))
      add(Sum, All[F]);
  }
  return Sum;
}

Footprint
tapi::engine::footprintOfCallbacks(const ir::Module &M,
                                   const std::vector<Footprint> &All) {
  Footprint Sum;
  for (ir::FuncId F = 0; F < M.Functions.size(); ++F)
    if (M.Functions[F].IsCallback)
      add(Sum, All[F]);
  return Sum;
}
