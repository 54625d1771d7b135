namespace Layers.AspNetCore;

/// <summary>An input or output of a model as the inference protocol names it.</summary>
/// <param name="Name">Its name: that of the column where there is one.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its sizes; -1 for any.</param>
internal sealed record InferenceTensor(string Name, DType Type, IReadOnlyList<long> Shape)
{
    // Stands after an output that stands for classes: the likeliest of them, as a text.
    private const string LabelEnding = "/label";

    /// <summary>What a model takes, in the order of its inputs.</summary>
    public static IReadOnlyList<InferenceTensor> InputsOf(Model model) =>
        [.. model.Inputs.Select(input => new InferenceTensor(input.Column ?? input.Name, input.Type, SizesOf(input.Shape)))];

    /// <summary>What a model gives, in the order of its outputs, each with the words of its classes after it, where there are
    /// some.</summary>
    public static IReadOnlyList<InferenceTensor> OutputsOf(PredictionShape shape) =>
        [.. shape.Outputs.SelectMany(output => PredictionJson.HasLabel(output)
        ? [Of(output), new InferenceTensor(output.Name + LabelEnding, DType.String, [-1])]
        : new[] { Of(output) })];

    /// <summary>Where an output comes from: which of the model's outputs, and whether it is the words of its classes.</summary>
    public static (int Output, bool IsLabel) PlaceOf(PredictionShape shape, string name)
    {
        for (var i = 0; i < shape.Outputs.Count; i++)
            if (shape.Outputs[i].Name == name) return (i, false);
        for (var i = 0; i < shape.Outputs.Count; i++)
            if (PredictionJson.HasLabel(shape.Outputs[i]) && shape.Outputs[i].Name + LabelEnding == name) return (i, true);
        throw Throw.UnknownOutput(name, [.. OutputsOf(shape).Select(output => output.Name)]);
    }

    private static InferenceTensor Of(ModelOutput output) => new(output.Name, output.ElementType, SizesOf(output.Shape));

    private static long[] SizesOf(Shape shape) => [.. shape.Select(size => size.IsKnown ? size.Size : -1)];
}
