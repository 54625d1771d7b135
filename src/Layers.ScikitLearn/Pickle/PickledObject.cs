using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>An object of a known class in a pickle: its class and its fields, as data. No code of the class is ever run.</summary>
/// <remarks>Fields and elements are <see langword="null"/> (None), <see langword="bool"/>, <see langword="long"/>, <c>BigInteger</c> (an
/// integer beyond 64 bits), <see langword="double"/>, <see langword="string"/>, <c>byte[]</c>, <c>IReadOnlyList&lt;object?&gt;</c> (a list,
/// a tuple or a set), <see cref="PickledDictionary"/>, <see cref="PickledName"/> (a class or a function that is only named, or a dtype of
/// NumPy, such as <c>numpy.float64</c>), <see cref="PickledSlice"/>, <see cref="NumpyArray"/> or <see cref="PickledObject"/>. A scalar of
/// NumPy becomes its number, text or boolean, and an index of pandas becomes its array. A pickled Keras model has one field,
/// <see cref="Archive"/>, with the bytes of its <c>.keras</c> file. A generator of random numbers has no fields. No object contains itself,
/// and values nest at most <see cref="PickleTree.MostDepth"/> deep, so that a recursive walk is safe.</remarks>
internal sealed class PickledObject(PickledName type)
{
    /// <summary>The name of the field with the archive of a Keras model.</summary>
    public const string Archive = "archive";

    private readonly OrderedDictionary<string, object?> _fields = new(StringComparer.Ordinal);

    /// <summary>The module and name of the class, as in the file.</summary>
    public PickledName Type { get; } = type;

    /// <summary>The fields by name; empty for none.</summary>
    public IReadOnlyDictionary<string, object?> Fields => _fields;

    public bool TryGet(string field, [MaybeNullWhen(false)] out object? value) => _fields.TryGetValue(field, out value);

    // Only the reader sets fields.
    internal void Set(string field, object? value) => _fields[field] = value;

    internal object? FieldAt(int place) => _fields.GetAt(place).Value;

    internal void SetAt(int place, object? value) => _fields.SetAt(place, value);

    public override string ToString() => Type.Name;
}
