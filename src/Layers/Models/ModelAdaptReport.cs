using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>What <c>Model.Adapt</c> did: what each adaptive layer saw, and how often the data were read for it.</summary>
public sealed class ModelAdaptReport
{
    internal ModelAdaptReport(int passes, IReadOnlyList<KeyValuePair<string, AdaptReport>> layers)
    {
        Passes = passes;
        Layers = layers;
    }

    /// <summary>How often all rows were read: once for all layers that need no other to be adapted first, once more for those that need
    /// these, and so on.</summary>
    public int Passes { get; }

    /// <summary>What each layer saw, by the layer's name (of a layer in a nested model, with the model's name before it), in the order in
    /// which they were adapted.</summary>
    public IReadOnlyList<KeyValuePair<string, AdaptReport>> Layers { get; }

    /// <summary>The passes, then each layer's table.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Layers.Count} layer{(Layers.Count == 1 ? "" : "s")} adapted in {Passes} pass{(Passes == 1 ? "" : "es")}");
        foreach (var (name, report) in Layers) text.Append('\n').Append(name).Append(": ").Append(report);
        return text.ToString();
    }
}
