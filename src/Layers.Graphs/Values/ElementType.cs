namespace Layers.Graphs;

/// <summary>The properties of a <see cref="DType"/>, and the storage of its elements.</summary>
/// <param name="Name">The name in NumPy and Keras.</param>
/// <param name="Size">The size of an element in bytes; 0 if elements have no fixed size.</param>
/// <param name="Kind">The kind of the elements.</param>
/// <param name="MakeStorage">Creates the storage. Called only for types that are used, because the runtime needs time to prepare each of
/// them.</param>
internal sealed record ElementType(string Name, int Size, ElementKind Kind, Func<ElementStorage> MakeStorage)
{
    // Indexed by the number of the type.
    private static readonly ElementType?[] s_all = Table();

    private ElementStorage? _storage;

    public ElementStorage Storage => _storage ??= MakeStorage();

    public static ElementType Of(DType type) => s_all[(int)type]!;

    private static ElementType?[] Table()
    {
        var all = new ElementType?[17];
        all[(int)DType.Float32] = new("float32", 4, ElementKind.Float, () => new NumberStorage<float>());
        all[(int)DType.Float64] = new("float64", 8, ElementKind.Float, () => new NumberStorage<double>());
        all[(int)DType.Float16] = new("float16", 2, ElementKind.Float, () => new NumberStorage<Half>());
        all[(int)DType.BFloat16] = new("bfloat16", 2, ElementKind.Float, () => new BFloat16Storage());
        all[(int)DType.Int8] = new("int8", 1, ElementKind.Integer, () => new NumberStorage<sbyte>());
        all[(int)DType.Int16] = new("int16", 2, ElementKind.Integer, () => new NumberStorage<short>());
        all[(int)DType.Int32] = new("int32", 4, ElementKind.Integer, () => new NumberStorage<int>());
        all[(int)DType.Int64] = new("int64", 8, ElementKind.Integer, () => new NumberStorage<long>());
        all[(int)DType.UInt8] = new("uint8", 1, ElementKind.Integer, () => new NumberStorage<byte>());
        all[(int)DType.UInt16] = new("uint16", 2, ElementKind.Integer, () => new NumberStorage<ushort>());
        all[(int)DType.UInt32] = new("uint32", 4, ElementKind.Integer, () => new NumberStorage<uint>());
        all[(int)DType.UInt64] = new("uint64", 8, ElementKind.Integer, () => new NumberStorage<ulong>());
        all[(int)DType.Bool] = new("bool", 1, ElementKind.Truth, () => new BoolStorage());
        all[(int)DType.String] = new("string", 0, ElementKind.Text, () => new TextStorage());
        return all;
    }
}
