//===- HeaderTest.cpp - The tables against mingw's header and libraries ---===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Compares functions.def and messages.def with a description of tapi32 that
/// nobody of this project wrote. Names, numbers of arguments, kinds of handles
/// and sizes can be compared; what a function does cannot.
///
//===----------------------------------------------------------------------===//

#include "Mingw.h"
#include "tapi_model/Functions.h"
#include "tapi_model/Messages.h"

#include <gtest/gtest.h>

#include <set>

using namespace tapi;
using namespace tapi::test;

namespace {

std::set<std::string> namesOf(const std::map<std::string, int> &Exports) {
  std::set<std::string> Names;
  for (const auto &Entry : Exports)
    Names.insert(Entry.first);
  return Names;
}

/// Fails with the names that are in only one of the two.
void expectSame(const std::set<std::string> &Library,
                const std::vector<std::string> &Table) {
  const std::set<std::string> Rows(Table.begin(), Table.end());
  EXPECT_EQ(Rows.size(), Table.size()) << "a name is exported twice";
  for (const std::string &Name : Library)
    EXPECT_TRUE(Rows.count(Name)) << "export without a row: " << Name;
  for (const std::string &Name : Rows)
    EXPECT_TRUE(Library.count(Name)) << "row without an export: " << Name;
}

/// What the role of an argument has to be, told by the C type alone.
struct Expected {
  bool IsHandle = false; ///< Use or Release
  bool IsOut = false;    ///< Create
  HandleKind Kind = HandleKind::None;
};

Expected expectedOf(const std::string &Type) {
  Expected E;
  E.Kind = kindOfType(Type);
  E.IsHandle = E.Kind != HandleKind::None;
  if (!E.IsHandle && Type.substr(0, 2) == "LP") {
    E.Kind = kindOfType(Type.substr(2));
    E.IsOut = E.Kind != HandleKind::None;
  }
  return E;
}

bool isPointerToWritable(const std::string &Type) {
  return Type.substr(0, 2) == "LP" && Type.substr(0, 3) != "LPC";
}

/// One parameter of a prototype against the row's argument at its index.
void compareParameter(const std::string &Where, const std::string &Type,
                      const Argument *A) {
  const Expected E = expectedOf(Type);
  if (E.IsHandle || E.IsOut) {
    ASSERT_NE(A, nullptr) << Where << " is a handle, the row is silent";
    EXPECT_EQ(A->Kind, E.Kind) << Where;
  }
  if (E.IsHandle) {
    EXPECT_TRUE(A->Role == ArgRole::Use || A->Role == ArgRole::Release)
        << Where;
  } else if (E.IsOut) {
    EXPECT_EQ(A->Role, ArgRole::Create) << Where;
  } else if (Type == "LPLINECALLLIST") {
    ASSERT_NE(A, nullptr) << Where;
    EXPECT_EQ(A->Role, ArgRole::CreateList) << Where;
  } else if (Type == "LPLINEMESSAGE" || Type == "LPPHONEMESSAGE") {
    ASSERT_NE(A, nullptr) << Where;
    EXPECT_EQ(A->Role, ArgRole::Message) << Where;
  } else if (A) {
    EXPECT_EQ(A->Role, ArgRole::LateBuffer) << Where;
    EXPECT_TRUE(isPointerToWritable(Type)) << Where;
  }
}

void compareArguments(const Prototype &P, const FunctionRow &F) {
  const std::vector<std::string> &Types = P.ParameterTypes;
  for (unsigned I = 0; I < Types.size(); ++I)
    compareParameter(P.Name + " argument " + std::to_string(I), Types[I],
                     argument(F, I));
  for (const Argument &A : F.Args) {
    EXPECT_LT(A.Index, Types.size()) << P.Name;
    if (A.Gate.Kind == ArgGate::Always)
      continue;
    ASSERT_LT(A.Gate.Arg, Types.size()) << P.Name;
    const std::string &Decides = Types[A.Gate.Arg];
    EXPECT_TRUE(Decides == "DWORD" || kindOfType(Decides) != HandleKind::None)
        << P.Name << ": no test on a " << Decides;
  }
}

TEST(Header, EveryExportOfTheX64LibraryHasARow) {
  const auto Exports = exports(/*X86=*/false);
  ASSERT_EQ(Exports.size(), 278u);
  expectSame(namesOf(Exports), exportedNames(/*X86=*/false));
}

TEST(Header, EveryExportOfTheX86LibraryHasARow) {
  const auto Exports = exports(/*X86=*/true);
  ASSERT_EQ(Exports.size(), 249u);
  expectSame(namesOf(Exports), exportedNames(/*X86=*/true));
}

TEST(Header, StackBytesAreThoseOfTheDecoration) {
  for (const auto &[Name, Bytes] : exports(/*X86=*/true)) {
    const FunctionRow *F = findFunction(Name);
    ASSERT_NE(F, nullptr) << Name;
    EXPECT_EQ(F->StackBytes, Bytes) << Name;
  }
  for (const FunctionRow &F : functions())
    EXPECT_EQ(F.StackBytes == -1, !F.OnX86) << F.Name;
}

TEST(Header, PrototypesAgreeWithTheRows) {
  const std::vector<Prototype> All = prototypes();
  ASSERT_EQ(All.size(), 249u);
  for (const Prototype &P : All) {
    const FunctionRow *F = findFunction(P.Name);
    ASSERT_NE(F, nullptr) << P.Name;
    // All parameters have 4 bytes on x86.
    EXPECT_EQ(F->StackBytes, 4 * static_cast<int>(P.ParameterTypes.size()))
        << P.Name;
    compareArguments(P, *F);
  }
}

TEST(Header, EveryRowOfBothLibrariesHasAPrototype) {
  std::set<std::string> Names;
  for (const Prototype &P : prototypes())
    Names.insert(P.Name);
  expectSame(Names, exportedNames(/*X86=*/true));
}

TEST(Header, MessagesHaveTheHeadersValues) {
  const auto Constants = messageConstants();
  ASSERT_EQ(Constants.size(), 35u);
  for (const auto &[Name, Value] : Constants) {
    const MessageRow *M = findMessage(Name);
    ASSERT_NE(M, nullptr) << "message without a row: " << Name;
    EXPECT_EQ(M->Value, Value) << Name;
  }
  for (const MessageRow &M : messages())
    EXPECT_TRUE(Constants.count(std::string(M.Name)))
        << "row without a message: " << M.Name;
}

TEST(Header, NamedConstantsHaveTheHeadersValues) {
  EXPECT_EQ(CallStateIdle, constant("LINECALLSTATE_IDLE"));
  EXPECT_EQ(CallStateDisconnected, constant("LINECALLSTATE_DISCONNECTED"));
  EXPECT_EQ(CallStateConferenced, constant("LINECALLSTATE_CONFERENCED"));
  EXPECT_EQ(DevStateReinit, constant("LINEDEVSTATE_REINIT"));
  EXPECT_EQ(static_cast<std::uint32_t>(Privilege::None),
            constant("LINECALLPRIVILEGE_NONE"));
  EXPECT_EQ(static_cast<std::uint32_t>(Privilege::Monitor),
            constant("LINECALLPRIVILEGE_MONITOR"));
  EXPECT_EQ(static_cast<std::uint32_t>(Privilege::Owner),
            constant("LINECALLPRIVILEGE_OWNER"));
}

TEST(Header, GatesCompareWithTheHeadersValues) {
  const auto Gate = [](const char *Function, unsigned Index) {
    return argument(*findFunction(Function), Index)->Gate;
  };
  const std::uint32_t SelectCall = constant("LINECALLSELECT_CALL");
  for (const char *Name :
       {"lineGetID", "lineSetTerminal", "lineSetMediaControl"}) {
    EXPECT_EQ(Gate(Name, 0).Kind, ArgGate::NotEquals) << Name;
    EXPECT_EQ(Gate(Name, 2).Kind, ArgGate::Equals) << Name;
    for (unsigned Handle : {0, 2}) {
      EXPECT_EQ(Gate(Name, Handle).Arg, 3) << Name;
      EXPECT_EQ(Gate(Name, Handle).Value, SelectCall) << Name;
    }
  }
  EXPECT_EQ(Gate("lineCompleteTransfer", 2).Kind, ArgGate::Equals);
  EXPECT_EQ(Gate("lineCompleteTransfer", 2).Arg, 3);
  EXPECT_EQ(Gate("lineCompleteTransfer", 2).Value,
            constant("LINETRANSFERMODE_CONFERENCE"));
  EXPECT_EQ(Gate("linePark", 3).Kind, ArgGate::NotEquals);
  EXPECT_EQ(Gate("linePark", 3).Arg, 1);
  EXPECT_EQ(Gate("linePark", 3).Value, constant("LINEPARKMODE_DIRECTED"));
}

} // namespace
