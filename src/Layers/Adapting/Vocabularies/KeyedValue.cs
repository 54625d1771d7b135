namespace Layers;

/// <summary>A value's key and hash.</summary>
/// <param name="Key">The key.</param>
/// <param name="Hash">The hash of the key.</param>
/// <param name="Index">The index of the value in its block.</param>
internal readonly record struct KeyedValue(ValueKey Key, uint Hash, int Index);
