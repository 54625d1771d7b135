namespace Layers;

/// <summary>What <c>Save</c> noticed of a model that it saved.</summary>
public sealed class SaveReport
{
    internal SaveReport(IEnumerable<string> warnings) => Warnings = [.. warnings];

    /// <summary>What works otherwise in another program that opens the file, in whole sentences; empty where nothing does.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The warnings, one a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Warnings);

    /// <summary>What there is to say of a model.</summary>
    internal static SaveReport Of(Model model) => new(LayerPlaces.Of(model).Select(pair => pair.Layer).Distinct().Where(layer => !SafeNames.IsSafe(layer.Name)).Select(layer =>
        $"{layer}: Keras on TensorFlow opens the file and cannot call a layer of that name. Of letters, digits and _ . \\ > - it can, as '{SafeNames.Of(layer.Name)}'; on JAX and PyTorch it can as it is."));
}
