namespace Layers;

/// <summary>The key of a value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Index">Where the value is among those that came with it.</param>
internal readonly record struct KeyedValue(ValueKey Key, uint Hash, int Index);
