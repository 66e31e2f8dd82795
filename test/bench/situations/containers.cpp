//===- containers.cpp - Handles in containers -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Vectors, lists, maps, arrays and optionals of handles.
///
//===----------------------------------------------------------------------===//

#include "owner.h"

#include <algorithm>
#include <array>
#include <list>
#include <map>
#include <optional>
#include <vector>

//// container_vector_released_ok
void container_vector_released_ok(HLINEAPP app, HLINE line, int n) {
  std::vector<HCALL> calls;
  for (int i = 0; i < n; i++)
    if (HCALL call = dial(app, line))
      calls.push_back(call);
  for (HCALL call : calls)
    hangUp(call);
}

//// FN_container_vector_local_lost_bad: TAPI001
void FN_container_vector_local_lost_bad(HLINEAPP app, HLINE line, int n) {
  std::vector<HCALL> calls;
  for (int i = 0; i < n; i++)
    if (HCALL call = dial(app, line))
      calls.push_back(call);
  printf("%d calls\n", (int)calls.size());
}

//// container_vector_member_ok
class Exchange {
public:
  void connect(HLINEAPP app, HLINE line) {
    HCALL call = dial(app, line);
    if (call)
      calls.push_back(call);
  }
  void disconnectAll() {
    for (HCALL call : calls)
      hangUp(call);
    calls.clear();
  }

private:
  std::vector<HCALL> calls;
};

void container_vector_member_ok(HLINEAPP app, HLINE line) {
  Exchange exchange;
  exchange.connect(app, line);
  exchange.disconnectAll();
}

//// container_vector_member_never_released_bad: TAPI001
class Switchboard {
public:
  void connect(HLINEAPP app, HLINE line) {
    HCALL call = dial(app, line);
    if (call)
      calls.push_back(call);
  }
  void disconnectAll() { calls.clear(); }

private:
  std::vector<HCALL> calls;
};

void container_vector_member_never_released_bad(HLINEAPP app, HLINE line) {
  Switchboard board;
  board.connect(app, line);
  board.disconnectAll();
}

//// container_map_erased_after_release_ok
void container_map_erased_after_release_ok(std::map<int, HCALL> &calls,
                                           int key) {
  auto it = calls.find(key);
  if (it == calls.end())
    return;
  hangUp(it->second);
  calls.erase(it);
}

//// container_map_released_not_erased_bad: TAPI006|TAPI003
void container_map_released_not_erased_bad(HLINEAPP app, HLINE line) {
  std::map<int, HCALL> calls;
  calls[1] = dial(app, line);
  if (!calls[1])
    return;
  hangUp(calls[1]);
  hangUp(calls[1]); // BUG
}

//// container_list_front_ok
void container_list_front_ok(HLINEAPP app, HLINE line) {
  std::list<HCALL> calls;
  if (HCALL call = dial(app, line))
    calls.push_front(call);
  while (!calls.empty()) {
    hangUp(calls.front());
    calls.pop_front();
  }
}

//// container_std_array_ok
void container_std_array_ok(HLINEAPP app, HLINE line) {
  std::array<HCALL, 2> calls = {0, 0};
  calls[0] = dial(app, line);
  calls[1] = dial(app, line);
  for (HCALL call : calls)
    if (call)
      hangUp(call);
}

//// container_optional_ok
void container_optional_ok(HLINEAPP app, HLINE line) {
  std::optional<HCALL> call;
  if (HCALL fresh = dial(app, line))
    call = fresh;
  if (call)
    hangUp(*call);
}

//// container_for_each_ok
void container_for_each_ok(HLINEAPP app, HLINE line) {
  std::vector<HCALL> calls;
  if (HCALL call = dial(app, line))
    calls.push_back(call);
  std::for_each(calls.begin(), calls.end(), hangUp);
}
