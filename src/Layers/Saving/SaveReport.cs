namespace Layers;

/// <summary>A report of <c>Save</c>: warnings about the saved model.</summary>
public sealed class SaveReport
{
    internal SaveReport(IEnumerable<string> warnings) => Warnings = [.. warnings];

    /// <summary>Warnings about parts that work differently in another program that opens the file, in sentences; empty if there are
    /// none.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Returns the warnings, one per line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Warnings);

    /// <summary>Returns the report for a model.</summary>
    internal static SaveReport Of(Model model) =>
        new(LayerPlaces.Of(model).Select(pair => pair.Layer).Distinct().Where(layer => !SafeNames.IsSafe(layer.Name)).Select(layer =>
            $"{layer}: Keras on TensorFlow opens the file but cannot call a layer of that name. A name of letters, digits and _ . \\ > " +
            $"- works, such as '{SafeNames.Of(layer.Name)}'; JAX and PyTorch accept the name as it is."));
}
