//===- GenerateThunks.cpp - Export lists and entry points of the shim -----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A host tool of the build. From the model's function table it writes, for one
/// architecture, the export list (exports.def), one entry point an export
/// (thunks.S) and the list of names in index order (names.inc).
///
/// An entry point either forwards (every register and stack byte reaches the
/// real function unchanged) or calls the generic handler with its index and the
/// address of its arguments. What the handler does is not decided here.
///
/// Usage: generate-thunks x64|x86 shim|fake OUTPUT_DIR
///
/// The "fake" flavour, for the stand-in DLL of the tests, sends every export to
/// its handler.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Functions.h"

#include <fstream>
#include <iostream>
#include <string>

using namespace tapi;

namespace {

struct Target {
  bool X86;
  bool Fake;
  std::string Prefix; ///< Of symbols: "tapishim" or "tapifake".

  /// Assembler spelling of a C symbol.
  std::string sym(const std::string &Name) const {
    return (X86 ? "_" : "") + Name;
  }
  std::string entry(unsigned I) const {
    return sym(Prefix + "Entry" + std::to_string(I));
  }
};

int stackBytes(const FunctionRow *F) {
  return F && F->StackBytes > 0 ? F->StackBytes : 0;
}

void writeDispatch(std::ostream &OS, const Target &T, unsigned I,
                   const FunctionRow *F) {
  if (T.X86) {
    OS << "\tleal 4(%esp), %edx\n\tpushl %ebp\n\tmovl %esp, %ebp\n"
       << "\tpushl %edx\n\tpushl $" << I << "\n\tcall "
       << T.sym(T.Prefix + "Handle") << "\n\tleave\n\tret $" << stackBytes(F)
       << "\n";
    return;
  }
  OS << "\tmovq %rcx, 8(%rsp)\n\tmovq %rdx, 16(%rsp)\n"
     << "\tmovq %r8, 24(%rsp)\n\tmovq %r9, 32(%rsp)\n"
     << "\tmovl $" << I << ", %eax\n\tjmp " << T.Prefix << "Common\n";
}

void writeForward(std::ostream &OS, const Target &T, unsigned I) {
  const std::string Table = T.sym(T.Prefix + "Real");
  if (T.X86)
    OS << "\tjmp *" << Table << "+" << 4 * I << "\n";
  else
    OS << "\tjmp *" << Table << "+" << 8 * I << "(%rip)\n";
}

/// What a table slot holds until the real DLL is known, and where it is not
/// known at all.
void writeResolver(std::ostream &OS, const Target &T, unsigned I,
                   const FunctionRow *F) {
  const std::string N = std::to_string(I);
  OS << "Resolve" << N << ":\n";
  if (T.X86) {
    OS << "\tpushl $" << I << "\n\tcall " << T.sym(T.Prefix + "ResolveKeep")
       << "\n\taddl $4, %esp\n";
    writeForward(OS, T, I);
    OS << "Fail" << N << ":\n\tmovl $0x80000048, %eax\n\tret $" << stackBytes(F)
       << "\n";
    return;
  }
  OS << "\t.seh_proc Resolve" << N << "\n"
     << "\tpushq %rax\n\t.seh_stackalloc 8\n\t.seh_endprologue\n"
     << "\tmovl $" << I << ", %eax\n\tcall " << T.Prefix << "ResolveKeep\n"
     << "\tpopq %rax\n";
  writeForward(OS, T, I);
  OS << "\t.seh_endproc\n"
     << "Fail" << N << ":\n\tmovl $0x80000048, %eax\n\tret\n";
}

void writeTables(std::ostream &OS, const Target &T, unsigned Count) {
  const char *Word = T.X86 ? "\t.long " : "\t.quad ";
  for (const char *Which : {"Real", "Fail"}) {
    const std::string Name = T.sym(T.Prefix + Which);
    OS << "\t.data\n\t.balign 8\n\t.globl " << Name << "\n" << Name << ":\n";
    for (unsigned I = 0; I != Count; ++I)
      OS << Word << (Which[0] == 'R' ? "Resolve" : "Fail") << I << "\n";
  }
}

bool write(const Target &T, const std::string &Dir) {
  std::ofstream Def(Dir + "/exports.def"), Asm(Dir + "/thunks.S"),
      Inc(Dir + "/names.inc");
  const std::vector<std::string> Names = exportedNames(T.X86);
  Def << "LIBRARY tapi32.dll\nEXPORTS\n";
  Asm << "\t.text\n";
  for (unsigned I = 0; I != Names.size(); ++I) {
    const FunctionRow *F = findFunction(Names[I]);
    // Without a handle argument there is nothing to judge or to observe.
    const bool Judged =
        F && F->Judged && F->StackBytes >= 0 && !F->Args.empty();
    Def << "  " << Names[I] << " = " << T.Prefix << "Entry" << I << "\n";
    Inc << "TAPI_EXPORT(" << I << ", \"" << Names[I] << "\", "
        << (Judged ? "true" : "false") << ")\n";
    Asm << "\t.balign 16\n\t.globl " << T.entry(I) << "\n"
        << T.entry(I) << ":\n";
    if (Judged || T.Fake)
      writeDispatch(Asm, T, I, F);
    else
      writeForward(Asm, T, I);
    if (!T.Fake)
      writeResolver(Asm, T, I, F);
  }
  if (!T.Fake)
    writeTables(Asm, T, Names.size());
  return Def.flush() && Asm.flush() && Inc.flush() && !Names.empty();
}

} // namespace

int main(int Argc, char **Argv) {
  if (Argc != 4) {
    std::cerr << "usage: generate-thunks x64|x86 shim|fake OUTPUT_DIR\n";
    return 2;
  }
  const std::string Arch = Argv[1], Flavour = Argv[2];
  const Target T{Arch == "x86", Flavour == "fake", "tapi" + Flavour};
  if (!write(T, Argv[3])) {
    std::cerr << "generate-thunks: cannot write to " << Argv[3] << "\n";
    return 1;
  }
  return 0;
}
