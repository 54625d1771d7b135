namespace Layers.AspNetCore;

/// <summary>An input or output of a model in the inference protocol.</summary>
/// <param name="Name">The name of the output, or of the input's column; the name of the input if it has no column.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The size of each axis; -1 for an axis of any size.</param>
internal sealed record InferenceTensor(string Name, DType Type, IReadOnlyList<long> Shape)
{
    // The suffix for the likeliest class of an output, as a text.
    private const string LabelEnding = "/label";

    /// <summary>Returns the inputs of a model, in order.</summary>
    public static IReadOnlyList<InferenceTensor> InputsOf(Model model) =>
        [.. model.Inputs.Select(input => new InferenceTensor(input.Column ?? input.Name, input.Type, SizesOf(input.Shape)))];

    /// <summary>Returns the outputs of a model, in order. An output with classes is followed by its labels.</summary>
    public static IReadOnlyList<InferenceTensor> OutputsOf(PredictionShape shape) =>
        [.. shape.Outputs.SelectMany(output => PredictionJson.HasLabel(output)
        ? [Of(output), new InferenceTensor(output.Name + LabelEnding, DType.String, [-1])]
        : new[] { Of(output) })];

    /// <summary>Finds an output by its name: the index of the model's output, and whether its labels are requested.</summary>
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
