namespace Layers;

/// <summary>What a <see cref="FeatureTransform"/> keeps of each feature.</summary>
public sealed class LearnedNumber
{
    /// <summary>One number of each feature, or several.</summary>
    /// <param name="name">Its name, as files have it: <c>center</c>.</param>
    /// <param name="columns">How many numbers it is; 0, the default, for one, without an axis for it.</param>
    /// <param name="isDivisor">Whether the formula divides by it, so that it must not vanish in the type of the layer; default
    /// false.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than none.</exception>
    public LearnedNumber(string name, int columns = 0, bool isDivisor = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (Name, Columns, IsDivisor) = (name, columns, isDivisor);
    }

    /// <summary>Its name, as files have it.</summary>
    public string Name { get; }

    /// <summary>How many numbers it is; 0 for one, without an axis for it.</summary>
    public int Columns { get; }

    /// <summary>Whether the formula divides by it.</summary>
    public bool IsDivisor { get; }

    internal int Length => Math.Max(Columns, 1);
}
