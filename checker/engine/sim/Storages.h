//===- Storages.h - Storage that entry points leave handles in ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A call handle that an entry point leaves in a global or a field has to be
/// deallocated by another one. This collects what the entry points of a module
/// do: which storage calls are left in, from which storage a call is released,
/// and whether lines are closed while the application goes on (which would end
/// the calls as well). What remains at the end is TAPI001.
///
/// It also answers for the ledger: whether a handle that is kept somewhere
/// while code runs that is not followed ends as it should.
///
/// Left out, in favour of silence: storage that other files see, and all of it
/// once the program releases a call of which it is not known where it was kept.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_STORAGES_H
#define TAPI_CHECKER_ENGINE_SIM_STORAGES_H

#include "checker/engine/sim/Footprint.h"
#include "checker/engine/sim/Reporter.h"

#include <map>
#include <optional>
#include <set>

namespace tapi::engine {

class Storages {
public:
  explicit Storages(const World &W);

  /// Entry point \p F may end as \p Exit; \p Endless: or never ends, and goes
  /// on like that.
  void leave(ir::FuncId F, const PathState &Exit, bool Endless);
  /// \p H is in \p L while code runs that may take it from there. False if the
  /// functions at hand are not all that can do so.
  bool entrust(const HandleInfo &H, LocId L);
  /// Handle \p H, of kind \p K, is released in state \p S.
  void release(const PathState &S, SymId H, HandleKind K);
  /// Code that is not seen gets \p V, or the memory \p L.
  void escape(const Value &V);
  void escape(LocId L);
  /// \p L is a global or a field that only the code at hand reaches.
  bool isPrivate(LocId L) const;
  /// Nobody but the code at hand reaches \p L, and whatever call is released
  /// there comes from a place that is known.
  bool isOwn(LocId L) const;
  /// Tells what is never deallocated, and counts as unknown what is left where
  /// no function at hand releases it.
  void report(Reporter &R, llvm::ArrayRef<Footprint> Prints) const;

private:
  /// A global variable, or a field of any object of its record.
  struct Key {
    bool IsField = false;
    std::uint32_t Id = NoId;
    bool operator<(const Key &O) const {
      return std::tie(IsField, Id) < std::tie(O.IsField, O.Id);
    }
  };
  /// A call that was left somewhere, and how.
  struct Left {
    HandleInfo H;
    Trail Past;
    std::string Place;
    ir::FuncId By;
  };

  std::optional<Key> keyOf(LocId L) const;
  bool isPrivate(Key K) const;
  bool outlives(LocId L) const;
  bool closesLines() const;
  std::string whyUnknown(Key K, HandleKind Of,
                         llvm::ArrayRef<Footprint> Prints) const;
  ir::FuncId whoMeetsDead(Key K, llvm::ArrayRef<Footprint> Prints) const;
  const std::string &nameOf(Key K) const;

  const World &W;
  std::map<Key, Left> Calls;
  /// Where handles come from that an entry point left, and where they are.
  std::map<std::pair<Position, Key>, HandleKind> Stored;
  std::set<Key> Released, Outside;
  /// Storage in which an entry point leaves what it has ended.
  std::map<Key, ir::FuncId> Dead;
  bool ReleasesAny = false; ///< A call from a place that is not known
  /// Kinds of which a handle is released that no storage of the program's own
  /// is known to hold: an element of a container, for instance.
  unsigned ReleasesElsewhere = 0;
  /// Entry points that close lines, and those that end their application, too.
  std::set<ir::FuncId> LineClosers, AppEnders;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_STORAGES_H
