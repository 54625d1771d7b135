namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for where records are, and netstandard2.0 lacks.</summary>
internal static class IsExternalInit;
