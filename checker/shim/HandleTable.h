//===- HandleTable.h - Every handle the program has seen -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What the shim knows of each handle value: state, generation, parent, and the
/// events of its life. A value that comes back after death starts a new
/// generation. Dead handles are remembered until there are too many.
///
/// The table is cut into shards with a lock each; no function holds two locks,
/// and none calls out while it holds one.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_HANDLETABLE_H
#define TAPI_CHECKER_SHIM_HANDLETABLE_H

#include "checker/shim/Stacks.h"
#include "tapi_model/LifeCycle.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tapi::shim {

/// Something that happened to a handle. Names are literals of the model.
struct Moment {
  std::string_view By; ///< Function or message.
  const Stack *At = nullptr;
  std::uint32_t Thread = 0;
  std::uint64_t Tick = 0; ///< Milliseconds since the system started.
};

/// Now, here, by \p By.
Moment now(std::string_view By);

struct HandleKey {
  HandleKind Kind = HandleKind::None;
  std::uint32_t Value = 0;
  std::uint32_t Generation = 0;
};

/// All that is known of a handle. Most of it is for the story in reports.
struct Handle {
  HandleKey Key;
  std::uint32_t ApiVersion = 0x00020000;
  State St = State::Unset;
  /// Its release, or that of its parent, is under way in some thread. A handle
  /// that is delivered meanwhile with this value is a new one.
  bool Ending = false;
  Privilege Priv = Privilege::Unknown;
  bool SoleOwner = false;
  bool ByRequest = false;    ///< By a function of the program, not a message.
  bool ByMessage = false;    ///< First seen in a message.
  bool Disconnected = false; ///< The far end has hung up, or seems to have.
  bool LossTold = false;     ///< Its loss was reported at its request.
  /// Its location was given to another request while it was alive, and it has
  /// not been used since. Overwritten tells where.
  bool IsOverwritten = false;
  HandleKey Parent;
  std::uint8_t Place = 0; ///< Among the children of Parent: see Families.h.
  Moment Created, Ended;
  /// For a handle that died with its parent.
  HandleKey EndedWith;
  void *Location = nullptr; ///< Where its request stored it.
  Moment Overwritten;
  Moment FailedRelease; ///< A release that TAPI refused.
};

/// What a plain use needs to know.
struct Glance {
  HandleKey Key;
  std::uint32_t ApiVersion;
  State St;
  bool IsOverwritten;
};

inline Glance glanceOf(const Handle &H) {
  return {H.Key, H.ApiVersion, H.St, H.IsOverwritten};
}

enum class Know { Yes, Never, Forgotten };

/// A copy of what is known of \p Value as a \p Kind.
Know lookUp(HandleKind Kind, std::uint32_t Value, Handle &Out);

/// The same with less to look at: what a right use costs.
Know glance(HandleKind Kind, std::uint32_t Value, Glance &Out);

/// The kind under which \p Value is known and alive, or None; \p Except is not
/// looked at.
HandleKind otherKind(HandleKind Except, std::uint32_t Value);

/// Handles that are born from now on have a greater generation.
std::uint32_t lastGeneration();

/// A handle is delivered. A living one of the same value is the same handle,
/// unless \p Fresh says that this is another one or its release is under way.
/// Returns what is stored now.
Handle obtain(const Handle &New, bool Fresh);

/// Changes \p Key's record if it still is the same generation.
/// \p Change gets the record; it must not call back into the table.
template <typename F> bool change(const HandleKey &Key, F Change);

/// The living \p Key turns out to belong to \p Parent, and ends with it if that
/// is alive.
void adopt(const HandleKey &Key, const HandleKey &Parent);

/// Marks the beginning of a release; \p On false takes that back.
void setEnding(const HandleKey &Key, bool On);

/// \p Key has died by \p Cause (Release or ForcedClose), and everything below
/// it with it. \p Children receives what was alive below, as it was before.
/// False if another generation took the place meanwhile.
bool end(const HandleKey &Key, Event Cause, const Moment &When,
         std::vector<Handle> *Children);

/// Copies of all living handles.
std::vector<Handle> living();

/// Copies of the living children of \p Parent.
std::vector<Handle> childrenOf(const HandleKey &Parent);

/// Numbers of records, for tests of memory use.
struct TableSize {
  std::size_t Living = 0, Dead = 0;
};
TableSize tableSize();

namespace detail {
Handle *lockRecord(const HandleKey &Key);
void unlockRecord(const HandleKey &Key);
} // namespace detail

template <typename F> bool change(const HandleKey &Key, F Change) {
  Handle *H = detail::lockRecord(Key);
  if (!H)
    return false;
  Change(*H);
  detail::unlockRecord(Key);
  return true;
}

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_HANDLETABLE_H
