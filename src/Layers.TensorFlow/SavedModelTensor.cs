namespace Layers.TensorFlow;

/// <summary>One input or output of a signature.</summary>
public sealed class SavedModelTensor
{
    internal SavedModelTensor(string name, DType type, Shape? shape, Native.Output place)
    {
        (Name, Type, Shape) = (name, type, shape);
        Place = place;
    }

    /// <summary>The key in the signature, which is what <see cref="SavedModel.Predict(IReadOnlyDictionary{string, TensorData}, string)"/>
    /// asks for.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public DType Type { get; }

    /// <summary>Its sizes, unknown ones named after the tensor and the axis; <see langword="null"/> where not even the number of axes is
    /// known.</summary>
    public Shape? Shape { get; }

    internal Native.Output Place { get; }

    /// <summary>For example <c>x: float32[?, 6]</c>; an unknown size is a question mark.</summary>
    public override string ToString() => $"{Name}: {Type.Name()}{ShapeText}";

    /// <summary>The sizes, or that nothing is known of them.</summary>
    internal string ShapeText => Shape is null ? " of unknown rank" : $"[{string.Join(", ", Shape.Select(dim => dim.IsKnown ? dim.ToString() : "?"))}]";

    /// <summary>Whether data may be this.</summary>
    internal bool Takes(TensorData data) => data.Type == Type && (Shape is null || Shape.MayBe(data.Shape));
}
