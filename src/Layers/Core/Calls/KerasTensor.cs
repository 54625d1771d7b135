using System.Diagnostics;

namespace Layers;

/// <summary>The symbolic output of a layer in a functional model: its shape, its type, and the call that made it.</summary>
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

    /// <summary>The sizes of the axes, with the batch first. Unknown sizes have names.</summary>
    public Shape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public DType Type { get; }

    /// <summary>The layer that made the tensor.</summary>
    public Layer Layer => Call.Layer;

    internal LayerCall Call { get; }

    internal int Index { get; }

    /// <summary>The mask, as a tensor of the functional model; null if there is none, or if the mask is computed only when the model
    /// runs.</summary>
    internal KerasTensor? Mask { get; set; }

    /// <summary>Converts an input to the tensor of its data.</summary>
    public static implicit operator KerasTensor(Input input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Tensor;
    }

    /// <summary>Returns the name of the layer and the type, for example <c>dense : float32[batch, 8]</c>.</summary>
    public override string ToString() => $"{Layer.Name} : {new TensorType(Type, Shape)}";
}
