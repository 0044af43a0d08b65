// SPDX-License-Identifier: MIT
//
// The program that does nothing: what starting any static program costs on this machine.
int main() {}
