//===- Generator.cpp - Programs from random bytes -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A grammar whose choices are made by the bytes. When they are used up, every
/// choice is the first one, which is always a leaf, so generation ends.
/// Every function has the same parameters and variables: any may call any
/// other, directly or through a pointer, and every expression is valid
/// everywhere.
///
//===----------------------------------------------------------------------===//

#include "test/fuzz/Generator.h"

#include "test/fuzz/Prelude.h"
#include "test/unit/engine/TinyTapi.h"

#include <iterator>

using namespace tapi::test;

namespace {

class Generator {
public:
  Generator(const std::uint8_t *Bytes, std::size_t Size)
      : At(Bytes), End(Bytes + Size) {}

  std::string run(bool &IsCxx);

private:
  unsigned pick(unsigned Choices) { return At == End ? 0 : *At++ % Choices; }
  template <std::size_t N> std::string one(const char *const (&List)[N]) {
    return List[pick(N)];
  }
  std::string number();
  std::string call(unsigned Depth);
  std::string line();
  std::string device(unsigned Depth);
  std::string callPlace(unsigned Depth);
  std::string callPointer(unsigned Depth);
  std::string integer(unsigned Depth);
  std::string condition(unsigned Depth);
  std::string tapiCall(unsigned Depth);
  std::string invocation(unsigned Depth);
  std::string assignment(unsigned Depth);
  std::string control(unsigned Depth);
  std::string statement(unsigned Depth);
  std::string block(unsigned Depth, unsigned Most = 5);
  std::string function(unsigned Number);

  const std::uint8_t *At, *End;
  unsigned NumFunctions = 1;
  unsigned Loops = 0, Breakable = 0;
  bool Cxx = false;
};

constexpr const char *IntPlaces[] = {"i", "n",    "r",         "dw",        "b",
                                     "u", "g_dw", "d.dwState", "p->dwState"};

std::string Generator::number() {
  static constexpr const char *Numbers[] = {"0",
                                            "1",
                                            "2",
                                            "-1",
                                            "3",
                                            "12",
                                            "0x100",
                                            "0x80000048u",
                                            "2147483647",
                                            "0xFFFFFFFFu",
                                            "255",
                                            "-2147483647-1",
                                            "65536",
                                            "LINE_REPLY",
                                            "0xFFFFFFFFFFFFFFFFull",
                                            "(-9223372036854775807LL-1)"};
  return "(" + one(Numbers) + ")";
}

std::string Generator::line() {
  static constexpr const char *Lines[] = {
      "hLine", "l", "g_hLine", "d.hLine", "p->hLine", "(HLINE)m.hDevice"};
  return one(Lines);
}

std::string Generator::device(unsigned Depth) {
  if (Depth && pick(4) == 3)
    return "(" + device(Depth - 1) + ")->pNext";
  static constexpr const char *Devices[] = {"p", "q", "&d", "g_p", "&g_dev"};
  return one(Devices);
}

std::string Generator::callPlace(unsigned Depth) {
  switch (pick(Depth ? 9 : 3)) {
  case 0:
    return "h1";
  case 1:
    return "h2";
  case 2:
    return "g_hCall";
  case 3:
    return "(" + device(Depth - 1) + ")->hCall";
  case 4:
    return "a[(" + integer(Depth - 1) + ") & 3]";
  case 5:
    return "*(" + callPointer(Depth - 1) + ")";
  case 6:
    return "g_aCalls[" + integer(Depth - 1) + "]";
  case 7:
    return "(" + device(Depth - 1) + ")->aCalls[i]";
  default:
    return "d.aInner[" + integer(0) + "].hCall";
  }
}

std::string Generator::callPointer(unsigned Depth) {
  switch (pick(Depth ? 6 : 2)) {
  case 0:
    return "pc";
  case 1:
    return "pCall";
  case 2:
    return "&" + callPlace(Depth - 1);
  case 3:
    return "pc + " + integer(Depth - 1);
  case 4:
    return "(" + condition(Depth - 1) + " ? &h1 : pCall)";
  default:
    return "a";
  }
}

std::string Generator::call(unsigned Depth) {
  switch (pick(Depth ? 6 : 3)) {
  case 3:
    return "(HCALL)m.hDevice";
  case 4:
    return "(" + condition(Depth - 1) + " ? " + call(Depth - 1) + " : " +
           call(Depth - 1) + ")";
  case 5:
    return "(HCALL)(DWORD_PTR)" + callPlace(Depth - 1);
  default:
    return callPlace(Depth);
  }
}

std::string Generator::integer(unsigned Depth) {
  static constexpr const char *Operators[] = {
      "+", "-", "*",  "&",  "|", "^",  "<<", ">>",
      "/", "%", "==", "!=", "<", ">=", "&&", "||"};
  static constexpr const char *Casts[] = {
      "(int)", "(DWORD)", "(LONG)",  "(unsigned char)", "-",
      "!",     "~",       "(short)", "(long long)"};
  switch (pick(Depth ? 8 : 2)) {
  case 0:
    return number();
  case 1:
    return one(IntPlaces);
  case 2:
    return "(" + integer(Depth - 1) + " " + one(Operators) + " " +
           integer(Depth - 1) + ")";
  case 3:
    return one(Casts) + "(" + integer(Depth - 1) + ")";
  case 4:
    return "choice()";
  case 5:
    return "(" + std::string(one(IntPlaces)) +
           (pick(2) ? "++" : " += " + integer(Depth - 1)) + ")";
  case 6:
    return "(int)" + call(Depth - 1);
  default:
    return tapiCall(Depth - 1);
  }
}

std::string Generator::condition(unsigned Depth) {
  static constexpr const char *Comparisons[] = {" == ", " != ", " < ",
                                                " <= ", " > ",  " >= "};
  switch (pick(Depth ? 7 : 2)) {
  case 0:
    return "choice()";
  case 1:
    return one(IntPlaces) + one(Comparisons) + number();
  case 2:
    return "(" + call(Depth - 1) + one(Comparisons) + call(Depth - 1) + ")";
  case 3:
    return "(" + condition(Depth - 1) + (pick(2) ? " && " : " || ") +
           condition(Depth - 1) + ")";
  case 4:
    return "!(" + condition(Depth - 1) + ")";
  case 5:
    return integer(Depth - 1) + one(Comparisons) + integer(Depth - 1);
  default:
    return "(" + device(Depth - 1) + ") != NULL";
  }
}

std::string Generator::tapiCall(unsigned Depth) {
  switch (pick(10)) {
  case 0:
    return "lineDeallocateCall(" + call(Depth) + ")";
  case 1:
    return "lineMakeCall(" + line() + ", " + callPointer(Depth) +
           ", \"1\", 0, NULL)";
  case 2:
    return "lineDrop(" + call(Depth) + ", NULL, 0)";
  case 3:
    return "lineClose(" + line() + ")";
  case 4:
    return "lineOpen(g_hApp, 0, " +
           std::string(pick(2)   ? "&l"
                       : pick(2) ? "&d.hLine"
                                 : "&g_hLine") +
           ", 0x20000, 0, 0, 4, 16, NULL)";
  case 5:
    return "lineShutdown(g_hApp)";
  case 6:
    return "lineGetMessage(g_hApp, &m, 0)";
  case 7:
    return "lineAnswer(" + call(Depth) + ", NULL, 0)";
  case 8:
    return "lineGetCallInfo(" + call(Depth) + ", &info)";
  default:
    return "lineInitializeEx(&g_hApp, NULL, onMessage, NULL, &dw, NULL, "
           "NULL)";
  }
}

std::string Generator::invocation(unsigned Depth) {
  std::string Callee;
  switch (pick(4)) {
  case 0:
    Callee = "unseen";
    break;
  case 1:
    Callee = "g_pfn";
    break;
  default:
    Callee = "f" + std::to_string(pick(NumFunctions));
    break;
  }
  std::string Args = "(" + line() + ", " + callPointer(Depth) + ", " +
                     device(Depth) + ", " + integer(Depth) + ")";
  return Callee + Args;
}

std::string Generator::assignment(unsigned Depth) {
  switch (pick(14)) {
  case 0:
    return "r = " + tapiCall(Depth);
  case 1:
    return callPlace(Depth) + " = " + call(Depth);
  case 2:
    return one(IntPlaces) + " = " + integer(Depth);
  case 3:
    return "r = " + invocation(Depth);
  case 4:
    return "q = " + device(Depth);
  case 5:
    return "pc = " + callPointer(Depth);
  case 6:
    return "*(" + device(Depth) + ") = d";
  case 7:
    return "memset(" + device(Depth) + ", 0, sizeof(struct Device))";
  case 8:
    return callPlace(Depth) + " = 0";
  case 9:
    return "q = (struct Device *)malloc(sizeof *q)";
  case 10:
    return "free(" + device(Depth) + ")";
  case 11:
    return "(" + device(1) + ")->pNext = " + device(Depth);
  case 12:
    return "g_pfn = " + std::string(pick(2) ? "f0" : "unseen");
  default:
    return "memcpy(a, " + callPointer(Depth) + ", sizeof a)";
  }
}

std::string Generator::control(unsigned Depth) {
  switch (pick(6)) {
  case 0:
    return "if (" + condition(2) + ") {" + block(Depth) + "}" +
           (pick(2) ? " else {" + block(Depth) + "}" : "");
  case 1: {
    std::string Head;
    switch (pick(3)) {
    case 0:
      Head = "while (" + condition(2) + ")";
      break;
    case 1:
      Head = "for (i = 0; i < 4; i++)";
      break;
    default:
      Head = "for (q = " + device(1) + "; q; q = q->pNext)";
      break;
    }
    ++Loops, ++Breakable;
    Head += " {" + block(Depth) + "}";
    --Loops, --Breakable;
    return Head;
  }
  case 2: {
    ++Loops, ++Breakable;
    std::string Body = block(Depth);
    --Loops, --Breakable;
    return "do {" + Body + "} while (" + condition(2) + ");";
  }
  case 3: {
    static constexpr const char *Subjects[] = {
        "m.dwMessageID", "n", "b", "dw", "r", "i + 1"};
    std::string S = "switch (" + one(Subjects) + ") {";
    ++Breakable;
    for (unsigned I = 0, N = 1 + pick(4); I < N; ++I)
      S += " case " + std::to_string(I * 3) + ": " + block(Depth, 3) +
           (pick(2) ? " break;" : "");
    if (pick(2))
      S += " default: " + block(Depth, 3) + ";";
    --Breakable;
    return S + "}";
  }
  case 4:
    return "{ HCALL h1 = 0; struct Device d; " + block(Depth) + "}";
  default:
    return Cxx ? "{ Owner o(" + call(1) + "); o.drop(); " + block(Depth) + "}"
               : "{ HCALL h2; " + block(Depth) + "}";
  }
}

std::string Generator::statement(unsigned Depth) {
  switch (pick(Depth ? 12 : 8)) {
  case 0:
    return tapiCall(1) + ";";
  case 1:
    return invocation(1) + ";";
  case 2:
    return "goto L" + std::to_string(pick(3)) + ";";
  case 3:
    return "return " + integer(1) + ";";
  case 4:
    return Loops && pick(2) ? "continue;"
           : Breakable      ? "break;"
                            : assignment(1) + ";";
  case 5:
  case 6:
  case 7:
    return assignment(2) + ";";
  default:
    return control(Depth - 1) + "\n";
  }
}

std::string Generator::block(unsigned Depth, unsigned Most) {
  std::string S = " ";
  for (unsigned I = 0, N = 1 + pick(Most); I < N; ++I)
    S += statement(Depth) + " ";
  return S;
}

std::string Generator::function(unsigned Number) {
  std::string S = pick(2) ? "static LONG f" : "LONG f";
  S += std::to_string(Number) +
       "(HLINE hLine, HCALL *pCall, struct Device *p, int n) {" + Variables;
  for (unsigned Label = 0; Label < 3; ++Label)
    S += block(2) + "\nL" + std::to_string(Label) + ":;\n" + block(3);
  return S + " return r; }\n";
}

std::string Generator::run(bool &IsCxx) {
  IsCxx = Cxx = pick(3) == 2;
  NumFunctions = 1 + pick(4);
  std::string S = std::string(TinyTapi) + Prelude + (Cxx ? CxxPrelude : "") +
                  "void CALLBACK onMessage(DWORD, DWORD, DWORD_PTR, "
                  "DWORD_PTR, DWORD_PTR, DWORD_PTR);\n";
  std::string Bodies;
  for (unsigned I = 0; I < NumFunctions; ++I)
    Bodies += function(I);
  // Static or not is told by the definition; declare what it says.
  for (unsigned I = 0; I < NumFunctions; ++I) {
    std::string Name = "LONG f" + std::to_string(I) + "(";
    bool Static = Bodies.find("static " + Name) != std::string::npos;
    S += (Static ? "static " : "") + Name +
         "HLINE, HCALL *, struct Device *, int);\n";
  }
  S += Bodies;
  S += "void CALLBACK onMessage(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInst, "
       "DWORD_PTR dw1, DWORD_PTR dw2, DWORD_PTR dw3) {\n"
       "struct Device *p = (struct Device *)dwInst; HLINE hLine = hDevice; "
       "int n = (int)dw1; HCALL *pCall = &p->hCall;" +
       std::string(Variables) + "h1 = (HCALL)hDevice; switch (dwMsg) {";
  ++Breakable;
  for (const char *Case :
       {"LINE_CALLSTATE", "LINE_CLOSE", "LINE_REPLY", "LINE_APPNEWCALL"}) {
    std::string Body;
    for (unsigned I = 0, N = pick(3); I < N; ++I)
      Body += assignment(1) + "; ";
    S += std::string("\ncase ") + Case +
         ": h2 = (HCALL)dw2; if (dw1 == " + number() + ") {" + Body + "} " +
         tapiCall(1) + "; break;";
  }
  --Breakable;
  return S + "}}\n";
}

} // namespace

std::string tapi::test::generate(const std::uint8_t *Bytes, std::size_t Size,
                                 bool &IsCxx) {
  return Generator(Bytes, Size).run(IsCxx);
}
