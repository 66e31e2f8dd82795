//===- CallEffects.cpp - What functions do to calls that go on ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Functions of TAPI that change or tell the state or the owner of a call
/// without ending it. See TapiCall.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Effects.h"
#include "checker/engine/sim/TapiCall.h"

using namespace tapi;
using namespace tapi::engine;

/// Number of the symbol for the state that a function tells: behind those of
/// the parts of a message.
static constexpr unsigned StatePart = 40;

void TapiCall::drop(PathState &S) {
  for (const Argument &A : Row.Args) {
    SymId Id = NoId;
    if (A.Role != ArgRole::Use || A.Kind != HandleKind::Call)
      continue;
    if (HandleInfo *H = handleArg(A, S, Id); H && isAlive(H->Life))
      H->Life = step(H->Kind, H->Life, Event::Drop).Next;
  }
}

/// The program asks for the state of a call: what it does then depends on the
/// answer, and that a message told the call is idle is in it.
void TapiCall::withdrawIdle(PathState &S) {
  for (const Argument &A : Row.Args) {
    SymId Id = NoId;
    HandleInfo *H = handleArg(A, S, Id);
    if (!H)
      continue;
    if (H->Life == State::Idle)
      H->Life = State::Live;
    H->Flags &= static_cast<std::uint32_t>(~Proved);
  }
}

/// Where TAPI writes the state of a call, or None.
static ir::FieldId stateField(const ir::Module &M) {
  for (ir::FieldId Field = 0; Field < M.Fields.size(); ++Field)
    if (M.Fields[Field].Carries == SharedField::CallState)
      return Field;
  return ir::None;
}

/// The answer says of the call what a message about its state would say.
void TapiCall::tellState(PathState &S) {
  SymId Id = NoId;
  for (const Argument &A : Row.Args)
    if (A.Role == ArgRole::Use && handleArg(A, S, Id))
      break;
  llvm::erase_if(S.Messages, [Id](const MessageInHand &M) {
    return M.IsAnswer && M.part(MessagePart::Device) == Id;
  });
  ir::FieldId Field = stateField(W.module());
  Effects Do(Sim, F, S);
  for (unsigned N = 0; N < C.Args.size(); ++N) {
    LocId L =
        C.Args[N].IsPointer ? Evaluator(W, F, S).pointee(arg(N, S)) : NoId;
    if (L == NoId || Id == NoId || Field == ir::None)
      continue;
    MessageInHand Answer;
    Answer.IsAnswer = true;
    Answer.Row = messageOf(MessageEffect::CallState);
    Answer.part(MessagePart::Device) = Id;
    Answer.part(MessagePart::Param1) = Do.fresh(Site, StatePart);
    Do.assign(W.names().field(L, Field),
              Value::symbol(Answer.part(MessagePart::Param1)),
              {LossBy::Overwrite, I.Where, &Row});
    S.Messages.push_back(Answer);
  }
}

/// The call has another owner now, or this program another privilege.
void TapiCall::changeOwner(PathState &S) {
  for (const Argument &A : Row.Args) {
    SymId Id = NoId;
    HandleInfo *H = handleArg(A, S, Id);
    if (!H || A.Kind != HandleKind::Call)
      continue;
    H->Flags &= static_cast<std::uint32_t>(~Proved);
    if (auto Index = parameter(ParameterMeaning::NewPrivilege)) {
      Value V = arg(*Index, S);
      H->Priv = V.isInt(static_cast<int>(Privilege::Monitor))
                    ? Privilege::Monitor
                    : Privilege::Unknown;
    }
  }
}
