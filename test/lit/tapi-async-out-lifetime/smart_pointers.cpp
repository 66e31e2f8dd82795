// RUN: %check_tapi %s 'tapi-*'
// A std::unique_ptr ends what it points to, and TAPI writes there later. Where
// it may have been moved from, nothing is said.
#include "../Inputs/telephony.h"
#include <map>
#include <memory>
#include <utility>
#include <vector>

struct Attempt {
  HCALL hCall = 0;
  LONG lRequest = 0;
};

struct Guarded {
  HCALL hCall = 0;
  ~Guarded() {
    if (hCall)
      lineDeallocateCall(hCall);
  }
};

struct Forgets {
  void operator()(Attempt *) const {}
};

void local_bad(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  upAttempt->lRequest = lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
} // expect: TAPI010
// CHECK-NOTES: :[[@LINE-1]]:1: warning: 'upAttempt->hCall' goes out of scope before the reply to lineMakeCall is written to it [tapi-async-out-lifetime]
// CHECK-NOTES: :[[@LINE-3]]:25: note: call handle 'upAttempt->hCall' is requested by lineMakeCall here

static std::vector<std::unique_ptr<Attempt>> s_List;
static std::map<int, std::unique_ptr<Attempt>> s_Map;
static std::unique_ptr<Attempt> s_upLast;

void moved_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  s_upLast = std::move(upAttempt);
}

void pushed_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  s_List.push_back(std::move(upAttempt));
}

void emplaced_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  s_List.emplace_back(std::move(upAttempt));
}

void mapped_ok(HLINE hLine, int Key) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  s_Map[Key] = std::move(upAttempt);
}

void inserted_ok(HLINE hLine, int Key) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  s_Map.insert({Key, std::move(upAttempt)});
}

void swapped_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  s_upLast.swap(upAttempt);
}

void stdSwapped_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  std::swap(s_upLast, upAttempt);
}

Attempt *released_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  return upAttempt.release();
}

std::unique_ptr<Attempt> returned_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  return upAttempt;
}

std::unique_ptr<Attempt> returnedSometimes_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  if (lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr) > 0)
    return upAttempt;
  return nullptr;
}

void take(std::unique_ptr<Attempt> upAttempt);

void passed_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  take(std::move(upAttempt));
}

void exchanged_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  s_upLast = std::exchange(upAttempt, nullptr);
}

void captured_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
  auto keep = [up = std::move(upAttempt)]() mutable { take(std::move(up)); };
  keep();
}

void shared_ok(HLINE hLine) {
  auto spAttempt = std::make_shared<Attempt>();
  lineMakeCall(hLine, &spAttempt->hCall, "1", 0, nullptr);
}

void otherDeleter_ok(HLINE hLine, Attempt *pAttempt) {
  std::unique_ptr<Attempt, Forgets> upAttempt(pAttempt);
  lineMakeCall(hLine, &upAttempt->hCall, "1", 0, nullptr);
}

// What it points to releases the call itself.
void guarded_ok(HLINE hLine, HCALL hCall) {
  auto upGuarded = std::make_unique<Guarded>();
  if (lineSetupConference(hCall, hLine, &upGuarded->hCall, nullptr, 3, nullptr) <
      0)
    upGuarded->hCall = 0;
}

void reset_ok(HLINE hLine) {
  auto upAttempt = std::make_unique<Attempt>();
  upAttempt.reset();
}

struct Base {
  virtual ~Base() {}
  HCALL hCall = 0;
};

struct Derived : Base {
  ~Derived() override {
    if (hCall)
      lineDeallocateCall(hCall);
  }
};

// The destructor of the derived class runs, and releases the call.
void derived_ok(HLINE hLine, HCALL hOther) {
  std::unique_ptr<Base> upCall = std::make_unique<Derived>();
  if (linePickup(hLine, 0, &upCall->hCall, "1", nullptr) < 0)
    upCall->hCall = 0;
}
