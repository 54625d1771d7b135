using System.Globalization;

namespace Layers.Graphs;

/// <summary>One size of a shape: a number, or a name for a size that is known only when the graph runs.</summary>
/// <remarks>Two unknown sizes are equal only if they share a name. Integers and strings convert implicitly,
/// so a shape is written <c>["batch", 13]</c>.</remarks>
public readonly record struct Dim
{
    private readonly long _size;

    private Dim(long size, string? name)
    {
        _size = size;
        Name = name;
    }

    /// <summary>The name of an unknown size; <see langword="null"/> for a known size.</summary>
    public string? Name { get; }

    /// <summary>Whether the size is a number.</summary>
    public bool IsKnown => Name is null;

    /// <summary>The size as a number, 0 or more.</summary>
    /// <exception cref="InvalidOperationException">The size is not known.</exception>
    public long Size => IsKnown ? _size : throw Throw.SizeNotKnown(Name!);

    /// <summary>Creates a known size.</summary>
    /// <param name="size">The size, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public static implicit operator Dim(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new Dim(size, null);
    }

    /// <summary>Creates an unknown size with a name.</summary>
    /// <param name="name">The name, not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or contains U+0000 or half of a surrogate pair.</exception>
    public static implicit operator Dim(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!Utf8Text.IsName(name)) throw Throw.NotAName(name);
        return new Dim(0, name);
    }

    /// <summary>Returns the size or its name.</summary>
    public override string ToString() => Name ?? _size.ToString(CultureInfo.InvariantCulture);
}
