namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for to make properties that are set once; the target framework predates it.</summary>
internal static class IsExternalInit;
