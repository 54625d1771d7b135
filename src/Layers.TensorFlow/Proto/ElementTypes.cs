namespace Layers.TensorFlow.Proto;

/// <summary>The table between TensorFlow's element types and those of Layers.</summary>
internal static class ElementTypes
{
    private static readonly (DType Ours, DataType Theirs)[] s_all =
    [
        (DType.Float32, DataType.Float), (DType.Float64, DataType.Double), (DType.Float16, DataType.Half),
        (DType.BFloat16, DataType.Bfloat16), (DType.Int8, DataType.Int8), (DType.Int16, DataType.Int16),
        (DType.Int32, DataType.Int32), (DType.Int64, DataType.Int64), (DType.UInt8, DataType.Uint8),
        (DType.UInt16, DataType.Uint16), (DType.UInt32, DataType.Uint32), (DType.UInt64, DataType.Uint64),
        (DType.Bool, DataType.Bool), (DType.String, DataType.String),
    ];

    public static DataType ToTensorFlow(this DType type) => Array.Find(s_all, pair => pair.Ours == type).Theirs;

    /// <summary>Returns the type in Layers; null if there is none, for example for resources.</summary>
    public static DType? ToLayers(this DataType type) =>
        Array.FindIndex(s_all, pair => pair.Theirs == type) is >= 0 and var at ? s_all[at].Ours : null;

    /// <summary>Returns the name in TensorFlow's operator list and in Keras, for example <c>int64</c>.</summary>
    public static string Word(this DataType type) =>
        type.ToLayers() is { } ours ? ours.Name() : type.ToString().ToLowerInvariant();
}
