using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>An object of a known class that a pickle holds: its class and its fields, as data. Nothing of the class is ever run.</summary>
/// <remarks>Fields and elements are <see langword="null"/> (None), <see langword="bool"/>, <see langword="long"/>, <c>BigInteger</c> (an
/// integer beyond 64 bits),
/// <see langword="double"/>, <see langword="string"/>, <c>byte[]</c>, <c>IReadOnlyList&lt;object?&gt;</c> (a list, a tuple or a set),
/// <see cref="PickledDictionary"/>,
/// <see cref="PickledName"/> (a class or a function that is only named, or a dtype of NumPy, as <c>numpy.float64</c>),
/// <see cref="PickledSlice"/>,
/// <see cref="NumpyArray"/> or <see cref="PickledObject"/>. NumPy's scalars become the number, text or truth value that they hold, and an
/// index of pandas its array.
/// A pickled Keras model has one field, <see cref="Archive"/>, with the bytes of its <c>.keras</c> file. A generator of random numbers has
/// none.
/// No object holds itself, and values nest at most <see cref="PickleTree.MostDepth"/> deep, so that it is safe to go through them by
/// recursion.</remarks>
internal sealed class PickledObject(PickledName type)
{
    /// <summary>The field in which the archive of a Keras model is.</summary>
    public const string Archive = "archive";

    private readonly OrderedDictionary<string, object?> _fields = new(StringComparer.Ordinal);

    /// <summary>The module and name of its class, as the file gives them.</summary>
    public PickledName Type { get; } = type;

    /// <summary>Its fields by name; empty where it has none.</summary>
    public IReadOnlyDictionary<string, object?> Fields => _fields;

    public bool TryGet(string field, [MaybeNullWhen(false)] out object? value) => _fields.TryGetValue(field, out value);

    // The reader sets fields; nothing else does.
    internal void Set(string field, object? value) => _fields[field] = value;

    internal object? FieldAt(int place) => _fields.GetAt(place).Value;

    internal void SetAt(int place, object? value) => _fields.SetAt(place, value);

    public override string ToString() => Type.Name;
}
