namespace Layers;

/// <summary>The types of a layer's weights and of its arithmetic, under Keras's names.</summary>
/// <remarks>Source: <see href="https://keras.io/api/mixed_precision/policy/"/>. On the CPU the 16-bit types are emulated: inputs, weights
/// and outputs are rounded to 16 bits, and the arithmetic between them is float32, which is at least as precise.</remarks>
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

    /// <summary>Indices in int32, only for layers that output indices, for example <see cref="Hashing"/>. Other layers throw.</summary>
    public static DTypePolicy Int32 { get; } = new("int32", DType.Int32, DType.Int32);

    /// <summary>Indices in int64, only for layers that output indices, for example <see cref="Hashing"/>. Other layers throw.</summary>
    public static DTypePolicy Int64 { get; } = new("int64", DType.Int64, DType.Int64);

    /// <summary>Keras's name, for example <c>mixed_float16</c>.</summary>
    public string Name { get; }

    /// <summary>The type of inputs and outputs.</summary>
    public DType ComputeType { get; }

    /// <summary>The type of weights.</summary>
    public DType VariableType { get; }

    /// <summary>The type that the arithmetic runs in: <see cref="ComputeType"/> if it is float64 or an integer type, otherwise
    /// float32.</summary>
    internal DType ArithmeticType => ComputeType == DType.Float64 || ComputeType.IsInteger() ? ComputeType : DType.Float32;

    /// <summary>Returns the policy of a name.</summary>
    /// <param name="name">One of Keras's names.</param>
    /// <exception cref="ArgumentException">No supported policy has that name.</exception>
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

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
