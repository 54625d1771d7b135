namespace Layers;

/// <summary>A number, or several, that a <see cref="FeatureTransform"/> learns for each feature.</summary>
public sealed class LearnedNumber
{
    /// <summary>Creates the description of one number, or several, of each feature.</summary>
    /// <param name="name">The name in files, for example <c>center</c>.</param>
    /// <param name="columns">The number of values; 0, the default, for one value without its own axis.</param>
    /// <param name="isDivisor">Whether the formula divides by this number, which must then not become 0 in the layer's type; default
    /// false.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is negative.</exception>
    public LearnedNumber(string name, int columns = 0, bool isDivisor = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (Name, Columns, IsDivisor) = (name, columns, isDivisor);
    }

    /// <summary>The name in files.</summary>
    public string Name { get; }

    /// <summary>The number of values; 0 for one value without its own axis.</summary>
    public int Columns { get; }

    /// <summary>Whether the formula divides by this number.</summary>
    public bool IsDivisor { get; }

    internal int Length => Math.Max(Columns, 1);
}
