//===- Requests.h - Requests, and who waits for their replies -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What an asynchronous function returned is the number of a request, and lives
/// as long as its reply may come. It ends without one when what it is about is
/// closed; to wait for it then is to wait for ever (TAPI015).
///
/// A wait is known by what it does: a loop that only the reply ends, a function
/// that the user named, or a wait for an event that nothing but the branch for
/// replies sets. What other functions that wait return is only noted.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_REQUESTS_H
#define TAPI_CHECKER_ENGINE_SIM_REQUESTS_H

#include "checker/engine/sim/Ownership.h"

#include <map>

namespace tapi::engine {

/// \p Result is the request that \p Row made about handle \p On (or NoId).
void noteRequest(const CallContext &At, const FunctionRow &Row, SymId Result,
                 SymId On, PathState &S);

/// \p Waited is waited for without limit at \p Where.
void waitFor(Simulator &Sim, ir::FuncId F, PathState &S, SymId Waited,
             Position Where);

/// Condition \p V ends block \p B: in a loop that only a reply ends, the
/// request it asks for is waited for.
void checkReplyLoop(Simulator &Sim, ir::FuncId F, ir::BlockId B, const Value &V,
                    PathState &S, Position Where);

/// The reply in hand says that \p Request ended; \p Success: without an error.
void answerRequest(PathState &S, HandleInfo &Request, bool Success);

/// \p Helper, which was followed, returned. \p Requests are the values that it
/// was passed, NoId for what is no symbol. WaitingHelpers.cpp.
void returnFromHelper(const CallContext &At, ir::FuncId Helper,
                      llvm::ArrayRef<SymId> Requests, PathState &S);

/// \p Request succeeded: if it was to answer a call, that is live and ours.
void connectCall(PathState &S, const HandleInfo &Request);
/// Its reply will not come.
bool isCancelled(const HandleInfo &Request);

/// Events that replies set. Waits for one are told when all of the unit was
/// seen, and only if nothing else sets it.
class ReplyEvents {
public:
  /// The event in \p L is set; \p ByReply: where a reply is handled.
  void signalled(LocId L, bool ByReply) { (ByReply ? Set : Others)[L] = true; }
  void waited(LocId L, Violation V, Trail Past) {
    Waits.push_back({L, std::move(V), std::move(Past)});
  }
  void finish(Reporter &R) const;

private:
  struct Wait {
    LocId L;
    Violation V;
    Trail Past;
  };
  std::map<LocId, bool> Set, Others;
  std::vector<Wait> Waits;
};

/// The event in argument \p Index is set.
void signalEvent(const CallContext &At, unsigned Index, PathState &S);
/// The object in argument \p Index is waited for, as long as the next says.
void waitForObject(const CallContext &At, unsigned Index, PathState &S);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_REQUESTS_H
