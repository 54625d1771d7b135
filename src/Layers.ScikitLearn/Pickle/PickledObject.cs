using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>An object of a known class that a pickle holds: its class and its fields, as data. Nothing of the class is ever run.</summary>
/// <remarks>Fields and elements are <see langword="null"/> (None), <see langword="bool"/>, <see langword="long"/>, <c>BigInteger</c> (an integer beyond 64 bits),
/// <see langword="double"/>, <see langword="string"/>, <c>byte[]</c>, <c>IReadOnlyList&lt;object?&gt;</c> (a list, a tuple or a set), <see cref="PickledDictionary"/>,
/// <see cref="PickledName"/> (a class or a function that is only named), <see cref="PickledSlice"/>, <see cref="NumpyArray"/> or <see cref="PickledObject"/>.
/// NumPy's scalars become the number, text or truth value that they hold.</remarks>
internal sealed class PickledObject(PickledName type)
{
    private readonly Dictionary<string, object?> _fields = new(StringComparer.Ordinal);

    /// <summary>The module and name of its class, as the file gives them.</summary>
    public PickledName Type { get; } = type;

    /// <summary>Its fields by name; empty where it has none.</summary>
    public IReadOnlyDictionary<string, object?> Fields => _fields;

    public bool TryGet(string field, [MaybeNullWhen(false)] out object? value) => _fields.TryGetValue(field, out value);

    // The reader sets fields; nothing else does.
    internal void Set(string field, object? value) => _fields[field] = value;

    public override string ToString() => Type.Name;
}
