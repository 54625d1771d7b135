namespace Layers;

/// <summary>Which type a layer keeps its weights in and which it computes in, by Keras's names.</summary>
/// <remarks>Source: <see href="https://keras.io/api/mixed_precision/policy/"/>. On the CPU the 16-bit types are emulated: inputs, weights
/// and outputs are rounded to 16 bits and the arithmetic between is float32, which loses nothing that the type keeps.</remarks>
public sealed record DTypePolicy
{
    private DTypePolicy(string name, DType compute, DType variable)
    {
        Name = name;
        ComputeType = compute;
        VariableType = variable;
    }

    /// <summary>Weights and arithmetic in float32, the default.</summary>
    public static DTypePolicy Float32 { get; } = new("float32", DType.Float32, DType.Float32);

    /// <summary>Weights and arithmetic in float64.</summary>
    public static DTypePolicy Float64 { get; } = new("float64", DType.Float64, DType.Float64);

    /// <summary>Weights and arithmetic in float16.</summary>
    public static DTypePolicy Float16 { get; } = new("float16", DType.Float16, DType.Float16);

    /// <summary>Weights and arithmetic in bfloat16.</summary>
    public static DTypePolicy BFloat16 { get; } = new("bfloat16", DType.BFloat16, DType.BFloat16);

    /// <summary>Weights in float32, arithmetic in float16.</summary>
    public static DTypePolicy MixedFloat16 { get; } = new("mixed_float16", DType.Float16, DType.Float32);

    /// <summary>Weights in float32, arithmetic in bfloat16.</summary>
    public static DTypePolicy MixedBFloat16 { get; } = new("mixed_bfloat16", DType.BFloat16, DType.Float32);

    /// <summary>Indices in int32: for a layer whose output they are, as <see cref="Hashing"/>; any other refuses it.</summary>
    public static DTypePolicy Int32 { get; } = new("int32", DType.Int32, DType.Int32);

    /// <summary>Indices in int64: for a layer whose output they are, as <see cref="Hashing"/>; any other refuses it.</summary>
    public static DTypePolicy Int64 { get; } = new("int64", DType.Int64, DType.Int64);

    /// <summary>Keras's name, for example <c>mixed_float16</c>.</summary>
    public string Name { get; }

    /// <summary>The type of inputs and outputs.</summary>
    public DType ComputeType { get; }

    /// <summary>The type of weights.</summary>
    public DType VariableType { get; }

    /// <summary>The type that the arithmetic really runs in: float64 and integers where asked, float32 elsewhere.</summary>
    internal DType ArithmeticType => ComputeType == DType.Float64 || ComputeType.IsInteger() ? ComputeType : DType.Float32;

    /// <summary>The policy of that name.</summary>
    /// <param name="name">One of Keras's names.</param>
    /// <exception cref="ArgumentException">There is no such policy here.</exception>
    public static DTypePolicy Parse(string name) => name switch
    {
        "float32" => Float32,
        "float64" => Float64,
        "float16" => Float16,
        "bfloat16" => BFloat16,
        "mixed_float16" => MixedFloat16,
        "mixed_bfloat16" => MixedBFloat16,
        "int32" => Int32,
        "int64" => Int64,
        _ => throw Throw.UnknownPolicy(name, [Float32, Float64, Float16, BFloat16, MixedFloat16, MixedBFloat16, Int32, Int64]),
    };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
