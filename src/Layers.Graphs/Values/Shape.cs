using System.Collections;
using System.Runtime.CompilerServices;

namespace Layers.Graphs;

/// <summary>The sizes of a tensor's axes, outermost first; immutable, compared by value.</summary>
/// <example><code>Shape rows = ["batch", 13];</code></example>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<Dim>, IEquatable<Shape>
{
    private readonly Dim[] _dims;

    private Shape(Dim[] dims) => _dims = dims;

    /// <summary>The shape of a scalar: no axes.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>The number of axes.</summary>
    public int Rank => _dims.Length;

    /// <summary>The number of axes, the same as <see cref="Rank"/>.</summary>
    public int Count => _dims.Length;

    /// <summary>Whether every size is a number.</summary>
    public bool IsKnown
    {
        get
        {
            foreach (var dim in _dims)
                if (!dim.IsKnown) return false;
            return true;
        }
    }

    /// <summary>The product of all sizes; 1 for a scalar.</summary>
    /// <exception cref="InvalidOperationException">A size is not known.</exception>
    public long Length
    {
        get
        {
            long length = 1;
            foreach (var dim in _dims) length = checked(length * dim.Size);
            return length;
        }
    }

    /// <summary>The size of an axis.</summary>
    /// <param name="axis">The axis, 0 for the outermost. Negative axes are not allowed here.</param>
    public Dim this[int axis] => _dims[axis];

    /// <summary>The sizes of a range of axes.</summary>
    /// <param name="range">Any C# range within the rank.</param>
    public Shape this[Range range] => new(_dims[range]);

    /// <summary>Creates a shape from sizes.</summary>
    /// <param name="dims">The sizes, outermost first.</param>
    public static Shape Create(params ReadOnlySpan<Dim> dims) => dims.IsEmpty && Scalar is { } scalar ? scalar : new(dims.ToArray());

    /// <summary>Creates a shape from known sizes.</summary>
    /// <param name="sizes">The sizes, outermost first, 0 or more.</param>
    public static Shape Of(params ReadOnlySpan<long> sizes)
    {
        var dims = new Dim[sizes.Length];
        for (var i = 0; i < dims.Length; i++) dims[i] = sizes[i];
        return new Shape(dims);
    }

    /// <summary>Returns the sizes as numbers.</summary>
    /// <exception cref="InvalidOperationException">A size is not known.</exception>
    public long[] ToArray()
    {
        var sizes = new long[_dims.Length];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = _dims[i].Size;
        return sizes;
    }

    /// <summary>Returns this shape with one size replaced.</summary>
    /// <param name="axis">The axis, 0 for the outermost.</param>
    /// <param name="dim">The new size.</param>
    public Shape With(int axis, Dim dim)
    {
        var dims = (Dim[])_dims.Clone();
        dims[axis] = dim;
        return new Shape(dims);
    }

    /// <inheritdoc/>
    public IEnumerator<Dim> GetEnumerator() => ((IEnumerable<Dim>)_dims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _dims.GetEnumerator();

    /// <summary>Returns whether both shapes have the same sizes. Unknown sizes are compared by name.</summary>
    public bool Equals(Shape? other)
    {
        if (other is null || other.Rank != Rank) return false;
        for (var i = 0; i < _dims.Length; i++)
            if (_dims[i] != other._dims[i]) return false;
        return true;
    }

    /// <summary>Returns whether both shapes may be equal: no two known sizes differ.</summary>
    internal bool MayBe(Shape other)
    {
        if (other.Rank != Rank) return false;
        for (var i = 0; i < _dims.Length; i++)
            if (_dims[i].IsKnown && other._dims[i].IsKnown && _dims[i] != other._dims[i]) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dim in _dims) hash.Add(dim);
        return hash.ToHashCode();
    }

    /// <summary>Returns a text such as <c>[batch, 13]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _dims)}]";
}
