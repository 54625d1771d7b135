using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>The report of <c>Model.Adapt</c>: the report of each adaptive layer on the data that it learned from, and the number of passes
/// over the data.</summary>
public sealed class ModelAdaptReport
{
    internal ModelAdaptReport(int passes, IReadOnlyList<KeyValuePair<string, AdaptReport>> layers)
    {
        Passes = passes;
        Layers = layers;
    }

    /// <summary>The number of passes over all rows: one for all layers that depend on no other adaptive layer, another for those that
    /// depend on them, and so on.</summary>
    public int Passes { get; }

    /// <summary>The report of each layer, by the layer's name, in the order in which they were adapted. The name of a layer in a nested
    /// model starts with the name of that model.</summary>
    public IReadOnlyList<KeyValuePair<string, AdaptReport>> Layers { get; }

    /// <summary>Returns the number of passes, then the table of each layer.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Layers.Count} {Nouns.Noun(Layers.Count, "layer")} adapted in {Passes} " +
            $"{Nouns.Noun(Passes, "pass")}");
        foreach (var (name, report) in Layers) text.Append('\n').Append(name).Append(": ").Append(report);
        return text.ToString();
    }
}
