using System.Diagnostics;

namespace Layers;

/// <summary>What a layer gives when it is called to make a functional model: a shape and a type, and which call made it.</summary>
/// <example><code>
/// var x = new Input(4, name: "x");
/// KerasTensor y = new Dense(1).Apply(new Dense(8, Activation.Relu).Apply(x));
/// var model = new Functional(x, y);
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class KerasTensor
{
    internal KerasTensor(LayerCall call, int index, TensorType type)
    {
        Call = call;
        Index = index;
        Shape = type.Shape;
        Type = type.Type;
    }

    /// <summary>Its sizes, with the batch first, unknown ones by name.</summary>
    public Shape Shape { get; }

    /// <summary>The type of its elements.</summary>
    public DType Type { get; }

    /// <summary>The layer that made it.</summary>
    public Layer Layer => Call.Layer;

    internal LayerCall Call { get; }

    internal int Index { get; }

    /// <summary>Its mask, as a tensor of the model that is being made; null where there is none, or where only the run makes one.</summary>
    internal KerasTensor? Mask { get; set; }

    /// <summary>What an input takes in.</summary>
    public static implicit operator KerasTensor(Input input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Tensor;
    }

    /// <summary>For example <c>dense : float32[batch, 8]</c>.</summary>
    public override string ToString() => $"{Layer.Name} : {new TensorType(Type, Shape)}";
}
