namespace Layers.TensorFlow;

/// <summary>One input or output of a signature.</summary>
public sealed class SavedModelTensor
{
    internal SavedModelTensor(string name, DType type, Shape? shape, Native.Output place)
    {
        (Name, Type, Shape) = (name, type, shape);
        Place = place;
    }

    /// <summary>The key in the signature, which is the name for
    /// <see cref="SavedModel.Predict(IReadOnlyDictionary{string, TensorData}, string)"/>.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public DType Type { get; }

    /// <summary>The shape; unknown sizes are named after the tensor and the axis. <see langword="null"/> if the rank is unknown.</summary>
    public Shape? Shape { get; }

    internal Native.Output Place { get; }

    /// <summary>Returns the name, type and shape, for example <c>x: float32[?, 6]</c>; an unknown size is a question mark.</summary>
    public override string ToString() => $"{Name}: {Type.Name()}{ShapeText}";

    /// <summary>The sizes, or that the rank is unknown.</summary>
    internal string ShapeText => Shape is null ? " of unknown rank"
        : $"[{string.Join(", ", Shape.Select(dim => dim.IsKnown ? dim.ToString() : "?"))}]";

    /// <summary>Returns whether data has a matching type and shape.</summary>
    internal bool Takes(TensorData data) => data.Type == Type && (Shape is null || Shape.MayBe(data.Shape));
}
