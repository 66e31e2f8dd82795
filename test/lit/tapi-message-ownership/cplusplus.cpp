// RUN: %check_tapi %s 'tapi-message-ownership'
// Messages that objects own.
#include "../Inputs/telephony.h"

#include <memory>
#include <vector>

struct LocalDeleter {
  void operator()(LINEMESSAGE *Message) const { LocalFree(Message); }
};

class Message {
public:
  explicit Message(LINEMESSAGE *Owned) : Owned(Owned) {}
  ~Message() { LocalFree(Owned); }
  Message(const Message &) = delete;
  DWORD id() const { return Owned->dwMessageID; }

private:
  LINEMESSAGE *Owned;
};

static LINEMESSAGE *next(HANDLE Port) {
  DWORD Size;
  ULONG_PTR Key;
  LPOVERLAPPED Data = nullptr;

  if (!GetQueuedCompletionStatus(Port, &Size, &Key, &Data, INFINITE))
    return nullptr;
  return reinterpret_cast<LINEMESSAGE *>(Data);
}

void object_ok(HANDLE Port) {
  if (LINEMESSAGE *Raw = next(Port)) {
    Message Owner(Raw);
    if (Owner.id() == LINE_CLOSE)
      ShowStatus("closed");
  }
}

void uniquePointer_ok(HANDLE Port) {
  std::unique_ptr<LINEMESSAGE, LocalDeleter> Owner(next(Port));

  if (Owner && Owner->dwMessageID == LINE_CLOSE)
    ShowStatus("closed");
}

void container_ok(HANDLE Port, std::vector<LINEMESSAGE *> &All) {
  if (LINEMESSAGE *Raw = next(Port))
    if (Raw->dwMessageID != LINE_REPLY)
      All.push_back(Raw);
    else
      LocalFree(Raw);
}

void raw_bad(HANDLE Port) {
  LINEMESSAGE *Raw = next(Port);

  if (Raw && Raw->dwMessageID == LINE_CLOSE)
    ShowStatus("closed");
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the message 'Data' from the completion port is not freed [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-6]]:22: note: 'next' is called here
// CHECK-NOTES: :[[@LINE-36]]:8: note: message 'Data' is obtained by GetQueuedCompletionStatus here
// CHECK-NOTES: :[[@LINE-6]]:7: note: 'Raw' is true here

void byReference_bad(HANDLE Port, DWORD &Id) {
  if (LINEMESSAGE *Raw = next(Port))
    Id = Raw->dwMessageID; // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the message 'Data' from the completion port is not freed [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-3]]:26: note: 'next' is called here
  // CHECK-NOTES: :[[@LINE-44]]:8: note: message 'Data' is obtained by GetQueuedCompletionStatus here
  // CHECK-NOTES: :[[@LINE-5]]:20: note: 'Raw' is true here
}

void twice_bad(HANDLE Port) {
  LINEMESSAGE *Raw = next(Port);

  if (!Raw)
    return;
  Message Owner(Raw);
  if (Owner.id() == LINE_CLOSE)
    LocalFree(Raw);
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the message 'Data' from the completion port is freed a second time by LocalFree [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-9]]:22: note: 'next' is called here
// CHECK-NOTES: :[[@LINE-59]]:8: note: message 'Data' is obtained by GetQueuedCompletionStatus here
// CHECK-NOTES: :[[@LINE-9]]:7: note: 'Raw' is true here
// CHECK-NOTES: :[[@LINE-7]]:7: note: 'Owner.id() == LINE_CLOSE' is true here
// CHECK-NOTES: :[[@LINE-7]]:5: note: message 'Data' is ended by LocalFree here
// CHECK-NOTES: :[[@LINE-76]]:16: note: message 'Data' is passed to LocalFree here

void lambda_ok(HANDLE Port) {
  auto Release = [](LINEMESSAGE *Raw) { LocalFree(Raw); };

  while (LINEMESSAGE *Raw = next(Port)) {
    if (Raw->dwMessageID == LINE_REPLY)
      ShowStatus("reply");
    Release(Raw);
  }
}
