//===- Win32Handles.cpp - Devices, events and completion ports ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// lineGetID writes the handle of a modem's port into a VARSTRING, at an offset
/// that the VARSTRING tells; the lowering gives what is there a place of its
/// own. The handle counts from when the program reads it. TAPI's event is known
/// by the field from which it is read, or by the variable that nothing else is
/// ever stored in.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Ownership.h"
#include "checker/engine/sim/StoredEvents.h"

#include "tapi_model/Parameters.h"

using namespace tapi;
using namespace tapi::engine;

LocId tapi::engine::deviceString(const World &W, LocId L) {
  const Names &N = W.names();
  for (; L != NoId && N.isPart(L); L = N.location(L).A)
    if (N.location(L).Kind == LocKind::Field &&
        W.module().Fields[N.location(L).B].IsStringData)
      return L;
  return NoId;
}

static bool wantsDevice(const CallContext &At, const FunctionRow &Row,
                        PathState &S) {
  int Class = parameterIndex(Row.Name, ParameterMeaning::DeviceClass);
  int Select = parameterIndex(Row.Name, ParameterMeaning::DeviceSelect);
  if (Class < 0 || Select < 0)
    return false;
  Value Name = At.arg(static_cast<unsigned>(Class), S);
  return At.arg(static_cast<unsigned>(Select), S).isInt(DeviceSelectCall) &&
         Name.K == Value::Str &&
         bringsDeviceHandle(At.Sim.world().module().Strings[Name.Id]);
}

void tapi::engine::receiveDevice(const CallContext &At, const FunctionRow &Row,
                                 unsigned Index, PathState &S) {
  World &W = At.Sim.world();
  ir::FieldId Data = ir::None;
  for (ir::FieldId F = 0; F < W.module().Fields.size(); ++F)
    if (W.module().Fields[F].IsStringData)
      Data = F;
  // A program that never looks there takes no handle.
  if (Data == ir::None || !wantsDevice(At, Row, S))
    return;
  LocId L = Evaluator(W, At.F, S).pointee(At.arg(Index, S));
  if (L == NoId)
    return;
  Effects Do(At.Sim, At.F, S);
  SymId Y = Do.fresh(At.Site, 64 + Index);
  HandleInfo H;
  H.Kind = HandleKind::Device;
  H.Flags = Offered;
  H.ObtainedAt = H.Origin = At.I.Where;
  H.ObtainedBy = &Row;
  S.Handles.set(Y, H);
  // INVALID_HANDLE_VALUE is none.
  S.Facts.set(Y, RangeSet::single(-1).complement());
  Do.assign(W.names().field(L, Data), Value::symbol(Y),
            {LossBy::Overwrite, At.I.Where});
  Do.pastStep(StepKind::Obtained, At.I.Where);
}

void tapi::engine::overwriteString(const CallContext &At, unsigned Index,
                                   PathState &S) {
  World &W = At.Sim.world();
  LocId L = Evaluator(W, At.F, S).pointee(At.arg(Index, S));
  if (L == NoId)
    return;
  llvm::SmallVector<LocId, 2> Parts;
  for (const auto &[Part, V] : S.Store)
    if (S.handle(V) && W.names().isWithin(Part, L) &&
        deviceString(W, Part) != NoId)
      Parts.push_back(Part);
  for (LocId Part : Parts)
    Effects(At.Sim, At.F, S)
        .assign(Part, Value::unknown(), {LossBy::Overwrite, At.I.Where});
}

/// The options beside handle field \p L say that messages come by event.
static bool deliversByEvent(const World &W, ir::FuncId F, PathState &S,
                            LocId L) {
  Names &N = const_cast<World &>(W).names();
  LocId Union = N.location(L).A;
  if (!N.isPart(Union) || N.location(Union).Kind != LocKind::Field)
    return false;
  const auto &Fields = W.module().Fields;
  const std::string &Record = Fields[N.location(Union).B].Record;
  for (ir::FieldId Option = 0; Option < Fields.size(); ++Option) {
    if (Fields[Option].Carries != SharedField::DeliveryOptions ||
        Fields[Option].Record != Record)
      continue;
    Value V = Evaluator(const_cast<World &>(W), F, S)
                  .load(N.field(N.location(Union).A, Option));
    return V.K == Value::Int && (static_cast<std::uint32_t>(V.Number) &
                                 DeliverMask) == DeliverByEvent;
  }
  return false;
}

static bool isEventField(const World &W, ir::FuncId F, PathState &S, LocId L) {
  const Location &Y = W.names().location(L);
  if (Y.Kind != LocKind::Field)
    return false;
  const ir::Field &Field = W.module().Fields[Y.B];
  if (Field.Carries == SharedField::EventHandle && !Field.IsMixed)
    return true;
  return Field.IsMixed && deliversByEvent(W, F, S, L);
}

void tapi::engine::noteWin32Handle(Simulator &Sim, ir::FuncId F, PathState &S,
                                   LocId L, const Value &V) {
  if (L == NoId || !V.isSym())
    return;
  World &W = Sim.world();
  if (HandleInfo *H = S.Handles.find(V.Id)) {
    if (H->Kind == HandleKind::Device)
      H->Flags &= static_cast<std::uint32_t>(~Offered);
    return;
  }
  if (!isEventField(W, F, S, L) && !Sim.storedEvents().holdsEvent(W, L))
    return;
  HandleInfo H;
  H.Kind = HandleKind::Event;
  H.Flags = Incoming | Escaped;
  H.Name = W.text(W.describe(L));
  S.Handles.set(V.Id, H);
}

void tapi::engine::nameDevice(World &W, PathState &S, const Value &V, LocId L) {
  HandleInfo *H = S.handle(V);
  if (!H || H->Kind != HandleKind::Device || H->Name != NoId)
    return;
  if (std::string Name = W.describe(L); !Name.empty())
    H->Name = W.text(Name);
}

void tapi::engine::lendPort(const CallContext &At, unsigned Index, SymId App,
                            PathState &S) {
  World &W = At.Sim.world();
  LocId Options = Evaluator(W, At.F, S).pointee(At.arg(Index, S));
  if (Options == NoId)
    return;
  const Names &N = W.names();
  const auto &Fields = W.module().Fields;
  bool ByPort = false;
  SymId Port = NoId;
  for (const auto &[L, V] : S.Store) {
    if (N.location(L).Kind != LocKind::Field || !N.isWithin(L, Options))
      continue;
    const ir::Field &Field = Fields[N.location(L).B];
    if (Field.Carries == SharedField::DeliveryOptions)
      ByPort = V.K == Value::Int && (static_cast<std::uint32_t>(V.Number) &
                                     DeliverMask) == DeliverByPort;
    else if (Field.Carries == SharedField::PortHandle || Field.IsMixed)
      Port = V.isSym() ? V.Id : NoId;
  }
  if (!ByPort || Port == NoId || S.Handles.find(Port))
    return;
  HandleInfo H;
  H.Kind = HandleKind::Port;
  H.Flags = Incoming | Escaped;
  H.Parent = App;
  S.Handles.set(Port, H);
}

/// The application that still uses completion port \p H, or nullptr.
static const HandleInfo *userOf(const PathState &S, const HandleInfo &H) {
  const HandleInfo *App = H.Parent == NoId ? nullptr : S.Handles.find(H.Parent);
  return App && isAlive(App->Life) && !(App->Flags & (Escaped | Settled))
             ? App
             : nullptr;
}

void tapi::engine::closeHandle(const CallContext &At, unsigned Index,
                               PathState &S) {
  Value V = At.arg(Index, S);
  HandleInfo *H = S.handle(V);
  if (!H || H->has(Settled))
    return;
  if (H->Kind == HandleKind::Event) {
    touchEvent(At, Index, S);
    return;
  }
  if (H->Kind == HandleKind::Port) {
    if (const HandleInfo *App = userOf(S, *H)) {
      Violation Told;
      Told.Message = Text::PortClosedTooEarly;
      Told.Where = At.I.Where;
      Told.HandleName = At.argText(Index);
      Told.Parent = App->Name;
      Effects(At.Sim, At.F, S).violate(V.Id, std::move(Told));
    }
    return;
  }
  if (H->Kind != HandleKind::Device || !isAlive(H->Life))
    return;
  H->Life = step(H->Kind, H->Life, Event::Release).Next;
  H->EndedAt = At.I.Where;
  H->EndActor = At.Sim.world().text(At.C.Name);
}

void tapi::engine::touchEvent(const CallContext &At, unsigned Index,
                              PathState &S) {
  Value V = At.arg(Index, S);
  const HandleInfo *H = S.handle(V);
  if (!H || H->Kind != HandleKind::Event || H->has(Settled))
    return;
  Violation Told;
  Told.Message = Text::TapiEventTouched;
  Told.Where = At.I.Where;
  Told.HandleName = At.argText(Index);
  Told.Actor = At.C.Name;
  Effects(At.Sim, At.F, S).violate(V.Id, std::move(Told));
}
