//===- Summary.cpp - A unit as bytes, and back ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One description of each structure serves both directions. Each names all
/// members by a structured binding: a member that is added and not described
/// does not compile. Numbers are LEB128, rows of tapi_model are written by
/// name.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/link/Summary.h"

#include "llvm/Support/Endian.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <type_traits>

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::engine::link;
using llvm::StringRef;

static constexpr StringRef Magic = "TAPI-IR\n";
/// Magic, version, and the checksum of what follows.
static constexpr std::size_t HeaderSize = 8 + 4 + 8;

namespace {

/// The last value of each enumeration that is stored.
template <typename E> struct LastOf;
#define LAST(Enum, Value)                                                      \
  template <> struct LastOf<Enum> {                                            \
    static constexpr auto Is = static_cast<std::uint64_t>(Value);              \
  };
LAST(ir::NodeKind, ir::NodeKind::Binary)
LAST(ir::BinaryOp, ir::BinaryOp::GE)
LAST(ir::BaseKind, ir::BaseKind::Deref)
LAST(ir::Selector::Kind, ir::Selector::Offset)
LAST(ir::Opcode, ir::Opcode::Jump)
LAST(ir::Terminator::Kind, ir::Terminator::Stop)
LAST(ir::MemberRole, ir::MemberRole::Destructor)
LAST(HandleKind, NumHandleKinds - 1)
LAST(MessagePart, MessagePart::Param3)
LAST(ListPart, ListPart::CallsOffset)
LAST(SharedField, SharedField::CallState)
LAST(ArgRole, ArgRole::Message)
#undef LAST

/// Appends what it is given.
class Writer {
public:
  static constexpr bool Reads = false;
  explicit Writer(std::string &Bytes) : Out(Bytes) {}

  void number(std::uint64_t &N) { llvm::encodeULEB128(N, Out); }
  void text(std::string &S) {
    std::uint64_t Size = S.size();
    number(Size);
    Out << S;
  }

private:
  llvm::raw_string_ostream Out;
};

/// Sets what it is given; after the first mistake everything is 0.
class Reader {
public:
  static constexpr bool Reads = true;
  explicit Reader(StringRef Bytes)
      : At(Bytes.bytes_begin()), End(Bytes.bytes_end()) {}

  void number(std::uint64_t &N) {
    const char *Mistake = nullptr;
    unsigned Size = 0;
    N = llvm::decodeULEB128(At, &Size, End, &Mistake);
    At += Size;
    if (Mistake)
      fail("it ends too early");
    if (failed())
      N = 0;
  }
  void text(std::string &S) {
    std::uint64_t Size = 0;
    number(Size);
    if (Size > left())
      return fail("it ends too early");
    S.assign(reinterpret_cast<const char *>(At), Size);
    At += Size;
  }
  void fail(const llvm::Twine &Reason) {
    if (!failed())
      Why = Reason.str();
    At = End;
  }
  bool failed() const { return !Why.empty(); }
  std::size_t left() const { return static_cast<std::size_t>(End - At); }
  const std::string &why() const { return Why; }

private:
  const std::uint8_t *At, *End;
  std::string Why;
};

template <typename A, typename T> void transfer(A &Ar, T &X);

template <typename A, typename... Ts> void all(A &Ar, Ts &...Xs) {
  (transfer(Ar, Xs), ...);
}

template <typename A, typename T> void list(A &Ar, std::vector<T> &Xs) {
  std::uint64_t Size = Xs.size();
  Ar.number(Size);
  if constexpr (A::Reads) {
    if (Size > Ar.left()) // Every element takes a byte at least.
      return Ar.fail("it ends too early");
    Xs.resize(Size);
  }
  for (auto &&X : Xs) {
    if constexpr (std::is_same_v<T, bool>) {
      bool Bit = X;
      transfer(Ar, Bit);
      X = Bit;
    } else {
      transfer(Ar, X);
    }
  }
}

template <typename A, typename T> void scalar(A &Ar, T &X) {
  std::uint64_t N = 0;
  if constexpr (std::is_same_v<T, std::int64_t>) // Zigzag: small stays short.
    N = (static_cast<std::uint64_t>(X) << 1) ^
        static_cast<std::uint64_t>(X >> 63);
  else if constexpr (std::is_same_v<T, std::uint32_t>)
    N = static_cast<std::uint32_t>(X + 1); // ir::None becomes 0.
  else
    N = static_cast<std::uint64_t>(X);
  Ar.number(N);
  if constexpr (A::Reads) {
    std::uint64_t Last = ~std::uint64_t(0);
    if constexpr (std::is_enum_v<T>)
      Last = LastOf<T>::Is;
    else if constexpr (std::is_same_v<T, bool>)
      Last = 1;
    else if constexpr (sizeof(T) < sizeof(N))
      Last = std::numeric_limits<T>::max();
    if (N > Last)
      return Ar.fail("a number is out of range");
    if constexpr (std::is_same_v<T, std::int64_t>)
      X = static_cast<T>((N >> 1) ^ (~(N & 1) + 1));
    else if constexpr (std::is_same_v<T, std::uint32_t>)
      X = static_cast<T>(N) - 1;
    else
      X = static_cast<T>(N);
  }
}

template <typename A, typename Row, typename Find>
void row(A &Ar, const Row *&X, Find Named) {
  std::string Name = X ? std::string(X->Name) : std::string();
  Ar.text(Name);
  if constexpr (A::Reads) {
    X = Name.empty() ? nullptr : Named(Name);
    if (!X && !Name.empty())
      Ar.fail("'" + Name + "' is unknown here");
  }
}

template <typename A> void members(A &Ar, ir::Type &X) {
  auto &[Bits, Signed] = X;
  all(Ar, Bits, Signed);
}
template <typename A> void members(A &Ar, ir::Node &X) {
  auto &[Kind, Op, Ty, A1, B, Number] = X;
  all(Ar, Kind, Op, Ty, A1, B, Number);
}
template <typename A> void members(A &Ar, ir::Selector &X) {
  auto &[K, Id] = X;
  all(Ar, K, Id);
}
template <typename A> void members(A &Ar, ir::Place &X) {
  auto &[Base, Id, Path] = X;
  all(Ar, Base, Id, Path);
}
template <typename A> void members(A &Ar, ir::Instr &X) {
  auto &[Op, Where, Dest, P, Q, A1] = X;
  all(Ar, Op, Where, Dest, P, Q, A1);
}
template <typename A> void members(A &Ar, ir::CallArg &X) {
  auto &[Value, Variadic, PointeeConst, IsPointer, IsReference, OnlyReads,
         Constructed, OfBase, Text] = X;
  all(Ar, Value, Variadic, PointeeConst, IsPointer, IsReference, OnlyReads,
      Constructed, OfBase, Text);
}
/// Only what a description can say of an argument.
template <typename A> void members(A &Ar, Argument &X) {
  all(Ar, X.Index, X.Kind, X.Role, X.Flags);
}
/// The row follows from the rest.
template <typename A> void members(A &Ar, ir::Annotation &X) {
  auto &[Name, Args, Row, Lent, Returns, Waits, TellsSuccess, SuccessLow,
         SuccessHigh, SuccessIsNonZero] = X;
  all(Ar, Name, Args, Lent, Returns, Waits, TellsSuccess, SuccessLow,
      SuccessHigh, SuccessIsNonZero);
  if constexpr (A::Reads)
    ir::describeRow(X);
}
template <typename A>
void members(A &Ar, std::shared_ptr<const ir::Annotation> &X) {
  bool Any = X != nullptr;
  transfer(Ar, Any);
  if (!Any)
    return;
  auto Copy = X ? std::make_shared<ir::Annotation>(*X)
                : std::make_shared<ir::Annotation>();
  transfer(Ar, *Copy);
  X = Copy;
}
template <typename A> void members(A &Ar, ir::Overrider &X) {
  auto &[Record, Method] = X;
  all(Ar, Record, Method);
}
template <typename A> void members(A &Ar, ir::CallSite &X) {
  auto &[Tapi, Environment, Annotated, Callee, Pointer, Overriders, Virtual,
         Name, Args, ResultUsed, SystemCallee, MayKeep, NoReturn, ResultType,
         ResultKind] = X;
  all(Ar, Tapi, Environment, Annotated, Callee, Pointer, Overriders, Virtual,
      Name, Args, ResultUsed, SystemCallee, MayKeep, NoReturn, ResultType,
      ResultKind);
}
template <typename A> void members(A &Ar, ir::Case &X) {
  auto &[Low, High, Target, Text] = X;
  all(Ar, Low, High, Target, Text);
}
template <typename A> void members(A &Ar, ir::Terminator &X) {
  auto &[K, Condition, True, False, Cases, Where, Text, Negated, OverRange] = X;
  all(Ar, K, Condition, True, False, Cases, Where, Text, Negated, OverRange);
}
template <typename A> void members(A &Ar, ir::Block &X) {
  auto &[Code, End, Where] = X;
  all(Ar, Code, End, Where);
}
template <typename A> void members(A &Ar, ir::Variable &X) {
  auto &[Name, Ty, Kind, EndsUnseen, Points, Object] = X;
  all(Ar, Name, Ty, Kind, EndsUnseen, Points, Object);
}
template <typename A> void members(A &Ar, ir::Global &X) {
  auto &[Name, Usr, Ty, Kind, Written, Internal, ConstantInit, Init, Shared,
         Unread, Points, Object] = X;
  all(Ar, Name, Usr, Ty, Kind, Written, Internal, ConstantInit, Init, Shared,
      Unread, Points, Object);
}
template <typename A> void members(A &Ar, ir::Field &X) {
  auto &[Name, Record, Kind, Part, Shared, OfSystem, Unread, IsSole, Hidden,
         Points, OfUnion, List, Carries, IsMixed, IsStringData, IsQuitCode] = X;
  all(Ar, Name, Record, Kind, Part, Shared, OfSystem, Unread, IsSole, Hidden,
      Points, OfUnion, List, Carries, IsMixed, IsStringData, IsQuitCode);
}
template <typename A> void members(A &Ar, ir::Function &X) {
  auto &[Name, Usr, Tapi, HasBody, Internal, AddressTaken, IsMain, IsCallback,
         Role, IsPure, Overrides, NumParams, Vars, Nodes, Places, Calls, Blocks,
         Entry, NumTemps, TempCrossesBlocks, ReturnVar, Where, EndsAt] = X;
  all(Ar, Name, Usr, Tapi, HasBody, Internal, AddressTaken, IsMain, IsCallback,
      Role, IsPure, Overrides, NumParams, Vars, Nodes, Places, Calls, Blocks,
      Entry, NumTemps, TempCrossesBlocks, ReturnVar, Where, EndsAt);
}
template <typename A> void members(A &Ar, std::pair<Position, std::string> &X) {
  auto &[Where, Text] = X;
  all(Ar, Where, Text);
}
template <typename A> void members(A &Ar, ir::Module &X) {
  auto &[Functions, Globals, Fields, Strings, Skipped, Closed] = X;
  all(Ar, Functions, Globals, Fields, Strings, Skipped, Closed);
}
template <typename A> void members(A &Ar, SourcePlace &X) {
  auto &[File, Line, Column] = X;
  all(Ar, File, Line, Column);
}
template <typename A> void members(A &Ar, Unit &X) {
  auto &[M, Main, Files, Places] = X;
  all(Ar, Main, Files, Places, M);
}

template <typename T> struct IsVector : std::false_type {};
template <typename T> struct IsVector<std::vector<T>> : std::true_type {};

template <typename A, typename T> void transfer(A &Ar, T &X) {
  if constexpr (std::is_same_v<T, std::string>)
    Ar.text(X);
  else if constexpr (std::is_same_v<T, const FunctionRow *>)
    row(Ar, X, [](StringRef Name) { return findFunction(Name); });
  else if constexpr (std::is_same_v<T, const EnvironmentRow *>)
    row(Ar, X, [](StringRef Name) { return findEnvironment(Name); });
  else if constexpr (IsVector<T>::value)
    list(Ar, X);
  else if constexpr (std::is_class_v<T>)
    members(Ar, X);
  else
    scalar(Ar, X);
}

} // namespace

std::string tapi::engine::link::writeSummary(const Unit &U) {
  std::string Body;
  // A writer changes nothing; the descriptions serve readers, too.
  Writer W(Body);
  transfer(W, const_cast<Unit &>(U));
  std::string Bytes(HeaderSize, '\0');
  std::copy(Magic.begin(), Magic.end(), Bytes.begin());
  llvm::support::endian::write32le(&Bytes[Magic.size()], SummaryVersion);
  llvm::support::endian::write64le(&Bytes[Magic.size() + 4],
                                   llvm::xxHash64(Body));
  return Bytes + Body;
}

llvm::Expected<Unit> tapi::engine::link::readSummary(StringRef Bytes) {
  auto Error = [](const llvm::Twine &Reason) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Reason);
  };
  if (!Bytes.starts_with(Magic) || Bytes.size() < HeaderSize)
    return Error("not a summary of tapi-check");
  std::uint32_t Version =
      llvm::support::endian::read32le(Bytes.data() + Magic.size());
  if (Version != SummaryVersion)
    return Error("a summary of version " + llvm::Twine(Version) +
                 ", but this tapi-check reads version " +
                 llvm::Twine(SummaryVersion));
  StringRef Body = Bytes.substr(HeaderSize);
  if (llvm::support::endian::read64le(Bytes.data() + Magic.size() + 4) !=
      llvm::xxHash64(Body))
    return Error("a damaged summary: its checksum is wrong");
  Unit U;
  Reader R(Body);
  transfer(R, U);
  if (!R.failed() && R.left() != 0)
    R.fail("something follows its end");
  if (R.failed())
    return Error("a damaged summary: " + R.why());
  if (std::string Mistake = mistakeIn(U); !Mistake.empty())
    return Error("a damaged summary: " + Mistake);
  return U;
}
