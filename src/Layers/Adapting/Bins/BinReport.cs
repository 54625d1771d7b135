using System.Globalization;

namespace Layers;

/// <summary>The report of an <c>Adapt</c> on numbers that are put into bins.</summary>
internal sealed class BinReport(long rows, Steps steps) : AdaptReport(rows)
{
    public override string ToString() => steps.Values.Length == 0 ? "no rows" : string.Create(CultureInfo.InvariantCulture,
        $"{Nouns.Of(Rows, "row")}; {Nouns.Of(steps.Values.Length, "step")} from {steps.Values[0]:G7} to {steps.Values[^1]:G7}, "
        + $"median {steps.Compressed(0.5).Values[0]:G7}");
}
